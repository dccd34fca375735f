// Surface × light; filmic curve. The lamps are blended beforehand (lightmap.py): this runs for every pixel.
uniform sampler2D picture;
uniform sampler2D light_map; // square roots; 1 stands for the brightest light
uniform vec3 tint;           // the material's, times the brightest light

VARYING vec2 v_texture;
VARYING vec2 v_light;
VARYING float v_shine;

void main() {
    vec3 light = SAMPLE(light_map, v_light).rgb;
    vec3 color = SAMPLE(picture, v_texture).rgb * light;
    color = color * color * tint + v_shine * light * light;
    // Karis 2013: a filmic curve with the display's gamma in it
    OUTPUT = vec4(color / (color + 0.155) * 1.019, 1.0);
}

// Surface × light, as cell.frag shows it but without what shines; alpha keeps the light that would.
uniform sampler2D picture;
uniform sampler2D light_map;
uniform vec3 tint;
VARYING vec2 v_texture;
VARYING vec2 v_light;

void main() {
    vec3 light = SAMPLE(light_map, v_light).rgb;
    vec3 color = SAMPLE(picture, v_texture).rgb * light;
    color = color * color * tint;
    OUTPUT = vec4(color / (color + 0.155) * 1.019, light.g);
}

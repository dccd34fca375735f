// Baked light of three lamps and of the room, blended by their levels; filmic curve.
uniform sampler2D picture;
uniform sampler2D light_map; // square roots of an eighth of: bulb, slit, hatch, room
uniform vec3 bulb_light;
uniform vec3 slit_light;
uniform vec3 hatch_light;
uniform vec3 room_light;
uniform vec3 tint;

VARYING vec2 v_texture;
VARYING vec2 v_light;
VARYING float v_shine;

void main() {
    vec4 light = SAMPLE(light_map, v_light);
    light *= 8.0 * light;
    vec3 surface = SAMPLE(picture, v_texture).rgb;
    surface *= surface * tint;
    vec3 shining = light.r * bulb_light;
    vec3 color = surface * (shining + light.g * slit_light + light.b * hatch_light + light.a * room_light);
    color += v_shine * shining;
    // Karis 2013: a filmic curve with the display's gamma in it
    OUTPUT = vec4(color / (color + 0.155) * 1.019, 1.0);
}

// The glare of a bare bulb, added to what is behind it.
uniform vec3 bulb_light;
VARYING vec2 v_at;

void main() {
    float fall = max(1.0 - dot(v_at, v_at), 0.0);
    float core = max(1.0 - dot(v_at, v_at) * 14.0, 0.0);
    OUTPUT = vec4(bulb_light * (fall * fall * fall * 0.42 + core * 0.7), 0.0);
}

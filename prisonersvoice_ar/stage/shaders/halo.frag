// The glare of a bare bulb, added to what is behind it.
uniform vec3 bulb_light;
VARYING vec2 v_at;

void main() {
    float fall = max(1.0 - dot(v_at, v_at), 0.0);
    float core = max(1.0 - dot(v_at, v_at) * 6.0, 0.0);
    OUTPUT = vec4(bulb_light * (fall * fall * 0.45 + core * 0.6), 0.0);
}

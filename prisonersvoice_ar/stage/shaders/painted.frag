// The cell from what paint.frag has painted; the bulb's highlight is put into the filmic curve where the colour
// came out of it. With k = 0.155 · 1.019 a colour c and light s more give 1.019 − left / (1 + z), where
// left = 1.019 − c and z = s · left / k; for z up to 1 a parabola stands in for the division, a tenth of the cost.
// s takes the light's green for all three: paint.frag has room for one.
uniform sampler2D painted;
VARYING vec2 v_light;
VARYING float v_shine;

void main() {
    vec4 found = SAMPLE(painted, v_light);
    vec3 left = 1.019 - found.rgb;
    vec3 z = min(left * (v_shine * found.a * found.a * 6.33), 1.0);
    OUTPUT = vec4(found.rgb + left * z * (1.0 - 0.5 * z), 1.0);
}

// The shadow that the model throws on the card: dark where it stands, gone a little way off.
uniform vec2 extent; // half width and depth of what stands there, of the sheet's half size
uniform float strength;
VARYING vec2 v_texture;

void main() {
    vec2 at = abs(v_texture * 2.0 - 1.0);
    vec2 gap = max(at - extent, 0.0) / (1.0 - extent);
    float fall = clamp(1.0 - length(gap), 0.0, 1.0);
    OUTPUT = vec4(0.0, 0.0, 0.0, strength * fall * fall);
}

// The panel's glyphs and shapes: a colour, times what the atlas has there.
uniform sampler2D p3d_Texture0; // the atlas of glyphs
VARYING vec2 v_at;
VARYING vec4 v_color;

void main() {
    OUTPUT = v_color * SAMPLE(p3d_Texture0, v_at);
}

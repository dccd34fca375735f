// The target's print, in the table's light.
uniform sampler2D picture;
VARYING vec2 v_texture;

void main() {
    OUTPUT = vec4(SAMPLE(picture, v_texture).rgb * 0.93, 1.0);
}

// A screen's picture as it is.
uniform sampler2D picture;
VARYING vec2 v_at;

void main() {
    OUTPUT = vec4(SAMPLE(picture, v_at).rgb, 1.0);
}

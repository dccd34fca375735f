// The camera's picture as it is: Mesa recognises so plain a shader and copies.
uniform sampler2D picture;
VARYING vec2 v_at;

void main() {
    OUTPUT = SAMPLE(picture, v_at);
}

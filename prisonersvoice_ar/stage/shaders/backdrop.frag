// The camera's picture, whose first row is its highest.
uniform sampler2D picture;
VARYING vec2 v_at;

void main() {
    OUTPUT = vec4(SAMPLE(picture, vec2(v_at.x, 1.0 - v_at.y)).rgb, 1.0);
}

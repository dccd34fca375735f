// A screen's picture in fewer pixels than it has: each is the mean of what lies in it, in four looks between pixels.
uniform sampler2D picture;
uniform vec2 pixel; // of the window, in the picture, 0 to 1
VARYING vec2 v_at;

void main() {
    vec2 a = 0.25 * pixel;
    vec2 b = vec2(a.x, -a.y);
    vec3 sum = SAMPLE(picture, v_at - a).rgb + SAMPLE(picture, v_at + a).rgb;
    sum += SAMPLE(picture, v_at - b).rgb + SAMPLE(picture, v_at + b).rgb;
    OUTPUT = vec4(0.25 * sum, 1.0);
}

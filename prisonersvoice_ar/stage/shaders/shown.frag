// A screen's picture; where it is shown smaller, each pixel is the mean of what lies in it.
uniform sampler2D picture;
uniform vec2 pixel; // of the window, in the picture, 0 to 1
uniform float taps; // across and down: no more than one of the picture's pixels apart
VARYING vec2 v_at;

void main() {
    vec3 sum = vec3(0.0);
    for (float y = 0.5; y < taps; y += 1.0) {
        for (float x = 0.5; x < taps; x += 1.0) {
            sum += SAMPLE(picture, v_at + (vec2(x, y) / taps - 0.5) * pixel).rgb;
        }
    }
    OUTPUT = vec4(sum / (taps * taps), 1.0);
}

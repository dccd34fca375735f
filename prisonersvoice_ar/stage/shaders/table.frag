// A table in soft light, or a plastered wall: a grey that tells nothing, brighter where one looks, a faint grid of 10 cm.
uniform float wall;
VARYING vec2 v_texture; // metres from the paper's middle

void main() {
    float away = length(v_texture);
    vec3 near_ = mix(vec3(0.60, 0.585, 0.56), vec3(0.66, 0.655, 0.64), wall);
    vec3 far_ = mix(vec3(0.20, 0.195, 0.19), vec3(0.30, 0.30, 0.295), wall);
    vec3 grey = mix(near_, far_, smoothstep(0.0, mix(1.1, 2.6, wall), away));
    vec2 cell = abs(fract(v_texture * 10.0 + 0.5) - 0.5);
    vec2 wide = fwidth(v_texture * 10.0);
    vec2 line = 1.0 - smoothstep(0.25 * wide, 1.1 * wide, cell);
    float grid = max(line.x, line.y) * 0.035 * (1.0 - smoothstep(0.05, 0.4, max(wide.x, wide.y)));
    OUTPUT = vec4(grey - grid, 1.0);
}

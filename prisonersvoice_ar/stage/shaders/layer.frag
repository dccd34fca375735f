// Lays the cell over the camera picture; edges are blended along themselves (after Lottes 2009, FXAA).
uniform sampler2D cell;
uniform vec4 texel; // 1 / size of the buffer (x, y); share of the buffer in use (z, w)
uniform float opacity;
VARYING vec2 v_at;

vec4 at(vec2 place) {
    return SAMPLE(cell, clamp(place, texel.xy * 0.5, texel.zw - texel.xy * 0.5));
}

float key(vec4 color) {
    return dot(color, vec4(0.3, 0.5, 0.2, 0.6));
}

void main() {
    vec2 place = v_at * texel.zw;
    vec4 middle = at(place);
#ifdef EDGES
    vec2 half_step = texel.xy * 0.5;
    float nw = key(at(place - half_step));
    float se = key(at(place + half_step));
    float ne = key(at(place + vec2(half_step.x, -half_step.y)));
    float sw = key(at(place + vec2(-half_step.x, half_step.y)));
    vec2 along = vec2((sw + se) - (nw + ne), (nw + sw) - (ne + se));
    float steep = max(abs(along.x), abs(along.y));
    vec2 way = along / (min(abs(along.x), abs(along.y)) + 0.06) * smoothstep(0.02, 0.12, steep);
    way = clamp(way, -2.0, 2.0) * texel.xy;
    vec4 near_ = 0.5 * (at(place - way * 0.25) + at(place + way * 0.25));
    vec4 far_ = 0.5 * (at(place - way) + at(place + way));
    middle = mix(middle, 0.6 * near_ + 0.4 * far_, step(0.02, steep));
#endif
    OUTPUT = middle * opacity;
}

// The cell: walls that stand between the eye and the inside sink to a stub; the bulb's highlight per vertex.
uniform mat4 p3d_ModelViewProjectionMatrix;
uniform mat4 part;        // part's own motion in the cell's frame (the flap)
uniform vec4 sight[2];    // the eye, in the cell's frame; heights of the walls left, right, door, window; metres
uniform vec4 bulb[1];     // where it hangs, in the cell's frame; how bright it burns

ATTRIBUTE vec4 p3d_Vertex;
ATTRIBUTE vec3 p3d_Normal;
ATTRIBUTE vec2 p3d_MultiTexCoord0;
ATTRIBUTE vec2 light_at;
ATTRIBUTE float gloss;
ATTRIBUTE vec4 wall;

VARYING vec2 v_texture;
VARYING vec2 v_light;
VARYING float v_shine;

void main() {
    vec4 at = part * vec4(p3d_Vertex.xyz, 1.0);
    // 1: the wall's own block; 0.9: what hangs on it, which goes down into the block; 0: neither
    float hangs = dot(wall, vec4(1.0));
    float limit = dot(wall, sight[1]) / max(hangs, 0.5) - 0.03 * step(hangs, 0.95);
    at.z = min(at.z, mix(1000.0, limit, step(0.5, hangs)));
    gl_Position = p3d_ModelViewProjectionMatrix * at;
    v_texture = p3d_MultiTexCoord0;
    v_light = light_at;
    vec3 toward = normalize(bulb[0].xyz - at.xyz);
    vec3 half_way = normalize(toward + normalize(sight[0].xyz - at.xyz));
    float across = max(dot(half_way, p3d_Normal), 0.0);
    float square = across * across;
    v_shine = gloss * square * square * square * square * 0.22 * 8.0 * bulb[0].w;
}

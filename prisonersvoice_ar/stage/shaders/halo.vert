// A disc that faces the eye, around the bulb and a little before it.
uniform mat4 p3d_ModelViewMatrix;
uniform mat4 p3d_ProjectionMatrix;
uniform vec4 bulb[1];
uniform float radius; // in the cell's metres
ATTRIBUTE vec4 p3d_Vertex;
VARYING vec2 v_at;

void main() {
    v_at = p3d_Vertex.xz * 2.0 - 1.0;
    vec4 middle = p3d_ModelViewMatrix * vec4(bulb[0].xyz, 1.0);
    float size = length((p3d_ModelViewMatrix * vec4(radius, 0.0, 0.0, 0.0)).xyz);
    vec3 toward = normalize(middle.xyz);
    vec3 right = normalize(cross(toward, abs(toward.y) < 0.9 ? vec3(0.0, 1.0, 0.0) : vec3(0.0, 0.0, 1.0)));
    vec3 up = cross(right, toward);
    vec3 at = middle.xyz - toward * size * 0.3 + (right * v_at.x + up * v_at.y) * size;
    gl_Position = p3d_ProjectionMatrix * vec4(at, 1.0);
}

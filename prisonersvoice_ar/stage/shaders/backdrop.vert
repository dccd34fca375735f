// The camera picture's rectangle; its first row is its highest.
uniform vec4 place;   // left, bottom, right, top in the window, -1 to 1
uniform float mirror; // 1: the picture runs from right to left
ATTRIBUTE vec4 p3d_Vertex;
VARYING vec2 v_at;

void main() {
    v_at = vec2(mix(p3d_Vertex.x, 1.0 - p3d_Vertex.x, mirror), 1.0 - p3d_Vertex.z);
    gl_Position = vec4(mix(place.xy, place.zw, p3d_Vertex.xz), 0.0, 1.0);
}

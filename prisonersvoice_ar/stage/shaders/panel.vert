// Triangles of the panel, in pixels from the top left.
uniform vec4 extent; // 2 / width, 2 / height of the window
ATTRIBUTE vec2 p3d_Vertex;
ATTRIBUTE vec2 p3d_MultiTexCoord0;
ATTRIBUTE vec4 p3d_Color;
VARYING vec2 v_at;
VARYING vec4 v_color;

void main() {
    v_at = p3d_MultiTexCoord0;
    v_color = p3d_Color;
    gl_Position = vec4(p3d_Vertex.x * extent.x - 1.0, 1.0 - p3d_Vertex.y * extent.y, 0.0, 1.0);
}

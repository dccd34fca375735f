// A flat picture or colour in its own plane.
uniform mat4 p3d_ModelViewProjectionMatrix;
ATTRIBUTE vec4 p3d_Vertex;
ATTRIBUTE vec2 p3d_MultiTexCoord0;
VARYING vec2 v_texture;

void main() {
    gl_Position = p3d_ModelViewProjectionMatrix * p3d_Vertex;
    v_texture = p3d_MultiTexCoord0;
}

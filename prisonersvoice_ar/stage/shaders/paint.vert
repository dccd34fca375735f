// A surface where its light lies in the light map: the cell unfolded.
ATTRIBUTE vec4 p3d_Vertex;
ATTRIBUTE vec2 p3d_MultiTexCoord0;
ATTRIBUTE vec2 light_at;
VARYING vec2 v_texture;
VARYING vec2 v_light;

void main() {
    v_texture = p3d_MultiTexCoord0;
    v_light = light_at;
    gl_Position = vec4(light_at * 2.0 - 1.0, 0.0 * p3d_Vertex.x, 1.0);
}

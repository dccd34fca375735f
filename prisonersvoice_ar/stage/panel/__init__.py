"""The author's panel over the picture, drawn with Dear ImGui: values in, acts out.

Why Dear ImGui, and which of its bindings (November 2026, all tried here):

- A panel with lists, a timeline, tooltips and scrolling is months of work that Dear ImGui (MIT, since 2014) has
  behind it. Panda3D's own DirectGUI has neither tables nor clipping lists, and redraws no text sharply.
- `panda3d-imgui` 1.2.0 hangs on ShowBase and its builtins, which this house does without, pins one old
  version of `imgui-bundle` and reads the clipboard through a third package: not taken.
- `imgui-bundle` 1.93 is well kept, but weighs 14 MB (56 MB installed), brings a libOpenGL, libGLX and GLFW of its
  own into a process in which Panda3D has loaded the system's, and ships no wheel for macOS in its present version.
- `slimgui` 0.8.3 (MIT, released every month or two, typed, one wheel for all Pythons from 3.12 on; Windows, macOS on
  ARM, Linux on x86_64 and aarch64) is Dear ImGui 1.92 and nothing else: 1 MB, no OpenGL, no window, no clipboard.
  It gives vertices, and `painter.py` draws them with Panda3D: 100 lines.
"""

"""Shaders from their files, for GLSL 3.30 or, where OpenGL is only 2.1, for GLSL 1.20."""

from collections.abc import Sequence
from pathlib import Path

from panda3d.core import Shader

from prisonersvoice_ar.core.errors import MachineError

FOLDER = Path(__file__).parent / "shaders"

_HEADS = {
    (330, "vert"): "#version 330\n#define ATTRIBUTE in\n#define VARYING out\n#define SAMPLE texture\n",
    (330, "frag"): "#version 330\n#define VARYING in\n#define SAMPLE texture\nout vec4 pv_color;\n"
    "#define OUTPUT pv_color\n",
    (120, "vert"): "#version 120\n#define ATTRIBUTE attribute\n#define VARYING varying\n"
    "#define SAMPLE texture2D\n",
    (120, "frag"): "#version 120\n#define VARYING varying\n#define SAMPLE texture2D\n"
    "#define OUTPUT gl_FragColor\n",
}


def source(name: str, stage: str, glsl: int, options: Sequence[str] = ()) -> str:
    """The text of ``name``.``stage`` ("vert" or "frag") for GLSL ``glsl`` (330, 120)."""
    head = _HEADS[glsl, stage] + "".join(f"#define {option}\n" for option in options)
    return head + (FOLDER / f"{name}.{stage}").read_text(encoding="utf-8")


def load_shader(vert: str, frag: str, glsl: int, options: Sequence[str] = ()) -> Shader:
    """Make a shader; OpenGL compiles it when it first draws, so a mistake shows there."""
    made = Shader.make(
        Shader.SL_GLSL, source(vert, "vert", glsl, options), source(frag, "frag", glsl, options)
    )
    if made is None:
        raise MachineError(
            f"The shader {vert}/{frag} is refused by this OpenGL.", "Update the graphics driver."
        )
    return made

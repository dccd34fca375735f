"""Every shader, with every option, in both shading languages, is taken by the OpenGL that is here."""

import re
from itertools import product

import pytest

from prisonersvoice_ar.stage.shaders import FOLDER, load_shader, source
from prisonersvoice_ar.stage.window import Window

PROGRAMS = {
    ("cell", "cell"): [],
    ("layer", "layer"): ["EDGES"],
    ("backdrop", "backdrop"): [],
    ("plain", "shadow"): [],
    ("halo", "halo"): [],
    ("paint", "paint"): [],
    ("cell", "painted"): [],
    ("panel", "panel"): [],
    ("layer", "shown"): [],
    ("layer", "smaller"): [],
    ("plain", "table"): [],
    ("plain", "print"): [],
}
CASES = [
    (vert, frag, options[:count], glsl)
    for ((vert, frag), options), glsl in product(PROGRAMS.items(), (330, 120))
    for count in range(len(options) + 1)
]


@pytest.mark.parametrize(("vert", "frag", "options", "glsl"), CASES)
def test_it_compiles(window: Window, vert: str, frag: str, options: list[str], glsl: int) -> None:
    gsg = window.output.getGsg()
    window.render()
    shader = load_shader(vert, frag, glsl, options)
    shader.prepareNow(gsg.getPreparedObjects(), gsg)
    assert not shader.getErrorFlag()


def test_a_mistake_is_seen(window: Window) -> None:
    from panda3d.core import Shader

    gsg = window.output.getGsg()
    wrong = source("cell", "frag", 330).replace("vec3 light =", "vec5 light =")
    shader = Shader.make(Shader.SL_GLSL, source("cell", "vert", 330), wrong)
    shader.prepareNow(gsg.getPreparedObjects(), gsg)
    assert shader.getErrorFlag()


def test_no_file_is_left_out() -> None:
    tested = {f"{vert}.vert" for vert, _ in PROGRAMS} | {f"{frag}.frag" for _, frag in PROGRAMS}
    assert {path.name for path in FOLDER.iterdir()} == tested


def test_every_option_is_known() -> None:
    for path in FOLDER.iterdir():
        for option in re.findall(r"#ifdef (\w+)", path.read_text(encoding="utf-8")):
            assert any(option in options for options in PROGRAMS.values()), f"{path.name}: {option}"

"""The scene that a tool writes into: its file, and the content it belongs to."""

import re
from os.path import relpath
from pathlib import Path

from prisonersvoice_ar.app.content import content
from prisonersvoice_ar.app.folders import content_root
from prisonersvoice_ar.app.written import content_of, placed_scene
from prisonersvoice_ar.documents import Content


def authored(named: Path) -> tuple[Path, Content]:
    """The file of the scene called ``named`` (name, folder or file); UsageError where there is none."""
    from prisonersvoice_ar.authoring.scenery import named_scene

    path, where = placed_scene(str(named))
    return named_scene(path, where), where


def content_of_new(named: Path) -> Content:
    """The content that a scene will belong to once it is there; one that is only named will be ours."""
    return content_of(named, content()) if len(named.parts) > 1 else content()


def schema_of(folder: Path) -> str:
    """How an editor finds the published schema from a scene's ``folder``: by a way, or by an address.

    The wheel has none: then where the scene would find it in a checkout.
    """
    from prisonersvoice_ar.authoring.creating.writing import SCHEMA

    schema = content_root().resolve() / "docs" / "scene.schema.json"
    if not schema.is_file():
        return SCHEMA
    try:
        way = Path(relpath(schema, folder.absolute().parent.resolve() / folder.name)).as_posix()
    except ValueError:  # on another drive
        return schema.as_uri()
    return schema.as_uri() if re.search(r"\s", way) else way  # a blank would end it

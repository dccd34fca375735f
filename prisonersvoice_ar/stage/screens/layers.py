"""Parts of a screen that are drawn again only when what they show has changed."""

from collections.abc import Callable, Hashable

from panda3d.core import NodePath


class Layers:
    """Named nodes under one root, each with the key of what it shows."""

    def __init__(self, root: NodePath) -> None:
        """Draw under ``root``."""
        self._root = root
        self._drawn: dict[str, tuple[Hashable, NodePath]] = {}
        self.version = 0
        """counts what has been drawn or taken away"""

    def show(
        self, name: str, key: Hashable, draw: Callable[[NodePath], None], *, sort: int = 0
    ) -> NodePath | None:
        """Draw ``name`` anew unless it shows ``key`` already; returns the new node, or None."""
        present = self._drawn.get(name)
        if present is not None:
            if present[0] == key:
                return None
            present[1].removeNode()
        self.version += 1
        node = self._root.attachNewNode(name, sort)
        self._drawn[name] = (key, node)
        draw(node)
        return node

    def hide(self, name: str) -> None:
        """Take ``name`` away; nothing happens where it is not shown."""
        present = self._drawn.pop(name, None)
        if present is not None:
            self.version += 1
            present[1].removeNode()

    def keep(self, names: frozenset[str]) -> None:
        """Take everything away but ``names``."""
        for name in [name for name in self._drawn if name not in names]:
            self.hide(name)

    def node(self, name: str) -> NodePath | None:
        """The node of ``name``, where it is shown."""
        present = self._drawn.get(name)
        return present[1] if present is not None else None

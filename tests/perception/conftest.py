"""Fixtures of perception's tests."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

# pumping.py stands beside the tests; pytest's importlib mode does not add its folder.
sys.path.insert(0, str(Path(__file__).parent))

from pumping import Server, left_behind, segments

from prisonersvoice_ar.perception.link import PerceptionLink
from prisonersvoice_ar.perception.settings import PerceptionSettings
from prisonersvoice_ar.perception.source_spec import parse_source


@pytest.fixture
def start() -> Iterator[Callable[..., PerceptionLink]]:
    before = segments()
    links: list[PerceptionLink] = []

    def make(text: str, **settings: object) -> PerceptionLink:
        link = PerceptionLink(PerceptionSettings(parse_source(text), **settings))  # type: ignore[arg-type]
        links.append(link)
        link.start()
        return link

    yield make
    pids = [link.pid for link in links]
    for link in links:
        link.close()
        link.close()
    assert not any(pid and psutil.pid_exists(pid) for pid in pids)
    assert left_behind(before) == set()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    made.on()
    yield made
    made.off()

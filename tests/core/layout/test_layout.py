"""On any window: everything inside, nothing over anything else, targets large enough; tiny windows survive."""

from collections.abc import Iterable, Sequence
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prisonersvoice_ar.core.layout import (
    MIN_TARGET,
    Block,
    Board,
    ButtonBox,
    CardText,
    Face,
    Menu,
    Rect,
    Scale,
    StoryScreen,
    Style,
    TextBox,
    caption_type,
    hit,
    lay_out,
    lay_out_board,
    lay_out_story,
)

SIZES = [
    (1024, 768),
    (1280, 720),
    (1920, 1080),
    (1080, 1920),
    (3840, 2160),
    (640, 480),
    (480, 640),
    (2160, 3840),
]
slow = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
windows = st.tuples(st.integers(480, 4096), st.integers(480, 4096)).filter(
    lambda size: max(size) >= 640 and max(size) <= 2.4 * min(size)
)
any_window = st.tuples(st.integers(1, 3000), st.integers(1, 3000))
word = st.text(alphabet="абвгґдежзиіїклмнопрстуфхцчшщьюя’abcdefg", min_size=1, max_size=12)
sentences = st.lists(word, min_size=1, max_size=14).map(" ".join)
labels = st.lists(word, min_size=1, max_size=3).map(" ".join)


def measure(text: str, px: float, bold: bool) -> float:
    """Like a real type: about half a size a letter."""
    return (
        px
        * sum(0.8 if c in "шщжмwШЩЖМ" else 0.3 if c in "іїl’., " else 0.56 for c in text)
        * (1.06 if bold else 1.0)
    )


def face(number: int, label: str, *, primary: bool = False) -> Face:
    return Face(f"b{number}", label, "Esc" if number % 2 else "", primary)


def _faces(labels: Sequence[str], first: int = 0) -> tuple[Face, ...]:
    return tuple(face(first + i, label) for i, label in enumerate(labels))


def assert_apart(rects: Iterable[Rect]) -> None:
    for first, second in combinations(rects, 2):
        assert not first.overlaps(second, 0.5), (first, second)


def assert_inside(rects: Iterable[Rect], size: tuple[int, int]) -> None:
    window = Rect(0, 0, *size)
    for rect in rects:
        assert rect.inside(window, 0.5), (rect, size)


def assert_large_enough(boxes: Iterable[ButtonBox]) -> None:
    for box in boxes:
        assert box.rect.w >= MIN_TARGET
        assert box.rect.h >= MIN_TARGET


def assert_text_within(boxes: Iterable[TextBox]) -> None:
    for box in boxes:
        for line in box.lines:
            assert measure(line, box.px, box.block.style.bold) <= box.rect.w + 0.5


def assert_label_within(boxes: Iterable[ButtonBox]) -> None:
    for box in boxes:
        for line in box.lines:
            key = box.key_w + 0.5 * box.px if box.key_w else 0.0
            assert measure(line, box.px, True) + 1.5 * box.px + key <= box.rect.w + 0.5


@slow
@given(
    windows, sentences, st.lists(sentences, max_size=7), st.lists(labels, min_size=1, max_size=3),
    st.lists(labels, max_size=3), st.booleans(), st.sampled_from((0.0, 0.5)),
)  # fmt: skip
def test_a_menu_is_whole(size, title, texts, buttons, corner, drawing, align) -> None:  # type: ignore[no-untyped-def]  # noqa: PLR0917
    blocks = (Block(title, Style.TITLE), *(Block(text, bullet=True) for text in texts))
    menu = Menu(blocks, _faces(buttons), _faces(corner, 10), drawing=drawing, align=align)
    layout = lay_out(menu, size, measure)
    boxes = (*layout.buttons, *layout.corner)
    everything = [*(text.rect for text in layout.texts), *(box.rect for box in boxes)]
    everything += [layout.drawing] if layout.drawing is not None else []
    assert len(boxes) == len(buttons) + len(corner)
    assert_inside(everything, size)
    assert_apart(everything)
    assert_large_enough(boxes)
    assert_text_within(layout.texts)
    assert_label_within(boxes)
    said = " ".join(line for text in layout.texts for line in text.lines)
    assert "".join(said.split()) == "".join(" ".join((title, *texts)).split())


@slow
@given(
    windows, st.lists(labels, min_size=2, max_size=3), st.lists(labels, max_size=3), st.lists(sentences, max_size=2),
    sentences | st.just(""), sentences | st.just(""), labels | st.just(""),
)  # fmt: skip
def test_the_story_leaves_room(size, corner, choices, marks, hint, message, lost) -> None:  # type: ignore[no-untyped-def]  # noqa: PLR0917
    screen = StoryScreen(_faces(corner), _faces(choices, 10), tuple(marks), hint, message, lost)
    layout = lay_out_story(screen, size, measure)
    texts = [box for box in (layout.marks, layout.hint, layout.message, layout.lost) if box is not None]
    boxes = (*layout.corner, *layout.choices)
    everything = [layout.caption.area, *(text.rect for text in texts), *(box.rect for box in boxes)]
    everything += [layout.drawing] if layout.drawing is not None else []
    assert_inside(everything, size)
    assert_apart(everything)
    assert_large_enough(boxes)
    assert_text_within(texts)


@slow
@given(
    windows,
    st.lists(st.tuples(labels, sentences, word), min_size=1, max_size=5),
    sentences,
    st.lists(labels, min_size=1, max_size=3),
    st.booleans(),
)
def test_the_board_shows_every_code(size, cards, support, buttons, here) -> None:  # type: ignore[no-untyped-def]
    texts = tuple(
        CardText(title, text, f"{host}.org", "", face(20 + i, "Відкрити тут") if here else None)
        for i, (title, text, host) in enumerate(cards)
    )
    board = Board(
        (Block("Що можна зробити", Style.TITLE), Block("Наведіть телефон на код.")),
        texts,
        (Block(support, Style.SMALL),),
        _faces(buttons),
        _faces(["Вийти"], 10),
    )
    layout = lay_out_board(board, size, measure)
    own = [card.button for card in layout.cards if card.button is not None]
    outer = [
        *(text.rect for text in (*layout.heading, *layout.footing)),
        *(card.rect for card in layout.cards),
        *(box.rect for box in (*layout.buttons, *layout.corner)),
    ]
    assert len(layout.cards) == len(cards)
    assert_inside(outer, size)
    assert_apart(outer)
    assert_large_enough((*layout.buttons, *layout.corner, *own))
    sides = set()
    for card in layout.cards:
        assert card.code is not None
        parts = [*(text.rect for text in card.texts), card.code]
        parts += [card.button.rect] if card.button is not None else []
        assert_apart(parts)
        assert all(part.inside(card.rect, 0.5) for part in parts)
        assert_text_within(card.texts)
        sides.add(round(card.code.w, 3))
        assert card.code.w == card.code.h
    assert len(sides) == 1
    assert sides.pop() >= 0.1 * min(size)


@settings(max_examples=40, deadline=None)
@given(any_window)
def test_any_window_survives(size: tuple[int, int]) -> None:
    menu = Menu(
        (Block("Перш ніж почати", Style.TITLE), Block("слово " * 20)), _faces(["Далі"]), _faces(["Вийти"], 5)
    )
    for layout in (
        lay_out(menu, size, measure),
        lay_out_story(StoryScreen(_faces(["Вийти"]), (), ("знак",), "a", "b", "c"), size, measure),
        lay_out_board(Board((Block("a"),), (CardText("a", "b", "c.org"),)), size, measure),
    ):
        for _, rect in layout.targets:
            assert rect.w >= 0
            assert rect.h >= 0


@pytest.mark.parametrize("size", SIZES)
def test_captions_are_as_large_as_the_rule_says(size: tuple[int, int]) -> None:
    style = caption_type(size, measure)
    short = min(size)
    assert 0.04 * short - 1e-6 <= style.line_height <= 0.08 * short + 1e-6
    assert style.area.inside(Scale.of(size).safe)
    assert style.area.h >= 2 * style.line_height
    assert style.width + 2 * style.pad <= style.area.w + 1e-6


def test_captions_shrink_until_a_usual_line_fits() -> None:
    assert caption_type((1920, 1080), measure).line_height == pytest.approx(0.08 * 1080)
    line = "Двадцять дві години на добу чи більше"
    for size in ((1024, 768), (1080, 1920)):
        style = caption_type(size, measure)
        assert style.line_height < 0.08 * min(size)
        assert style.fits(measure)(line)


@pytest.mark.parametrize("size", SIZES)
def test_the_middle_stays_free_for_the_cell(size: tuple[int, int]) -> None:
    screen = StoryScreen(_faces(["Пропустити", "Пауза", "Вийти"]), (), ("Узагальнена розповідь", "Голос"))
    middle = lay_out_story(screen, size, measure).middle
    assert middle.h >= 0.4 * size[1]
    assert middle.w >= 0.9 * size[0]


def test_hit() -> None:
    targets = (("under", Rect(0, 0, 100, 100)), ("over", Rect(50, 50, 100, 100)))
    assert [hit(targets, *at) for at in ((10, 10), (60, 60), (149, 149), (150, 60), (-1, 5))] == [
        "under", "over", "over", None, None,
    ]  # fmt: skip

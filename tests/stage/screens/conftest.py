"""A scene, a campaign and a View of every screen, made from the model alone; a window to draw them in."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray
from panda3d.core import CardMaker, NodePath, Texture

from prisonersvoice_ar.core.actions import Action, Campaign, CreditGroup
from prisonersvoice_ar.core.script.cell import CellPlan
from prisonersvoice_ar.core.script.model import Beat, Branch, Line, Scene, Source, Voice
from prisonersvoice_ar.core.visit.view import Button, CaptionView, Overlay, Phase, View
from prisonersvoice_ar.stage.screens import Screens
from prisonersvoice_ar.stage.window import Window

Pixels = NDArray[np.uint8]

LINE = Line(
    "fd-005",
    {
        "uk": "Шість квадратних метрів, не рахуючи санвузла. Такий мінімум для однієї людини визначив "
        "Європейський комітет із запобігання катуванням.",
        "en": "Six square metres, not counting a toilet. For one person, that is the minimum of the European "
        "Committee for the Prevention of Torture.",
    },
    voices={lang: Voice(f"{lang}.opus", 9.0, synthetic=True) for lang in ("uk", "en")},
)


def _scene() -> Scene:
    sources = {
        "s1": Source("s1", "Prison Within a Prison: Why Crimean Political Prisoners Appear in Punitive "
                     "Confinement", "CrimeaSOS", 2021),
        "s2": Source("s2", "Living space per prisoner in prison establishments: CPT standards, CPT/Inf (2015) "
                     "44", "Council of Europe, European Committee for the Prevention of Torture (CPT)", 2015),
        "s3": Source("s3", "United Nations Standard Minimum Rules for the Treatment of Prisoners (the Nelson "
                     "Mandela Rules)", "United Nations General Assembly, resolution 70/175", 2015),
        "s4": Source("s4", "Ukraine v. Russia (re Crimea), applications 20958/14 and 38334/18, Grand Chamber, "
                     "25 June 2024", "European Court of Human Rights", 2024),
        "s5": Source("s5", "2020 winter letter marathon for the Ukrainian political prisoners of the Kremlin",
                     "LetMyPeopleGo", 2020),
        "s6": Source("s6", "“Letters to a Free Crimea” initiative launches in Ukraine",
                     "Media Center Ukraine, quoting the Mission of the President of Ukraine in Crimea", 2024),
        "s7": Source("s7", "The Mission's count of Crimean political prisoners on 11 February 2025: 221",
                     "Mission of the President of Ukraine in the Autonomous Republic of Crimea", 2025),
        "s8": Source("s8", "Листи до вільного Криму: українців закликають писати листи бранцям Кремля",
                     "ZMINA Human Rights Centre", 2024),
    }  # fmt: skip
    return Scene(
        id="fifteen-days",
        title={"uk": "П’ятнадцять діб", "en": "Fifteen days"},
        summary={
            "uk": "Одна камера штрафного ізолятора: що в ній заборонено, що кажуть правила і чого вартий лист.",
            "en": "One punishment cell: what is forbidden in it, what the rules say, and what a letter is worth.",
        },
        kind="composite",
        sources=sources,
        themes=("confinement", "isolation"),
        age=14,
        minutes=4.0,
        place=CellPlan("punishment-cell", (2.0, 3.0, 2.5)),
        mode="diorama",
        fallbacks=("portal", "seated"),
        targets={"diorama": "card-1", "portal": "poster-door"},
        scale=0.05,
        beats={"arrive": Beat("arrive", (Branch("actions"),), say=(LINE,))},
        first="arrive",
        languages=("uk", "en"),
    )


def _campaign() -> Campaign:
    return Campaign(
        (
            Action(
                "petition",
                {"uk": "Підписати петицію", "en": "Sign the petition"},
                {
                    "uk": "Петиція до ООН: стати голосом в’язнів Кремля.",
                    "en": "A petition to the United Nations: be the voice of the Kremlin’s prisoners.",
                },
                "https://www.change.org/p/united-nations-the-prisoners-of-the-kremlin-are-defenseless-against-"
                "covid-19-we-have-to-be-their-voice",
            ),
            Action(
                "volunteer",
                {"uk": "Стати волонтером", "en": "Become a volunteer"},
                {
                    "uk": "На сайті кампанії #PrisonersVoice розповідають, як долучитися.",
                    "en": "The #PrisonersVoice campaign’s site tells how to join in.",
                },
                "https://prisonersvoice.app/",
            ),
            Action(
                "letters",
                {"uk": "Написати листа", "en": "Write a letter"},
                {
                    "uk": "LetMyPeopleGo: як підтримати листом тих, кого утримує Кремль.",
                    "en": "LetMyPeopleGo: how to support by letter those whom the Kremlin holds.",
                },
                "https://letmypeoplego.org.ua/",
                date(2026, 11, 20),
            ),
            Action(
                "letters-guide",
                {"uk": "Як написати листа до в’язниці", "en": "How to write to a prison"},
                {
                    "uk": "Порадник Центру прав людини ZMINA: кому й як писати.",
                    "en": "A guide by the ZMINA Human Rights Centre: to whom to write, and how.",
                },
                "https://zmina.info/en/instructions-en/kremlin-prisoners-how-to-write-a-letter-to-a-political-prisoner/",
            ),
        ),
        Action(
            "support",
            {"uk": "Підтримка: Lifeline Ukraine", "en": "Support: Lifeline Ukraine"},
            {
                "uk": "Якщо вам зараз важко, зателефонуйте в Україні за номером 7333.",
                "en": "If this is hard for you just now: in Ukraine, call 7333.",
            },
            "https://lifelineukraine.com/",
        ),
        (
            CreditGroup(
                {"uk": "Кампанія #PrisonersVoice, 2020", "en": "The #PrisonersVoice campaign, 2020"},
                (
                    {"uk": "Інтерньюз-Україна", "en": "Internews-Ukraine"},
                    {"uk": "Український культурний фонд", "en": "Ukrainian Cultural Foundation"},
                ),
            ),
            CreditGroup(
                {"uk": "Партнери кампанії", "en": "Partners of the campaign"},
                (
                    {"uk": "Центр громадянських свобод", "en": "Center for Civil Liberties"},
                    {"uk": "Ukraine verstehen", "en": "Ukraine verstehen"},
                    {"uk": "UkraineWorld", "en": "UkraineWorld"},
                    {"uk": "New Eastern Europe", "en": "New Eastern Europe"},
                    {
                        "uk": "Міністерство закордонних справ України",
                        "en": "Ministry of Foreign Affairs of Ukraine",
                    },
                ),
            ),
        ),
    )


PAUSE = Button("pause", "button-pause", key="space")
LEAVE = Button("leave", "button-leave", key="escape")
SKIP = Button("skip", "button-skip", key="tab")
NEXT = Button("continue", "button-continue", primary=True, key="enter")
SEATED = Button("seated", "button-seated", key="1")
OVERLAYS = {
    Overlay.PAUSED: (Button("resume", "button-resume", primary=True, key="space"), LEAVE),
    Overlay.LEAVING: (
        Button("stay", "button-stay", primary=True, key="enter"),
        Button("restart", "button-restart", key="1"),
        LEAVE,
    ),
    Overlay.OPEN_LINK: (
        Button("yes", "button-open-yes", primary=True, key="enter"),
        Button("no", "button-open-no", key="1"),
        LEAVE,
    ),
    Overlay.NOT_OPENED: (Button("close", "button-close", primary=True, key="enter"), LEAVE),
    Overlay.CREDITS: (Button("close", "button-close", primary=True, key="enter"), LEAVE),
}


def _views(scene: Scene, campaign: Campaign, lang: str) -> dict[str, View]:
    story = View(
        Phase.STORY, lang, scene, None, (SKIP, PAUSE, LEAVE), CaptionView(LINE, lang, 0.5, 9.0, synthetic=True)
    )  # fmt: skip
    choices = (
        Button("choice:letters", "Що може лист" if lang == "uk" else "What a letter can do", True, key="1"),
        Button("choice:rules", "Що кажуть правила" if lang == "uk" else "What the rules say", True, key="2"),
    )
    hint = (
        "Погляньте на ліжко біля стіни. Можна й просто зачекати."
        if lang == "uk"
        else "Look at the bunk by the wall. You may also simply wait."
    )
    links = tuple(
        Button(f"open:{action.id}", scene.words(action.title, lang), True, key=str(number))
        for number, action in enumerate((*campaign.actions, campaign.support), 1)
        if action is not None
    )
    credits_button = Button("credits", "button-credits", key="tab")
    finish = Button("finish", "button-finish", primary=True, key="enter")
    languages = tuple(
        Button(f"lang:{code}", name, True, key=str(number))
        for number, (code, name) in enumerate((("uk", "Українська"), ("en", "English")), 1)
    )
    rest = View(
        Phase.REST,
        lang,
        scene,
        None,
        (Button("continue", "button-skip-rest", primary=True, key="enter"), PAUSE, LEAVE),
        rest_left=18.0,
        show_cell=True,
    )
    howto = View(Phase.HOWTO, lang, scene, None, (SEATED, PAUSE, LEAVE), target_wanted=True)
    actions = View(Phase.ACTIONS, lang, scene, None, (*links, credits_button, finish, LEAVE))
    views = {
        "attract": View(
            Phase.ATTRACT, lang, scene, None, (Button("continue", "button-begin", primary=True),)
        ),
        "language": View(Phase.LANGUAGE, lang, scene, None, (*languages, LEAVE)),
        "notice": View(Phase.NOTICE, lang, scene, None, (NEXT, PAUSE, LEAVE)),
        "howto": howto,
        "howto-portal": replace(howto, mode="portal"),
        "howto-window": replace(howto, mode="window"),
        "howto-seated": replace(howto, mode="seated"),
        "story": replace(story, show_cell=True),
        "story-choice": replace(story, caption=None, buttons=(*choices, SKIP, PAUSE, LEAVE)),
        "story-hint": replace(story, hint=hint),
        "story-lost": replace(story, target_wanted=True),
        "story-camera": replace(story, target_wanted=True, camera_ok=False, buttons=(SEATED, *story.buttons)),
        "rest": rest,
        "rest-said": replace(rest, caption=story.caption),
        "actions": actions,
        "actions-kiosk": replace(actions, buttons=(credits_button, finish, LEAVE)),
        "farewell": View(
            Phase.FAREWELL, lang, scene, None, (Button("restart", "button-again", primary=True, key="enter"),)
        ),
    }
    for overlay, buttons in OVERLAYS.items():
        views[overlay.value] = replace(story, overlay=overlay, buttons=buttons, link="petition")
    return views


@pytest.fixture(scope="session")
def scene() -> Scene:
    return _scene()


@pytest.fixture(scope="session")
def campaign() -> Campaign:
    return _campaign()


@pytest.fixture(scope="session")
def views(scene: Scene, campaign: Campaign) -> Callable[[str], dict[str, View]]:
    """View of every screen in a language, by name."""
    return lambda lang: _views(scene, campaign, lang)


class Easel:
    """A headless window with a backdrop, and Screens over it."""

    def __init__(self, campaign: Campaign) -> None:
        self.window = Window.open((1280, 720), headless=True)
        self.screens = Screens(self.window, campaign)
        self._backdrop: NodePath | None = None

    def paint(self, picture: Pixels) -> None:
        """``picture``: (h, w, 3) uint8 BGR, stretched over the whole window."""
        height, width = picture.shape[:2]
        texture = Texture("backdrop")
        texture.setup2dTexture(width, height, Texture.TUnsignedByte, Texture.FRgb)
        texture.setRamImage(np.ascontiguousarray(picture[::-1]).tobytes())
        if self._backdrop is not None:
            self._backdrop.removeNode()
        card = CardMaker("backdrop")
        w, h = self.window.size
        card.setFrame(0, w, -h, 0)
        self._backdrop = self.window.overlay.attachNewNode(card.generate(), -100)
        self._backdrop.setTexture(texture)

    def size(self, size: tuple[int, int]) -> None:
        self.window.resize(*size)
        self.window.events()

    def show(self, view: View, now: float = 0.0, *, seen: bool = False) -> None:
        self.screens.show(view, size=self.window.size, target_seen=seen, now=now)

    def settle(self, view: View, *, seen: bool = False) -> Pixels:
        """Show ``view`` long enough for everything to have come, and return the picture."""
        for now in (0.0, 1.0, 2.0, 4.5 * 2):
            self.show(view, now, seen=seen)
        self.window.render()
        return self.window.picture()


# A module's, not the session's: Panda3D draws nothing in a window once another one's engine was closed beside it.
@pytest.fixture(scope="module")
def easel(campaign: Campaign) -> Iterator[Easel]:
    easel = Easel(campaign)
    yield easel
    easel.screens.close()
    easel.window.close()

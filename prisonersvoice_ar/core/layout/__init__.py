"""Where things stand on any screen: pure geometry in window pixels; the stage draws it.

The type's size follows the window's shorter side; text is measured, wrapped and shrunk until all of it is
whole, from 640×480 to 4K, in portrait and in landscape. Smaller windows, down to 1×1, only have to survive.
"""

from prisonersvoice_ar.core.layout.buttons import ButtonBox, Face, set_button
from prisonersvoice_ar.core.layout.cards import Board, BoardLayout, CardLayout, CardText, lay_out_board
from prisonersvoice_ar.core.layout.column import Menu, MenuLayout, lay_out
from prisonersvoice_ar.core.layout.rect import Rect, hit
from prisonersvoice_ar.core.layout.scale import MIN_TARGET, Scale, Style
from prisonersvoice_ar.core.layout.story import (
    CaptionType,
    StoryLayout,
    StoryScreen,
    caption_type,
    lay_out_story,
)
from prisonersvoice_ar.core.layout.typeset import Block, Measure, TextBox, set_block

__all__ = [
    "MIN_TARGET",
    "Block",
    "Board",
    "BoardLayout",
    "ButtonBox",
    "CaptionType",
    "CardLayout",
    "CardText",
    "Face",
    "Measure",
    "Menu",
    "MenuLayout",
    "Rect",
    "Scale",
    "StoryLayout",
    "StoryScreen",
    "Style",
    "TextBox",
    "caption_type",
    "hit",
    "lay_out",
    "lay_out_board",
    "lay_out_story",
    "set_block",
    "set_button",
]

"""Hover texts of markers.yaml, actions.yaml and notes.yaml in English."""

_TITLE = "What the operator calls it, in each language."
_KIND = "board: several tags on one sheet. marker: one tag. image: known by its picture alone."
_HANGS = "true: it hangs on a wall, as a poster does; false: it lies or is held."
_ARTWORK = "The page to print, in this folder."
_DICTIONARY = "OpenCV's name of the family that its tags are from."
_OPENING = "The rectangle on the paper that becomes an opening, in millimetres."

HOVER = {
    "markers": {
        "": "The cards and posters that are tracked, and where each tag sits on them.",
        "format": "The version of this language: 1.",
        "targets": "Each card, poster or body, by the name that scenes call it.",
    },
    "target": {
        "title": _TITLE,
        "kind": _KIND,
        "dictionary": _DICTIONARY,
        "size_mm": "Width and height of the paper in millimetres: [148, 105].",
        "hangs": _HANGS,
        "artwork": _ARTWORK,
        "opening_mm": _OPENING,
        "markers": "The tags on it.",
    },
    "image": {
        "title": _TITLE,
        "kind": _KIND,
        "picture": "The picture as it is printed: a .png or .jpg in this folder.",
        "size_mm": "Width and height of the printed picture in millimetres; its proportions are the picture's.",
        "hangs": _HANGS,
        "artwork": _ARTWORK,
        "opening_mm": _OPENING,
    },
    "cube": {
        "title": _TITLE,
        "kind": _KIND,
        "shape": "cube.",
        "dictionary": _DICTIONARY,
        "edge_mm": "The cube's edge in millimetres.",
        "artwork": _ARTWORK,
        "faces": "The tags on each face, as seen from before it.",
    },
    "faces": {
        "front": "Towards who stands before it.",
        "right": "The face to the right.",
        "back": "The face at the back.",
        "left": "The face to the left.",
        "top": "The top, as a card lies.",
        "bottom": "The bottom, seen when the cube is tilted over backwards.",
    },
    "sided": {
        "title": _TITLE,
        "kind": _KIND,
        "dictionary": _DICTIONARY,
        "hangs": _HANGS,
        "artwork": _ARTWORK,
        "sides": "Its flat sides.",
    },
    "side": {
        "at_mm": "Where its middle is in the target's frame, in millimetres: [x, y, z].",
        "right": "Where right on this side points: [1, 0, 0].",
        "up": "Where up on this side points: [0, 1, 0].",
        "size_mm": "Its width and height in millimetres.",
        "markers": "The tags on it.",
    },
    "marker": {
        "id": "Its number in the dictionary.",
        "at_mm": "Where its middle is, in millimetres from the middle of the paper: right, up.",
        "size_mm": "The outer edge of its black square in millimetres.",
        "turn_deg": "How far it is turned on the paper, in degrees, anticlockwise.",
    },
    "opening": {
        "at": "Its middle, in millimetres from the middle of the paper.",
        "size": "Its width and height in millimetres.",
    },
    "campaign": {
        "": "What a visitor can do at the end, and whom to thank.",
        "format": "The version of this language: 1.",
        "actions": "What can be done, in the order it is shown; the id support is for a visitor who was moved more than they expected.",
        "credits": "Whom to thank.",
    },
    "action": {
        "id": "Its name.",
        "title": "What stands on the button, in each language.",
        "text": "What it is and what it brings, in each language.",
        "url": "Where it leads: an address that begins with https://.",
        "phone": "A number to call.",
        "last_checked": "The day somebody last saw that it is there.",
    },
    "group": {
        "role": "What they did, in each language.",
        "names": "Their names, each in each language.",
    },
    "notes": {
        "": "What reviewers have to say of a scene; shown in the storyboard and by check.",
        "format": "The version of this language: 1.",
        "notes": "The notes.",
    },
    "note": {
        "on": "What it is about: title, summary, line/gb-001, hint/wait, choice/crossroads/letters, beat/arrive.",
        "by": "Who says it: a name or a role.",
        "date": "The day it was said.",
        "text": "What is said.",
        "done": "true: it is settled.",
    },
}

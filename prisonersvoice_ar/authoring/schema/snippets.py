"""Whole pieces that an editor offers to write: yaml-language-server's and VS Code's ``defaultSnippets``."""

from typing import Any

SNIPPETS: dict[str, list[dict[str, Any]]] = {
    "beat": [
        {
            "label": "a beat that tells",
            "body": {
                "id": "${1:name}",
                "say": [{"id": "${2:gb-001}", "text": {"uk": '"$3"', "en": '"$4"'}, "cites": "[${5:s1}]"}],
                "then": "${6:next}",
            },
        },
        {
            "label": "a beat that waits",
            "body": {
                "id": "${1:name}",
                "hint": {"after": "${2:8s}", "text": {"uk": '"$3"', "en": '"$4"'}},
                "until": {
                    "any": ["{look_at: ${5:door}, for: 1.5s}", "{press: continue}", "{after: ${6:20s}}"]
                },
                "then": "${7:next}",
            },
        },
        {
            "label": "a quiet end",
            "body": {"id": "${1:rest}", "rest": "${2:30s}", "then": "actions"},
        },
    ],
    "line": [
        {
            "label": "a line with its source",
            "body": {"id": "${1:gb-001}", "text": {"uk": '"$2"', "en": '"$3"'}, "cites": "[${4:s1}]"},
        },
    ],
}
"""definition → snippets; tests/editor tries each in the language server"""

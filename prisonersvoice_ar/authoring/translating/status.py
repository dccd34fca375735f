"""How far each translation is, for people and as JSON."""

from typing import Any

from prisonersvoice_ar.authoring.translating.records import Made, missing_in, stale_of
from prisonersvoice_ar.authoring.translating.texts import Texts, hash_of
from prisonersvoice_ar.core.errors import UsageError

_MOST_NAMED = 8


def status(texts: Texts, made: Made) -> dict[str, Any]:
    """Each language with the keys that are done, stale and missing."""
    languages = {}
    for lang in texts.others:
        old, missing = stale_of(texts, made, lang), missing_in(texts, lang)
        done = [key for key in texts.by_key if key not in {*old, *missing}]
        languages[lang] = {"done": len(done), "stale": old, "missing": missing}
    return {
        "scene": texts.name,
        "written": texts.written,
        "texts": len(texts.by_key),
        "languages": languages,
    }


def in_words(found: dict[str, Any]) -> str:
    """``status`` as a person reads it."""
    lines = [f"{found['scene']}: {found['texts']} texts, written in {found['written']}"]
    for lang, state in found["languages"].items():
        stale, missing = state["stale"], state["missing"]
        lines.append(f"  {lang}: {state['done']} done, {len(stale)} stale, {len(missing)} missing")
        lines += [f"      stale: {_listed(stale)}"] if stale else []
        lines += [f"      missing: {_listed(missing)}"] if missing else []
    return "\n".join(lines)


def accept(texts: Texts, made: Made, keys: list[str], langs: tuple[str, ...]) -> list[str]:
    """Note the translations of ``keys`` ("all": of every stale one) as made from the text as it is now.

    Returns "key lang" of each that was stale. UsageError for a key that the scene has not.
    """
    unknown = [key for key in keys if key not in texts.by_key and key != "all"]
    if unknown:
        raise UsageError(
            f'{texts.name} has no text "{unknown[0]}"',
            f"Texts are called: {', '.join(list(texts.by_key)[:4])} …",
        )
    accepted = []
    for lang in langs:
        for key in stale_of(texts, made, lang):
            if key in keys or "all" in keys:
                made.setdefault(key, {})[lang] = hash_of(key, texts.by_key[key].words[texts.written])
                accepted.append(f"{key} {lang}")
    return accepted


def _listed(keys: list[str]) -> str:
    more = f" … ({len(keys)})" if len(keys) > _MOST_NAMED else ""
    return ", ".join(keys[:_MOST_NAMED]) + more

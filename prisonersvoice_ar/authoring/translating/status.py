"""How far each translation is, for people and as JSON."""

from collections.abc import Sequence
from typing import Any

from prisonersvoice_ar.authoring.edits.telling import refused, words_in
from prisonersvoice_ar.authoring.translating.records import Made, missing_in, stale_of
from prisonersvoice_ar.authoring.translating.texts import Texts, hash_of
from prisonersvoice_ar.core.errors import UsageError
from prisonersvoice_ar.core.script.texts import line_key

_MOST_NAMED = 8
_ALL = "all"


def status(texts: Texts, made: Made, only: Sequence[str] = ()) -> dict[str, Any]:
    """Each language, or each of ``only``, with the keys that are done, stale and missing."""
    languages = {}
    for lang in only or texts.others:
        old, missing = stale_of(texts, made, lang), missing_in(texts, lang)
        done = [key for key in texts.by_key if key not in {*old, *missing}]
        languages[lang] = {"done": len(done), "stale": old, "missing": missing}
    return {
        "scene": texts.name,
        "written": texts.written,
        "texts": len(texts.by_key),
        "languages": languages,
    }


def in_words(found: dict[str, Any], lang: str = "en") -> str:
    """``status`` as a person reads it who speaks ``lang``."""
    words = words_in(lang)
    texts = words.text("texts", count=found["texts"])
    lines = [words.text("translate-status", scene=found["scene"], texts=texts, lang=found["written"])]
    for code, state in found["languages"].items():
        stale, missing = state["stale"], state["missing"]
        counts = {"done": state["done"], "stale": len(stale), "missing": len(missing)}
        lines.append(f"  {words.text('translate-language', lang=code, **counts)}")
        lines += [f"      {words.text('translate-stale', keys=_listed(stale))}"] if stale else []
        lines += [f"      {words.text('translate-missing', keys=_listed(missing))}"] if missing else []
    return "\n".join(lines)


def accept(texts: Texts, made: Made, keys: list[str], langs: tuple[str, ...]) -> list[str]:
    """Note the translations of ``keys`` (``_ALL``: of every stale one) as made from the text as it is now.

    Returns "key lang" of each that was stale. UsageError for a key that the scene has not.
    """
    wanted = {_full_key(named, texts) for named in keys}
    accepted = []
    for lang in langs:
        for key in stale_of(texts, made, lang):
            if key in wanted or _ALL in wanted:
                made.setdefault(key, {})[lang] = hash_of(key, texts.by_key[key].words[texts.written])
                accepted.append(f"{key} {lang}")
    return accepted


def _full_key(named: str, texts: Texts) -> str:
    """The key of the text called ``named``: a line may be called by its id alone, as in a note."""
    found = next((key for key in (named, line_key(named)) if key in texts.by_key or key == _ALL), None)
    if found is None:
        keys = ", ".join(list(texts.by_key)[:4])
        raise refused(UsageError, texts.tells, "translate-no-text", scene=texts.name, key=named, keys=keys)
    return found


def _listed(keys: list[str]) -> str:
    more = f" … ({len(keys)})" if len(keys) > _MOST_NAMED else ""
    return ", ".join(keys[:_MOST_NAMED]) + more

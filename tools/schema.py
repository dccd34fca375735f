"""Write docs/*.schema.json anew from the document models: ``python tools/schema.py``.

tests/authoring/test_schema.py fails while a published schema is older than the models.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from prisonersvoice_ar.authoring.schema import SCHEMAS, schema_text  # noqa: E402


def main() -> int:
    """Write what has changed; say what was done."""
    for name in SCHEMAS:
        path = ROOT / "docs" / f"{name}.schema.json"
        text = schema_text(name)
        changed = not path.exists() or path.read_text(encoding="utf-8") != text
        if changed:
            path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{path.relative_to(ROOT)}: {'written' if changed else 'as it was'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

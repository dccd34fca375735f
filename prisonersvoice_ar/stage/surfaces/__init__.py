"""Pictures of the cell's surfaces, made by numpy when the product is authored and shipped as JPEG."""

from pathlib import Path

PICTURES = Path(__file__).parent / "pictures"
NAMES = ("wall", "plaster", "concrete", "iron", "metal", "wood", "cloth", "section")

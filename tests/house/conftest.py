"""Helpers of the house's tests."""

import sys
from pathlib import Path

# rules.py stands beside the tests; pytest's importlib mode does not add its folder.
sys.path.insert(0, str(Path(__file__).parent))

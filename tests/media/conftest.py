import sys
from pathlib import Path

# The makers of small files stand beside the tests; pytest's importlib mode does not add their folder.
sys.path.insert(0, str(Path(__file__).parent))

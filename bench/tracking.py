"""``python -m bench.tracking``: the product's tracker and its peers on the same frames, in one run.

The frames come from a renderer with known poses (``bench/track``) and are kept under ``out/bench-frames``.
"""

from bench.track.cli import main

if __name__ == "__main__":
    main()

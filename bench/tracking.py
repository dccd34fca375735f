"""``python -m bench.tracking``: the product's tracker and its peers on the same frames, in one run.

    python -m bench.tracking                                  the eleven base sequences, all peers
    python -m bench.tracking --set base seeds2 chain card --peers opencv --json out/tracking.json
    python -m bench.tracking --set base --only shadow fast --peers none --sheet out/overlay.png
    python -m bench.tracking --board FILE.yaml:NAME           the eleven with a board like those in markers.yaml
    python -m bench.tracking --sheet-of VIDEO --dictionary DICT_6X6_1000 --id 24 --marker-mm 80 --peers opencv
    python -m bench.tracking --sheet-of postcard.mp4 --picture postcard --peers opencv

Frames come from a renderer with known poses (``bench/track``), half a second each, and are kept under
``out/bench-frames`` by a hash of all that they depend on. Peers: ``bench/requirements-peers.txt``; MindAR:
``npm i --ignore-scripts --prefix out/mindar mind-ar@1.2.5``. Who is not installed is left out and named.
The generator draws small prints up to half a texel too large or too small; the truth is where the print was drawn,
and with ``--nominal`` where it was meant to be (1.5 mm of depth apart at 1.2 m, another way in every frame).
Usable: the reported pose puts a cube on the tag within 5 px RMS of the truth. Milliseconds are processor time.
"""

from bench.track.cli import main

if __name__ == "__main__":
    main()

"""Run as a program: play a small story through OpenAL as the wall's clock goes; print when what was asked.

Its output device is a file (ALSOFT_DRIVERS=wave), so the test reads what the card would have got.
"""

import json
import sys
import time

from prisonersvoice_ar.speaker import open_speaker

FRAME = 1 / 30


def main() -> None:
    sounds = json.loads(sys.argv[1])
    speaker = open_speaker()
    start = time.monotonic()
    speaker.update(0.0)
    speaker.prepare([sounds["line"], sounds["bed"], sounds["effect"]])
    costs: list[float] = []

    def run(until: float) -> None:
        while (now := time.monotonic() - start) < until:
            began = time.perf_counter()
            speaker.update(now)
            costs.append(time.perf_counter() - began)
            time.sleep(FRAME)

    def timed(act: object, *args: object) -> float:
        began = time.perf_counter()
        act(*args)  # type: ignore[operator]
        stalls.append(time.perf_counter() - began)
        return time.monotonic() - start

    stalls: list[float] = []
    run(0.5)
    asked = {"bed": timed(speaker.ambience, sounds["bed"], -24.0, 0.3)}
    run(1.5)
    asked["line"] = timed(speaker.say, sounds["line"], 2.0)
    run(2.5)
    asked["pause"] = timed(speaker.pause)
    run(3.5)
    asked["resume"] = timed(speaker.resume)
    run(5.0)
    asked["effect"] = timed(speaker.effect, sounds["effect"], 0.0)
    run(6.5)
    speaker.close()
    report = {"asked": asked, "costs": costs, "stalls": stalls, "description": speaker.description}
    sys.stdout.write(json.dumps(report))


if __name__ == "__main__":
    main()

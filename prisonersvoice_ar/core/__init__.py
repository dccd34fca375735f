"""The pure heart: standard library and numpy only; no file, clock, thread, camera or screen."""

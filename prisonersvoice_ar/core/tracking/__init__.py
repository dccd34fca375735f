"""What perception says of a frame, what a target is, and where the world hangs on it."""

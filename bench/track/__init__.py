"""The tracking benchmark's parts: rendered sequences with known poses, contestants, scores, tables."""

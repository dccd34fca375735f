"""Benchmarks with their peers: ``make bench`` or ``python -m bench NAME…``. Never timed tests."""

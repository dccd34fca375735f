"""Tools for people who write scenes; none needs an engine."""

"""A scene on paper, for people who would rather look than run: shots, timing and one HTML page. No engine."""

"""Calibration's part that needs OpenCV: finding a board's corners, printing it, solving for the lens."""

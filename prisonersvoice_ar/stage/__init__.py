"""What is seen: window, camera picture, cell, captions and screens, drawn with Panda3D."""

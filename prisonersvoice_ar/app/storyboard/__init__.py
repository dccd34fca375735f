"""What of a storyboard needs the stage: its pictures and its contact sheet."""

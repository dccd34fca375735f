"""What can be judged of words and light without a file: how long a text is spoken, what it touches, what flashes. Pure."""

"""One file a command; each has HELP, DESCRIPTION, add_arguments and carry_out."""

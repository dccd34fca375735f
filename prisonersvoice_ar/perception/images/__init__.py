"""Printed pictures as targets: loading them, judging their texture, finding them."""

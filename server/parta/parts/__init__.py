"""One file per outside thing, all its variants inside."""

"""Files that people send: taken piece by piece, looked at, kept, given out only to whoever may read them."""

"""How a school comes to be here: the first run, and the operator's desk for applications."""

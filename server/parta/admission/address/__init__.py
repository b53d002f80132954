"""Where people find the school: chosen on the screen, tried from a phone before anything is printed (2.1-d, G1, B3)."""

"""SQL of search: what is asked of the words, how they are laid down, who is found by name."""

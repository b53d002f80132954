"""Search (C11): messages, files by name and people, only what the searcher may read at that moment."""

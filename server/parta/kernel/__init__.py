"""What every other room stands on: ids, errors, pages, text. Knows nothing of a school."""

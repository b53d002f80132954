"""SQL of reports, a file for each of what is done with them."""

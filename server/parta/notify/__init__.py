"""Notices on phones: who wants them and where, that there is something new, and handing it over."""

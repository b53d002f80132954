"""Pinned messages of a chat (C11): what everybody in it must find, also who came later (C4)."""

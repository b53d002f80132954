"""Polls in chats (C9): a question with choices, one vote a person or a child, results live."""

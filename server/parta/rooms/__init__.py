"""Chats: membership by rule, messages, read marks."""

"""Folders of chats (C11): everybody's own, kept on the server for all his devices."""

"""Forwarding: words and files carried from one chat into another, with their author named."""

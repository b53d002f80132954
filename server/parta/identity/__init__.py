"""Accounts, the ways to sign in, sessions, one-time codes."""

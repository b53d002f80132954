"""Invitations: links and QR for many, bound on the server to one place and one role (B1, B2)."""

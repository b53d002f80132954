"""Joining: from a scanned QR or a typed code to the first chat (B3, B5, B7, B8, B10)."""

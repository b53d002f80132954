"""Requests to join and the status «учитель»: decided by the administrator and, for the own class, its teacher (B4, B6)."""

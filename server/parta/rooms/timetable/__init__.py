"""A chat's mode by the clock (C5): stricter on lessons or at given hours (docs, decisions: modes-by-the-clock)."""

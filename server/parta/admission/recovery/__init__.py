"""Recovery of a school's administration by the head's order: told to all staff, waited for, stoppable (A9)."""

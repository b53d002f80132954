"""The school itself: its profile, buildings, bell schedules, subjects."""

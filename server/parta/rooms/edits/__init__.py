"""What messages said before they were edited, for the moderators of their chat."""

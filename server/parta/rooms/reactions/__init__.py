"""Signs under messages: 👍 and the like, who put them, and one event for all of a moment."""

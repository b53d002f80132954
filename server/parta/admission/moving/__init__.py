"""«Переезд из чата»: a ready text and link for the old chat, and a daily count of who is still there (B17)."""

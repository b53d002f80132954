"""«Пожаловаться»: a message or a person is reported, what was said is kept for the decision, the reporter stays unseen (E3)."""

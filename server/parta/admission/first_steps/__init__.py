"""The first evening as steps: what of it is done follows from the school itself, so that it can be left and resumed."""

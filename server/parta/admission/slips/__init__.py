"""Personal slips on paper: made when they are printed, class by class, for those who have not joined (B3)."""

"""Who may do what: the regulation as a table, standings, the decision."""

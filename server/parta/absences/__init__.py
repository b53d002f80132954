"""«Не придёт»: which children will not come, on which days; nothing of it is told in a chat (C25)."""

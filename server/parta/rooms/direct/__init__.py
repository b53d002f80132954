"""Direct chats: a room of two, open as long as the matrix of relations lets these two write to each other (C12)."""

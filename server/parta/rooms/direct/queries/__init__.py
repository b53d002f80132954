"""SQL of direct chats."""

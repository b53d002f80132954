"""All SQL of chats."""

"""Files of chats: who may send one into a chat, who may read one now."""

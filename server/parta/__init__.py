"""«Парта»: a school's own place for chats, calls and notices."""

"""What an untrusted file is and how it looks: told in a child process that may die without harm."""

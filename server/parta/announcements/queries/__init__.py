"""SQL of announcements: addressing and sending, the reader's feed, the receipts."""

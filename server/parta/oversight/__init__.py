"""Control and order: the audit trail."""

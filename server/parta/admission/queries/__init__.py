"""SQL that several parts of coming in share."""

"""Getting in: applications, invitations, slips, join requests, verification and the roster import."""

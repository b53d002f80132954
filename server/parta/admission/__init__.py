"""How people come in: applications, invitations, slips, join requests, roster import, consents."""

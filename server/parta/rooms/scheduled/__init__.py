"""Messages that are sent later: kept by the server, posted when they are due, by the rights of that moment."""

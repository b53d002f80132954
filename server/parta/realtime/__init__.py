"""The journal of events and the hub that carries them to open sockets."""

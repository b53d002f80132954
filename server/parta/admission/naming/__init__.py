"""An administrator whom an application or an order names signs up by exactly the contact it names (2.1-c, A3)."""

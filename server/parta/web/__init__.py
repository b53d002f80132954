"""The HTTP and socket doors."""

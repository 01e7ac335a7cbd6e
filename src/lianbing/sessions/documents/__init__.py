"""What is printed for a session, as documents of blocks; the same session, the same bytes."""

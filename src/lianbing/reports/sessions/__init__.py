"""What is written after a session: the record, hours, moves between votes, and what the absent read."""

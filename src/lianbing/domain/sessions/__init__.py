"""月度培训: what a trainer plans, what happens in the room, and what the record says of it."""

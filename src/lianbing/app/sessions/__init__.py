"""The trainer's month: plan, pack, hold and record a session, and see what became of it."""

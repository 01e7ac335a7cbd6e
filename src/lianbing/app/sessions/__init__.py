"""The trainer's month: planning, packing, holding and recording a session."""

"""People who may take part in many drills."""

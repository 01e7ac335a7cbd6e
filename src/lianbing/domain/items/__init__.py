"""Questions, data exercises and scenarios, and the scoring of answers."""

"""Monthly sessions as JSON: the people expected, what is prepared, and the journals of a live session."""

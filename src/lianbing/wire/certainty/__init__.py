"""The certainty of an assessment as JSON."""

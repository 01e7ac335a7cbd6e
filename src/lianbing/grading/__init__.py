"""Marking: what runs inside the grading notebook, and running that notebook with papermill."""

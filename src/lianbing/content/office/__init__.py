"""Files that a personnel office writes for itself: how answers are marked by people."""

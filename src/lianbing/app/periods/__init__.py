"""What is done to a period beside its assessment."""

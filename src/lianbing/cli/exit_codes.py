"""What the program ends with: 0 for fine, 1 for faults that were told, 2 for wrong usage, 130 for Ctrl-C."""

FINE, FAULTS, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

"""Exit codes: 0 for success, 1 for faults that were listed, 2 for a wrong call, 130 for Ctrl-C."""

FINE, FAULTS, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

"""Basic values and rules: decimals, formulas, seeds, typed text, periods, tables."""

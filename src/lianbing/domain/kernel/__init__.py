"""What every room needs: decimals, formulas, seeds, folding of typed text, periods, tables."""

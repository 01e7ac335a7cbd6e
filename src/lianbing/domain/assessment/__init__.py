"""The computation of a period's results from its marks."""

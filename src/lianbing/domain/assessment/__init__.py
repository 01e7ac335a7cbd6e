"""From a period's marks to its results."""

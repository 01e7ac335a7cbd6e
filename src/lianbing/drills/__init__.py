"""岗位练兵: rosters, tokens and booklets, and checks of the submissions that come in."""

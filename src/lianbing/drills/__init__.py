"""岗位练兵: rosters, tokens, booklets, and taking submissions in."""

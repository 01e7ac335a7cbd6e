"""Questions, data exercises and visits: what they ask, and what an answer to them is worth."""

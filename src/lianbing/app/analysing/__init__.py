"""bank analyse: what the answers that were given say about questions, clauses, and who practised what."""

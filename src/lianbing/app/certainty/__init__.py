"""What an assessment says about its own certainty: levels, papers, clauses and topics."""

"""What reports say about the certainty of levels and about clauses, and about what is too little to say."""

"""What is taught: clauses, facts, parameters, terms, the syllabus, figures."""

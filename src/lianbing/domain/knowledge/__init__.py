"""The knowledge that is taught: clauses, facts, parameters, terms, the syllabus, figures."""

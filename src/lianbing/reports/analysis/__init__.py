"""题库分析: what answers say about questions and clauses, as a page and as a workbook."""

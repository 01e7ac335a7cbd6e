"""考评报告: an assessment as the files that people read, keep and defend (Excel and self-contained HTML)."""

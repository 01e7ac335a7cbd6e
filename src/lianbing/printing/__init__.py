"""Documents for paper: pieces of Word files, and pages as PDF; the same bytes for the same content."""

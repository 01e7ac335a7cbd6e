"""Reports for paper: what stands on each, as documents that become Word files and PDFs."""

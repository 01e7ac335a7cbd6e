"""Papers on paper: what a paper, its answer sheet and its key edition say, as Word document and as PDF."""

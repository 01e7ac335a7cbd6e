"""Reports of an assessment, each by a notebook of the company's own."""

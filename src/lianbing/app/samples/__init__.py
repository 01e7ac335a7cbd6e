"""The sample year: a folder to practise in, with made-up people who answer papers and mark answers."""

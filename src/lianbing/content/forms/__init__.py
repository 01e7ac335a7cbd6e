"""Forms of daily work: their files, what is wrong in them, and a company's own fields."""

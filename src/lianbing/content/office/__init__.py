"""Models of the files by which HR works: rules, holidays, rubrics."""

"""评分表: workbooks in which a marker marks answers, a sheet for each question, a row for each answer."""

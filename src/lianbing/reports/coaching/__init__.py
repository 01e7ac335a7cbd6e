"""辅导记录: the record of a person to sign, and the sheet that managers fill in."""

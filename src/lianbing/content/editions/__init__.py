"""Files about editions: the lines of all prose, the edition before, who looked at what, and what has changed."""

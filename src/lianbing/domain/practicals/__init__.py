"""实操: what is shown and not written, such as a talk or work in a shop, rated by several assessors on a rubric."""

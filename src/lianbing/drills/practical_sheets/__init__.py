"""实操评分表: workbooks in which assessors rate what people show: a row for each person, a column per criterion."""

"""Statistics of marks and papers: how far markers agree, how reliable a paper is, how certain a level.

Like ``similarity`` it takes plain arrays and numbers and gives numbers, or says that there are too few to say. What
needs the extra ``statistics`` imports it when it is called. ``scored`` holds marked answers side by side,
``reliability`` finds what of the differences between people is error, ``level_accuracy`` how often levels are right by
Livingston and Lewis, ``true_levels`` the probability of each level of each person, ``mastery`` rates of clauses and
topics drawn towards where they belong.
"""

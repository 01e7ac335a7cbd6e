"""Statistics of marks and papers: how far markers agree, how reliable a paper is, how certain a level.

Like ``similarity`` it takes plain arrays and numbers and gives numbers, or says that there are too few to say. What
needs the extra ``statistics`` imports it when it is called.
"""

"""Statistics of marks: how far papers, levels and the marks of people can be trusted. Arrays in, figures out.

``scored`` holds marked answers side by side, ``reliability`` finds what of the differences between people is error,
``level_accuracy`` how often levels are right by Livingston and Lewis, ``true_levels`` the probability of each level of
each person, ``mastery`` rates of clauses and topics shrunk towards where they belong.
"""

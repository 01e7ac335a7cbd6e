"""答案雷同: which pairs of a cohort agree in their answers beyond chance. A reason to look, never a verdict.

``responses`` holds who chose what, ``nominal`` the model of a person who works alone, ``likelihood`` the statistic of a
pair, ``bootstrap`` what honest cohorts reach, and ``comparing`` puts them together. Unit and time of submission are no
part of it: they are evidence of their own.
"""

"""What runs inside the confinement: standard library only, and nothing of the rest of this package is visible there.

``zygote`` is the warmed parent, started once per Sandbox; ``confine`` and ``syscalls`` are the walls; ``learner`` and
``plain`` are what a forked child does before it reports and ends.
"""

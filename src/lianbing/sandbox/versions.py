"""What learner code runs on, for those who write it elsewhere."""

from __future__ import annotations

import platform
from importlib.metadata import version


def runs_on() -> str:
    """Python and pandas of this machine, as far as their differences matter: ``Python 3.11、pandas 3.1``."""
    python, pandas = (".".join(text.split(".")[:2]) for text in (platform.python_version(), version("pandas")))
    return f"Python {python}、pandas {pandas}"

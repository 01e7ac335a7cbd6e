"""The packages of the extra ``statistics``: imported when called for, and asked for in plain words where missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from lianbing.errors import PackageMissing

_EXTRA = 'pip install "lianbing[statistics]"'


def statsmodels_agreement() -> Any:
    """The module of statsmodels with Cohen's κ; raises PackageMissing."""
    return _module("statsmodels.stats.inter_rater")


def krippendorff() -> Any:
    """The package krippendorff; raises PackageMissing."""
    return _module("krippendorff")


def scipy_stats() -> Any:
    """The module scipy.stats; raises PackageMissing."""
    return _module("scipy.stats")


def _module(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        package = name.partition(".")[0]
        raise PackageMissing(f"这一步要用统计软件包 {package}，这台电脑上没有：运行 {_EXTRA}，再试一次") from error

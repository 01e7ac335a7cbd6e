"""Lianbing (练兵): standards and syllabus in, a living workbook out, every mark traceable to its clause."""

__all__ = ["__version__"]

__version__ = "0.1.0"

"""Figures as SVG: drawn for a phone 360 px wide, restyled by custom properties, read out by screen readers."""

from lianbing.book.figures.rendering import figure_html, figure_svg

__all__ = ["figure_html", "figure_svg"]

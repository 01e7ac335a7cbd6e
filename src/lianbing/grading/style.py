"""The style sheet of the marked paper.

In the notebook it sets neither text colours nor backgrounds, because those are JupyterLab's own.
JupyterLab drops it unless the notebook is trusted, so what matters there has inline styles.
"""

from __future__ import annotations

from lianbing.design import PAGES, Theme, colour, declared

_RULE, _FOUND, _ON_FOUND = (colour(name, "marked") for name in ("rule", "found", "on-found"))

STYLE = f"""<style>
.lb-marked{{line-height:1.7;overflow-wrap:anywhere}}
.lb-marked table{{border-collapse:collapse;width:100%;max-width:46rem}}
.lb-marked th,.lb-marked td{{border:0;border-bottom:1px solid {_RULE}66;padding:.35em .8em .35em 0}}
.lb-marked th,.lb-marked td{{text-align:left;vertical-align:top}}
.lb-marked th{{font-weight:600;white-space:nowrap}}
.lb-marked h2{{margin:.2em 0;font-size:1.5em}}
.lb-marked h3{{margin:1.4em 0 .4em;font-size:1.15em}}
.lb-marked thead th:nth-child(2):nth-last-child(2){{width:40%}}
.lb-marked p{{margin:.4em 0}}
.lb-marked ul,.lb-marked ol{{margin:.3em 0}}
.lb-marked blockquote{{margin:.4em 0;padding:.4em .8em;border-left:2px solid {_RULE}66}}
.lb-item>summary{{cursor:pointer;min-height:2.2em;padding:.2em 0}}
.lb-item small{{opacity:.8}}
.lb-marked mark{{background:{_FOUND};color:{_ON_FOUND}}}
</style>"""

PAGE_STYLE = f"""<style>
:root{{color-scheme:light dark;{declared(PAGES)}}}
body{{max-width:52rem;margin:0 auto;padding:1rem;background:var(--lb-ground);color:var(--lb-text);
font-family:var(--lb-sans)}}
h1{{font-size:1.6em}}
body>h2{{margin-top:1.6em;font-size:1.3em;border-bottom:2px solid {_RULE}66}}
a{{color:var(--lb-accent)}}
@media screen and (prefers-color-scheme:dark){{:root{{{declared(PAGES, Theme.DARK)}}}}}
@media print{{body{{max-width:none;padding:0;background:white;color:black}}a{{color:inherit}}
details::details-content{{content-visibility:visible;block-size:auto}}
h2,h3,summary{{break-after:avoid}}tr,li{{break-inside:avoid}}}}
</style>"""
"""Further styles for the page, which has to set its own colours and widths."""

"""What the notebooks of reports import, once for all of them: the parent that their kernels are forked from does it."""

from __future__ import annotations

import lianbing.printing.as_pdf
import lianbing.printing.as_word
import lianbing.reports.documents.leader
import lianbing.reports.documents.method
import lianbing.reports.documents.rating_form
import lianbing.reports.documents.units
import lianbing.reports.html
import lianbing.reports.workbook_xlsx  # noqa: F401
from lianbing.wire.assessments import ASSESSMENT
from lianbing.wire.background import BACKGROUND
from lianbing.wire.shapes.walking import named_in

named_in(document.shape for document in (ASSESSMENT, BACKGROUND))  # works out the fields of all shapes

#!/usr/bin/env bash
# python-docx reads a corrected answer as empty: neither the old letter nor the new one.
#
# python-docx 1.2.0; a document with tracked changes, and one with a content control (a form field).
# Expected: the text that Word shows once the changes are accepted, and what was filled into a
# field.
# Seen: deleted text is left out, inserted text too; a field inside a paragraph is left out; a field
# around a whole paragraph takes the paragraph away.
# Who is hurt: papers that were proof-read: "答案：B" corrected to C comes as "答案：", and a question is
# silently keyless.
# Instead: walk word/document.xml in order and take w:ins, w:sdtContent and w:smartTag along, but
# not w:del.
# Known: python-openxml/python-docx#340 (since 2016), #1123.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet python-docx==1.2.0
cd "$tmp"
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

CORRECTED = """
<w:del {0} w:id="1" w:author="A"><w:r><w:delText>B</w:delText></w:r></w:del>
<w:ins {0} w:id="2" w:author="A"><w:r><w:t>C</w:t></w:r></w:ins>
"""
FIELD = "<w:sdt {0}><w:sdtContent><w:r><w:t>C</w:t></w:r></w:sdtContent></w:sdt>"
BLOCK = "<w:sdt {0}><w:sdtContent><w:p><w:r><w:t>答案：C</w:t></w:r></w:p></w:sdtContent></w:sdt>"


def parts(text):
    return list(parse_xml(f"<w:body {nsdecls('w')}>{text.format('')}</w:body>"))


document = docx.Document()
for text in (CORRECTED, FIELD):
    paragraph = document.add_paragraph("答案：")
    for part in parts(text):
        paragraph._p.append(part)
document.element.body.insert(0, parts(BLOCK)[0])
document.save("paper.docx")

seen = [paragraph.text for paragraph in docx.Document("paper.docx").paragraphs]
print("python-docx", version("python-docx"))
print("expected:", ["答案：C"] * 3)
print("seen:    ", seen)
sys.exit(0 if seen == ["答案：", "答案："] else "The behaviour has changed.")
PY

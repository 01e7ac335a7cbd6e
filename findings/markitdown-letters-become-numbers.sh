#!/usr/bin/env bash
# markitdown makes one list, 1 to 10, of two Word questions with four lettered options each.
#
# markitdown 0.1.9 (with mammoth 1.13.0), a document made by python-docx 1.2.0 with Word's automatic
# numbering.
# Expected: "1．" and "A．B．C．D．" for each question, or at least two levels; the key of question 2 is
# "C".
# Seen: both stems and all eight options are items of one flat list. Which items are options can't
# be told from the text, and option C of question 2 is number 9.
# Who is hurt: whoever imports papers through Markdown, or lets a language model read them: keys
# point at other options.
# Instead: resolve the numbering yourself (numbering.xml, styles, restarts), or convert with
# LibreOffice to text.
# Known: microsoft/markitdown#1415 has number formats that are lost; nothing found on options.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet 'markitdown[docx]==0.1.9' mammoth==1.13.0 python-docx==1.2.0
cd "$tmp"
venv/bin/python -W ignore - <<'PY'
import sys
from importlib.metadata import version

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from markitdown import MarkItDown

document = docx.Document()
numbering = document.part.numbering_part.element
for number, form in ((90, "decimal"), (91, "upperLetter"), (92, "upperLetter")):
    level = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1．"/>'
    abstract = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">
        <w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>"""
    numbering.insert(0, parse_xml(abstract))
    use = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    numbering.append(parse_xml(use))


def add(text, number):
    use = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    document.add_paragraph(text)._p.get_or_add_pPr().append(parse_xml(use))


for question, letters in (("first", 91), ("second", 92)):
    add(f"The {question} question", 90)
    for option in ("red", "green", "blue", "grey"):
        add(option, letters)
document.save("paper.docx")

seen = MarkItDown().convert("paper.docx").text_content.splitlines()
print("markitdown", version("markitdown"), "mammoth", version("mammoth"))
print("expected: option C of question 2 as 'C．blue', or third of a list of its own\nseen:")
print("\n".join(seen))
sys.exit(0 if seen[8] == "9. blue" and len(seen) == 10 else "The behaviour has changed.")
PY

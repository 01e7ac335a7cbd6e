#!/usr/bin/env bash
# The same Markdown is bold in a book of Jupyter Book 1 and shows its asterisks in JupyterLab: `单价**×3**倍`.
#
# markdown-it-py 3.0.0 (PyPI; myst-parser 3.0.1, on which jupyter-book 1.0.4.post1 stands, takes none newer) beside
# marked 17.0.6 (npm; the parser of JupyterLab 4) and commonmark 0.31.2 (npm; the reference).
# Expected: a notebook reads the same in JupyterLab and in the book that is built of it.
# Seen: where a mark of bold stands between a letter and a symbol such as ×, ≥ or ¥, the book is bold and JupyterLab
# shows the asterisks; beside % both show them. No parser says anything.
# Who is hurt: Chinese has no blanks between words, so figures with signs stand right beside letters.
# Instead: an empty comment between the mark and the letter, which is punctuation to every version.
# Known: CommonMark 0.31 (2024) counts symbols as punctuation; markdown-it-py does from 4.0.0 on.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet markdown-it-py==3.0.0 myst-parser==3.0.1
cd "$tmp"
npm install --silent --no-audit --no-fund --prefix "$tmp" marked@17.0.6 commonmark@0.31.2
cat >book.py <<'PY'
import sys

from markdown_it import MarkdownIt

print(MarkdownIt("commonmark").render(sys.argv[1]).strip())
PY
cat >lab.mjs <<'JS'
import {Parser, HtmlRenderer} from "commonmark";
import {marked} from "marked";

const text = process.argv[2];
const shown = marked(text).trim();
if (shown !== new HtmlRenderer().render(new Parser().parse(text)).trim()) throw new Error("marked and commonmark differ");
console.log(shown);
JS
venv/bin/pip freeze | grep -iE "markdown-it-py|myst-parser"
npm ls --prefix "$tmp" marked commonmark | grep @
differ=
for text in '单价**×3**倍' '约**≥3**天' '加**¥30**元' '甲**30%**以上' '单价<!-- -->**×3**倍'; do
  book=$(venv/bin/python book.py "$text")
  lab=$(node lab.mjs "$text")
  printf '%s\n  book: %s\n  lab:  %s\n' "$text" "$book" "$lab"
  if [[ $book == "$lab" ]]; then differ+=.; else differ+=x; fi
done
[[ $differ == xxx.. ]] || { echo "The behaviour has changed."; exit 1; }

#!/usr/bin/env bash
# Sphinx builds a Chinese book with a search in which no Chinese word can be found, and warns of
# nothing.
#
# Sphinx 9.0.4 with language = "zh_CN" (Sphinx 7.4.7, which Jupyter Book 1 brings, does the same).
# Expected: Chinese words in the index, or a warning that a package for them is missing; `-W` would
# stop the build.
# Seen: the index holds the English words only and the build succeeds, with `-W` too. With jieba
# installed the Chinese words are in it, but the words that a reader types are not cut in the
# browser, so two words typed together find nothing still.
# Who is hurt: every Chinese book made with `pip install sphinx` or `jupyter-book<2`: a search box
# that never finds.
# Instead: index and query with the same own rule (we do), or install jieba and tell readers to put
# blanks between words.
# Known: in the tutorials (`pip install jieba`); neither Sphinx nor Jupyter Book installs it or
# misses it.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export TMPDIR="$tmp" # where jieba keeps its cache
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet Sphinx==9.0.4
mkdir "$tmp/book"
cd "$tmp/book"
echo 'language = "zh_CN"' >conf.py
printf '拜访\n====\n\n按频次走访零售户，记录库存。 Stock counts.\n' >index.rst

terms() { # the words of the index that are Chinese
  "$tmp/venv/bin/sphinx-build" -W -q -b html . "$1" 2>/dev/null
  python3 - "$1/searchindex.js" <<'PY'
import json, re, sys

text = open(sys.argv[1], encoding="utf-8").read()
index = json.loads(text[text.index("(") + 1 : text.rindex(")")])
words = sorted([*index["terms"], *index["titleterms"]])
print(" ".join(word for word in words if re.search("[\u4e00-\u9fff]", word)))
PY
}

alone=$(terms alone)
"$tmp/venv/bin/pip" install --quiet jieba==0.42.1
with_jieba=$(terms with-jieba)
"$tmp/venv/bin/sphinx-build" --version
echo "expected: Chinese words in the index, or a build that fails with -W"
echo "seen, Sphinx alone: '$alone'"
echo "seen, with jieba:   '$with_jieba'"
[[ -z $alone && $with_jieba == *走访* ]] || { echo "The behaviour has changed."; exit 1; }

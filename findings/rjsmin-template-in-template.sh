#!/usr/bin/env bash
# rjsmin takes blanks and anything that looks like a comment out of a template literal that stands
# inside another one.
#
# rjsmin 1.3.0.
# Expected: the minified script prints what the script prints.
# Seen: "a  b" becomes "a b", and an address loses everything behind //, closing quotes included.
# Who is hurt: texts that a page puts together in the browser change in the built book only, not
# where the sources are tested.
# Instead: give the inner literal a name first. We have none such, and the browser tests run on the
# minified scripts.
# Known: ndparker/rjsmin#22 (open since 2020).
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet rjsmin==1.3.0
cd "$tmp"
minify='import sys, rjsmin; print(rjsmin.jsmin(sys.stdin.read()))'
venv/bin/pip freeze | grep rjsmin
seen=
for script in 'console.log(`1 ${String(`a  b`)}`)' \
  'console.log(`2 ${String(`see http://example.org/x`)}`)'; do
  small=$(venv/bin/python -c "$minify" <<<"$script")
  echo "script:   $script"
  echo "minified: $small"
  echo "expected: $(node -e "$script")"
  printed=$(node -e "$small" 2>/dev/null) || printed=SyntaxError
  echo "seen:     $printed"
  seen+="$printed;"
done
[[ $seen == "1 a b;SyntaxError;" ]] || { echo "The behaviour has changed."; exit 1; }

#!/usr/bin/env bash
# One theme option in _config.yml of Jupyter Book 1 throws away all the theme options that Jupyter
# Book sets itself.
#
# jupyter-book 1.0.4.post1.
# Expected: `html_theme_options: {show_toc_level: 3}` adds one option to those that the rest of
# _config.yml produces.
# Seen: it is the only one left. Repository, launch buttons and the analytics switch written
# elsewhere in the same file are dropped without a word; so are the default extensions of MyST once
# `myst_enable_extensions` is given.
# Who is hurt: a link or a button goes missing after a change that has nothing to do with it.
# Instead: `sphinx: {recursive_update: true}`, or state every option; look at `jupyter-book config
# sphinx .`, not at the page.
# Known: documented with Jupyter Book 1's Sphinx settings, as a switch that is off.
set -euo pipefail
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install --quiet jupyter-book==1.0.4.post1
mkdir "$tmp/book"
cd "$tmp/book"
printf 'format: jb-book\nroot: index\n' >_toc.yml
echo '# Title' >index.md

options() { # EXTRA LINES OF _config.yml
  printf 'title: Book\nrepository: {url: "https://example.org/book"}\n%b' "$1" >_config.yml
  "$tmp/venv/bin/jupyter-book" config sphinx . >/dev/null 2>&1
  python3 - <<'PY'
import runpy
options = runpy.run_path("conf.py")["html_theme_options"]
print(len(options), options.get("repository_url"))
PY
}

without=$(options '')
ours='  config:\n    html_theme_options: {show_toc_level: 3}\n'
with=$(options "sphinx:\n$ours")
recursive=$(options "sphinx:\n  recursive_update: true\n$ours")
"$tmp/venv/bin/jupyter-book" --version | head -1
echo "options without our own:         $without"
echo "expected with one more:          $recursive (as with recursive_update)"
echo "seen with one more:              $with"
[[ $with == "1 None" && $without == *example.org* && $recursive == *example.org* ]] ||
  { echo "The behaviour has changed."; exit 1; }

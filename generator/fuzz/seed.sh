#!/usr/bin/env bash
# Fills `corpus/` with the pages of the repository, taken apart for each target.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
docs=../../docs-input
cases=../../tests/cases

# Writes each line of the input as a file of its own into a folder.
each_line() {
  mkdir -p "$1"
  sort -u | while IFS= read -r line; do
    printf '%s' "$line" >"$1/$(printf '%s' "$line" | cksum | cut -d' ' -f1)"
  done
}

# Copies the files of the input (a path each line) into a folder, each under the checksum of its path.
each_file() {
  mkdir -p "$1"
  while IFS= read -r file; do
    cp "$file" "$1/$(printf '%s' "$file" | cksum | cut -d' ' -f1)"
  done
}

find "$docs" "$cases" -name '*.md' | each_file corpus/markdown
find "$docs" "$cases" -name '*.txt' -path '*pages*' -o -name '*.txt' -path "$docs/*" | each_file corpus/rendered
find ../tests/forms -name "*.html" | each_file corpus/saved
grep -rhoE '^(GET|POST|PATCH|PUT|DELETE) .*' --include='*.md' "$docs" "$cases" | cut -d' ' -f2- | each_line corpus/path
grep -rhE '^\|[^|]+\|[^|]+\|' --include='*.md' "$docs" "$cases" | cut -d'|' -f3 | each_line corpus/type_cell

# A bundle of pages for each case: a mark and the path before each page.
mkdir -p corpus/pipeline
for pages in "$cases"/*/*/pages; do
  bundle="corpus/pipeline/$(basename "$(dirname "$pages")")"
  : >"$bundle"
  (cd "$pages" && find . -type f | sort) | while IFS= read -r file; do
    printf '\036%s\n' "${file#./}" >>"$bundle"
    cat "$pages/$file" >>"$bundle"
  done
done
find "$docs" -name '*.md' | each_file corpus/pipeline

#!/usr/bin/env bash
# The entry point of an external grader of PrairieLearn, in the image of the Containerfile.
# tests/assignment.json of the question says which exercises it asks for.
set -euo pipefail

root="${GRADE_ROOT:-/grade}"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
out="$(mktemp -d)"
trap 'rm -rf "$out"' EXIT

status=0
"$here/grade-one.sh" "$root/student" "$out" "$root/tests/assignment.json" || status=$?
[ "$status" -le 1 ] || exit "$status"

node="$here/../node_modules/.bin/node"
[ -x "$node" ] || node=node
mkdir -p "$root/results"
"$node" "$here/../bin/gradecheck.js" report "$out/results/submission.json" --format prairielearn --into "$root/results/results.json"

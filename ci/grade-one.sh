#!/usr/bin/env bash
# Grades one submission wherever a platform runs us: ci/grade-one.sh <submission> <out> <assignment.json> [flags of grade]
#
# The submission is copied into a class of its own, so that it counts as one submission whatever folders it holds, and an
# assignment.json of the student's decides nothing. The third argument may be empty. Exit codes are those of grade.
set -euo pipefail

submission="$1"
out="$2"
assignment="$3"
shift 3

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# The Node that npm brought is new enough, whatever the machine has.
node="$here/../node_modules/.bin/node"
[ -x "$node" ] || node=node

class="$out/class"
mkdir -p "$class/submission"
# Links are copied as links, and the grader refuses them.
tar -C "$submission" --exclude=./.git --exclude=node_modules -cf - . | tar -C "$class/submission" -xf -
if [ -n "$assignment" ] && [ -f "$assignment" ]; then cp "$assignment" "$class/assignment.json"; fi

exec "$node" "$here/../bin/gradecheck.js" grade "$class" --out "$out" "$@"

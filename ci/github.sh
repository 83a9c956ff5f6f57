#!/usr/bin/env bash
# What action.yml runs: grades the checked-out repository, and writes annotations, the summary of the job and its outputs.
#
#   GRADECHECK_FOLDER     where the submission lies in the repository
#   GRADECHECK_EXERCISES  what to grade, with blanks between; the whole course where empty
#   GRADECHECK_OUT        where results and reports go
#   GRADECHECK_FAIL       `true`: the step fails where not everything is right
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
out="${GRADECHECK_OUT:?}"
node="$here/../node_modules/.bin/node"
[ -x "$node" ] || node=node
gradecheck() { "$node" "$here/../bin/gradecheck.js" "$@"; }

read -r -a exercises <<< "${GRADECHECK_EXERCISES//$'\n'/ }"
flags=()
if [ "${#exercises[@]}" -gt 0 ]; then flags=(--exercises "${exercises[@]}"); fi

status=0
# What it prints for people comes below, where GitHub obeys nothing in it.
"$here/grade-one.sh" "$GRADECHECK_FOLDER" "$out" "" "${flags[@]}" > /dev/null || status=$?
[ "$status" -le 1 ] || exit "$status"

result="$out/results/submission.json"
gradecheck report "$result" --format github --folder "$GRADECHECK_FOLDER"
gradecheck report "$result" --format github-summary >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
"$node" -p 'const { points, maxPoints } = JSON.parse(fs.readFileSync(process.argv[1])); `points=${points}\nmax-points=${maxPoints}`' \
  "$result" >> "${GITHUB_OUTPUT:-/dev/null}"

if [ "${GRADECHECK_FAIL:-true}" = true ]; then exit "$status"; fi

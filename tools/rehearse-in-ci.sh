#!/usr/bin/env bash
# rehearse-in-ci.sh PROJECT OUT: the recipe for any CI. Installs what the clone that it stands in needs, rehearses PROJECT's HEAD, and ends as
# rehearse run does: 0 released, 1 blocked, rolled back or waiting, 2 configuration, 3 something missing or broken. More arguments of
# rehearse run are taken from ARGUMENTS, one a line, or apart by spaces where it is one line.
set -euo pipefail
[ $# -eq 2 ] || { echo 'usage: rehearse-in-ci.sh PROJECT OUT' >&2; exit 2; }
mkdir -p "$2"
project=$(cd "$1" && pwd) out=$(cd "$2" && pwd)
cd "$(dirname "$0")/.."

arguments=()
if [[ "${ARGUMENTS:-}" == *$'\n'* ]]; then
  while IFS= read -r argument; do [ -z "$argument" ] || arguments+=("$argument"); done <<<"$ARGUMENTS"
else
  read -ra arguments <<<"${ARGUMENTS:-}"
fi

[ -x node_modules/.bin/node ] || npm ci --no-audit --no-fund
said=$(mktemp)
trap 'rm -f "$said"' EXIT
code=0
npx --no-install rehearse run "$project" --out "$out" ${arguments[@]+"${arguments[@]}"} | tee "$said" || code=$?

# What a job page shows, and what later jobs go by.
if [ -f "$out/summary.md" ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat "$out/summary.md" >>"$GITHUB_STEP_SUMMARY"; fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  outcome=error
  if [ -f "$out/rehearsal.json" ]; then outcome=$(node -p 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8")).outcome' "$out/rehearsal.json"); fi
  printf 'outcome=%s\nkey=%s\n' "$outcome" "$(sed -n 's/^signed with key //p' "$said")" >>"$GITHUB_OUTPUT"
fi
exit "$code"

#!/usr/bin/env bash
# Runs the check of action.yml. Reads everything from the environment:
#   PINCITE        the program
#   PROJECT        the project's folder
#   OUT            where reports are written
#   BASE           what to compare with; empty: PULL_BASE; `none`: nothing
#   PULL_BASE      the base of the pull request, empty where there is none
#   TRUST_CHANGE, DENY_WARNINGS   true or false
# Leaves exit-code and written in $GITHUB_OUTPUT and always succeeds: a later step fails, so that
# reports are uploaded first.
set -euo pipefail

rm -rf "$OUT"
mkdir -p "$OUT"
base=${BASE:-${PULL_BASE:-}}
args=(check --project "$PROJECT" --format github
  --output "sarif=$OUT/pincite.sarif"
  --output "json=$OUT/pincite.json"
  --output "html=$OUT/pincite.html")
if [[ -n "$base" && "$base" != none ]]; then
  # A shallow checkout does not hold the base; one commit of it is enough.
  if [[ "$base" =~ ^[0-9a-f]{40,64}$ ]] \
    && ! git -C "$PROJECT" cat-file -e "$base^{commit}" 2>/dev/null; then
    git -C "$PROJECT" fetch --quiet --no-tags --depth=1 origin "$base" || true
  fi
  args+=("--base=$base")
  [[ "${TRUST_CHANGE:-false}" == true ]] && args+=(--trust-change)
fi
[[ "${DENY_WARNINGS:-false}" == true ]] && args+=(--deny warnings)

code=0
"$PINCITE" "${args[@]}" || code=$?
written=false
[[ -s "$OUT/pincite.sarif" ]] && written=true
{
  echo "exit-code=$code"
  echo "written=$written"
} >>"${GITHUB_OUTPUT:-/dev/null}"

#!/usr/bin/env bash
# Asks a database of known faults about the locked packages. Ends with 1 if one is affected, and with 2 if nobody could
# be asked: pip-audit itself skips what its database does not answer for, and then finds nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "clean-exit: $*"; }
not_audited() {
    tail -n 3 "$report" >&2
    say "NOT AUDITED: the database of pip-audit is out of reach, so nothing is known about the packages" >&2
    exit 2
}

uv=$(command -v uv || echo .uv/bin/uv)
[ -x "$uv" ] || { say "there is no uv here yet; run 'make install' first" >&2; exit 2; }
mkdir -p build
report=build/audit.txt
audit() {
    "$uv" tool run --quiet "pip-audit==2.9.0" --disable-pip --progress-spinner off --timeout 20 "$@" > "$report" 2>&1
}

# A package with a fault that everybody knows: whoever finds nothing there, finds nothing anywhere.
canary=build/audit-canary.txt
echo "pyyaml==5.3" > "$canary"
audit --no-deps -r "$canary" && not_audited
grep -q "^pyyaml" "$report" && ! grep -q "could not be audited" "$report" || not_audited

status=0
for name in requirements requirements-dev; do
    say "asking about $name.txt"
    audit --require-hashes -r "$name.txt" || status=1
    cat "$report"
    ! grep -q "could not be audited" "$report" || not_audited
done
[ "$status" = 0 ] || say "read SECURITY.md: which of these are known, and how they are contained"
exit "$status"

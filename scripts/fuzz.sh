#!/usr/bin/env bash
# Random programs, three ways: scripts/fuzz.sh [PROGRAMS [SEED]] (20000 and today's date). Writes docs/fuzzing.md; differences
# are made smaller and left in artifacts/fuzz. Exit code 1 when there are any.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
programs=${1:-20000} seed=${2:-$(date -u +%Y%m%d)} chunk=1000
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

[[ -d javascript/node_modules ]] || npm --prefix javascript ci --no-audit --no-fund || exit 2
dotnet build tests/Conformance.Tests -c Release -v quiet || exit 2
rm -rf artifacts/fuzz && mkdir -p artifacts/fuzz
failed=0
# A process of its own for each thousand: compiled code is not unloaded.
for ((first = 0; first < programs; first += chunk)); do
    count=$((programs - first < chunk ? programs - first : chunk))
    CONTAINERLESS_FUZZ_SEED=$seed CONTAINERLESS_FUZZ_FIRST=$first CONTAINERLESS_FUZZ_PROGRAMS=$count \
        CONTAINERLESS_FUZZ_REDUCE=${REDUCE_SECONDS:-120} \
        dotnet artifacts/bin/Conformance.Tests/release/Containerless.Conformance.Tests.dll -noColor -class '*FuzzTests' \
        >"artifacts/fuzz/out-$first.txt" 2>&1 || failed=1
    grep -aE '^fuzz:|^ +program [0-9]+:' "artifacts/fuzz/out-$first.txt"
done
node tests/Conformance.Tests/Fuzzing/report.js "$seed" artifacts/fuzz "$programs" >docs/fuzzing.md
exit $failed

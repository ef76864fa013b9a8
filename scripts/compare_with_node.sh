#!/usr/bin/env bash
# Compares with Node on random inputs: scripts/compare_with_node.sh [INPUTS [SEED]] (100000 for each operation and today's date).
# Writes docs/compared-with-node.md, and what differs to the terminal. Exit code 1 when anything does.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2
inputs=${1:-100000} seed=${2:-$(date -u +%Y%m%d)}
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

dotnet build tests/Runtime.Tests -c Release -v quiet || exit 2
tallies=$PWD/artifacts/compared
rm -rf "$tallies" && mkdir -p "$tallies"
CONTAINERLESS_TEST_INPUTS=$inputs CONTAINERLESS_TEST_SEED=$seed CONTAINERLESS_TEST_TALLIES=$tallies \
    dotnet artifacts/bin/Runtime.Tests/release/Containerless.Runtime.Tests.dll -noColor -trait 'Compared=with Node'
failed=$?
node tests/Runtime.Tests/Differential/report.js "$inputs" "$seed" "$tallies" >docs/compared-with-node.md || failed=1
cat docs/compared-with-node.md
exit $((failed > 0))

#!/usr/bin/env bash
# Builds everything from a clean clone and runs every test, JavaScript and C#. The last line is the total:
#   N passed, N failed, N skipped
# Exit code 0 only when something ran and nothing failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 2
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
seconds_per_project=${SECONDS_PER_PROJECT:-1200}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0
: >"$work/skipped"
: >"$work/failed"

heading() { printf '\n== %s\n' "$*"; }

finish() {
    if [[ -s $work/skipped ]]; then
        heading "skipped"
        cat "$work/skipped"
    fi
    # Again at the end, since what a failed test said is far above and easily cut off.
    if [[ -s $work/failed ]]; then
        heading "failed"
        cat "$work/failed"
    fi
    echo
    echo "$passed passed, $failed failed, $skipped skipped"
    if ((failed > 0 || passed == 0)); then exit 1; fi
    exit 0
}

# A step without which nothing can be tested: its failure is a failed test, so that the total says so.
need() {
    heading "$*"
    "$@" || { echo "  $*" >>"$work/failed"; failed=$((failed + 1)); finish; }
}

# Runs a test command, showing its output and keeping it in $work/out.
run_tests() {
    heading "$*"
    timeout --kill-after=20 "$seconds_per_project" "$@" </dev/null 2>&1 | tee "$work/out"
    code=${PIPESTATUS[0]}
    if ((code == 124 || code == 137)); then echo "  stopped after $seconds_per_project seconds: $*" | tee -a "$work/failed"; fi
}

# Adds what a test command printed to the failures: its last lines, for one that ended without a total.
ended_early() { { echo "  ended with code $code: $1"; tail -n 20 "$work/out"; } >>"$work/failed"; }

# The sum of the numbers that follow a word in the output of node's test runner ("# pass 3", "ℹ pass 3").
node_total() { sed -nE "s/^(#|ℹ) $1 ([0-9]+)\$/\2/p" "$work/out" | awk '{ n += $1 } END { print n + 0 }'; }

node_tests() {
    run_tests npm --prefix javascript test
    local pass fail cancelled skip
    pass=$(node_total pass) fail=$(node_total fail) cancelled=$(node_total cancelled) skip=$(node_total skipped)
    fail=$((fail + cancelled))
    # A runner that died has no totals: that must not look like success.
    if ((code != 0 && fail == 0)) || ((pass + fail + skip == 0)); then fail=1; ended_early "npm test"; fi
    passed=$((passed + pass)) failed=$((failed + fail)) skipped=$((skipped + skip))
    sed -nE -e 's/^ *ok [0-9]+ - (.*) # SKIP ?(.*)$/  \1: \2/p' -e 's/^ *﹣ (.*) # (.*)$/  \1: \2/p' \
        "$work/out" >>"$work/skipped"
    # A failed test and the indented account below it.
    awk '/^ *(not ok [0-9]+ - |✖ )/ { show = 60 } /^ *(ok [0-9]+ - |✔ |# )/ { show = 0 } show-- > 0' "$work/out" >>"$work/failed"
}

dotnet_tests() { # name of the project
    local program=artifacts/bin/$1/release/Containerless.$1.dll
    run_tests dotnet "$program" -noColor -longRunning 180 # names a test that hangs
    local line total fail skip errors
    line=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$work/out" | tail -n 1)
    if [[ $line =~ Total:\ ([0-9]+),\ Errors:\ ([0-9]+),\ Failed:\ ([0-9]+),\ Skipped:\ ([0-9]+) ]]; then
        total=${BASH_REMATCH[1]} errors=${BASH_REMATCH[2]} fail=${BASH_REMATCH[3]} skip=${BASH_REMATCH[4]}
        passed=$((passed + total - fail - skip))
        fail=$((fail + errors))
    else
        fail=1 skip=0 # it died before its summary
        ended_early "$1"
    fi
    if ((code != 0 && fail == 0)); then fail=1; ended_early "$1"; fi
    failed=$((failed + fail)) skipped=$((skipped + skip))
    # xunit prints "    Name [SKIP]" and the reason on the lines below, indented further.
    sed -nE '/\[SKIP\]$/ { s/^ *(.*) \[SKIP\]$/  \1/; N; s/\n */: /; p }' "$work/out" >>"$work/skipped"
    # The same with failures: the account of each is indented further, and may be long.
    awk '/^    [^ ]/ { show = /\[FAIL\]$|^    \[.* Failure/ ? 60 : 0 } /^ ? ? ?[^ ]/ { show = 0 } show-- > 0' "$work/out" >>"$work/failed"
}

for tool in dotnet node npm; do
    command -v "$tool" >/dev/null || { echo "$tool is not on the PATH" >&2; failed=1; finish; }
done

need npm --prefix javascript ci --no-audit --no-fund
touch_later=artifacts/containerless.built
mkdir -p artifacts && touch "$touch_later.new"
need dotnet build Containerless.sln -c Release -warnaserror -v minimal
mv "$touch_later.new" "$touch_later" # the script containerless need not build again

node_tests
for project in tests/*/*.csproj; do
    dotnet_tests "$(basename "$project" .csproj)"
done
finish

#!/usr/bin/env bash
# Writes Compiler/warm-up.json, the trace that the compiler compiles when it starts.
set -euo pipefail
cd "$(dirname "$0")/../.."
node javascript/js-transform/bin/trace.js eng/warm-up/warm-up.js eng/warm-up/warm-up.requests.json \
  | node -e 'process.stdout.write(JSON.stringify(JSON.parse(require("fs").readFileSync(0, "utf8"))) + "\n")' \
  > Compiler/warm-up.json

#!/usr/bin/env bash
# Serves a function, streams requests to it and draws which tier answers them, as it changes.
# Usage: scripts/demo.sh [FILE.js] [--requests R.json] [--rate N] [--seconds N]
exec node "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/demo.js" "$@"

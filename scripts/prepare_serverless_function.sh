#!/usr/bin/env bash
# Prepares a function for the invoker under the image name serverless-function, or the one that --name gives.
# Usage: scripts/prepare_serverless_function.sh FILE.js [--name NAME]
exec "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../containerless" prepare "$@"

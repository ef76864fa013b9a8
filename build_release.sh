#!/usr/bin/env bash
# Builds all components, optimised.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
(cd javascript && npm ci --no-audit --no-fund)
dotnet build Containerless.sln -c Release -warnaserror

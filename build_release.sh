#!/usr/bin/env bash
# Builds all components, optimised, and says where the programs are.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
(cd javascript && npm ci --no-audit --no-fund)
mkdir -p artifacts && touch artifacts/containerless.built.new # before the build: what is edited while it runs is newer
dotnet build Containerless.sln -c Release -warnaserror
mv artifacts/containerless.built.new artifacts/containerless.built # the script containerless need not build again

echo
echo "The command: ./containerless. The programs:"
for folder in artifacts/bin/*/release; do
    project=$(basename "$(dirname "$folder")")
    # Each lies in the folder of its own project; the others have copies of what they start.
    program=$folder/Containerless.${project#Containerless.}
    [[ $project == *.Tests || ! -x $program ]] || echo "  $program"
done

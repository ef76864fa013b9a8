#!/usr/bin/env bash
# Builds an image of this machine's own .NET and ASP.NET Core runtime, once, and prints its name:
# containerless-dotnet:<hash of its inputs>. For machines that cannot pull mcr.microsoft.com/dotnet/aspnet: give its name as
# DOTNET_IMAGE in the .env file of a deployment that was published. Needs the docker command and dotnet.
set -euo pipefail
cd "$(dirname "$0")"
. ./local-image.sh

dotnet=$(readlink -f "$(command -v dotnet)")
home=$(dirname "$dotnet")
version=$(dotnet --list-runtimes | awk '$1 == "Microsoft.AspNetCore.App" { print $2 }' | sort -V | tail -n 1)
hash=$({ echo "$version $(uname -m)"; cat build-dotnet.sh local-image.sh; } | sha256sum | cut -c1-12)
tag=containerless-dotnet:$hash

# Two that run at once wait for each other; the second finds the image.
exec 9<.
flock 9

if ! docker image inspect "$tag" >/dev/null 2>&1; then
  begin_image app
  add_program "$dotnet" /usr/share/dotnet/dotnet
  for part in "host/fxr/$version" "shared/Microsoft.NETCore.App/$version" "shared/Microsoft.AspNetCore.App/$version"; do
    mkdir -p "$root/usr/share/dotnet/$(dirname "$part")"
    cp -a "$home/$part" "$root/usr/share/dotnet/$part"
  done
  find "$root/usr/share/dotnet" -name '*.so' | while read -r library; do add_libraries "$library"; done
  # Loaded by name, not linked: hashing and TLS.
  for name in libssl.so.3 libcrypto.so.3; do
    library=$(ldconfig -p | awk -v name="$name" '$1 == name && !found++ { print $NF }')
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done
  import_image "$tag" 'ENV PATH=/usr/share/dotnet' 'ENV DOTNET_ROOT=/usr/share/dotnet' 'USER 65532:65532'
fi
echo "$tag"

#!/usr/bin/env bash
# Builds the image that functions run on, once, and prints its name: containerless-runner:<hash of its inputs>.
# From node:<version>-slim where images can be pulled; otherwise from this machine's own Node and the libraries it needs.
# Needs the docker command and node. CONTAINERLESS_RUNNER_BASE=pull|local forces one of the two.
set -euo pipefail
cd "$(dirname "$0")"
. ./local-image.sh

node=$(readlink -f "$(command -v node)")
version=$("$node" --version)
base=${CONTAINERLESS_RUNNER_BASE:-auto}
hash=$({ echo "$version $(uname -m) $base"; cat build-runner.sh local-image.sh Dockerfile.runner; } | sha256sum | cut -c1-12)
tag=containerless-runner:$hash

# Two that run at once wait for each other; the second finds the image. The lock is this folder's: no file stays behind.
exec 9<.
flock 9

if docker image inspect "$tag" >/dev/null 2>&1; then
  echo "$tag"
  exit 0
fi

pulled() {
  [ "$base" != local ] && { docker image inspect "node:${version#v}-slim" >/dev/null 2>&1 ||
    timeout 300 docker pull --quiet "node:${version#v}-slim" >&2; }
}

if pulled; then
  DOCKER_BUILDKIT=0 docker build --quiet --build-arg "NODE_VERSION=${version#v}" -t "$tag" -f Dockerfile.runner . >&2
elif [ "$base" = pull ]; then
  echo "node:${version#v}-slim cannot be pulled." >&2
  exit 1
else
  echo "node:${version#v}-slim cannot be pulled: making a base image from $node." >&2
  begin_image function
  add_program "$node" /usr/local/bin/node
  add_program "$(command -v env)" /usr/bin/env
  mkdir -p "$root/function"
  import_image "$tag" 'WORKDIR /function' 'USER 65532:65532'
fi
echo "$tag"

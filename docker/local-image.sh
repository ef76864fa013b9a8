# Sourced by the scripts beside it, for machines that cannot pull images: the files of an image, gathered from this machine.

# A folder for the files, with what every program expects to find, and a user who is not root.
begin_image() { # user
  root=$(mktemp -d)
  trap 'rm -rf "$root"' EXIT
  mkdir -p "$root"/{etc,tmp,run,proc,sys,dev}
  chmod 1777 "$root/tmp"
  echo "root:x:0:0:root:/:/sbin/nologin
$1:x:65532:65532:$1:/:/sbin/nologin" >"$root/etc/passwd"
  echo "root:x:0:
$1:x:65532:" >"$root/etc/group"
}

# The libraries of a program or a library, and its interpreter, under the paths it looks for them at.
add_libraries() { # file
  local library
  ldd "$1" | grep -o '/[^ ]*' | while read -r library; do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done
}

# One program, at a path of its own.
add_program() { # program target
  mkdir -p "$root$(dirname "$2")"
  cp -L "$1" "$root$2"
  chmod 755 "$root$2"
  add_libraries "$1"
}

# Makes the image, with changes as in a Dockerfile.
import_image() { # tag change...
  local tag=$1 change changes=()
  shift
  for change; do changes+=(--change "$change"); done
  tar --numeric-owner --owner=0 --group=0 -C "$root" -c . | docker import "${changes[@]}" - "$tag" >/dev/null
}

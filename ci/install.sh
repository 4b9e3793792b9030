#!/usr/bin/env bash
# Installs pincite into $ROOT: $VERSION from crates.io, or, where that is empty, the code that stands
# beside this script.
set -euo pipefail

if [[ -n "${VERSION:-}" ]]; then
  if [[ ! "$VERSION" =~ ^[0-9]+\.[0-9]+\.[0-9]+([-+][0-9A-Za-z.+-]+)?$ ]]; then
    echo "pincite: the input version is to look like 0.1.0" >&2
    exit 2
  fi
  cargo install --locked --root "$ROOT" --version "$VERSION" pincite
else
  here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
  cargo install --locked --root "$ROOT" --path "$here/.."
fi

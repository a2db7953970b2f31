#!/bin/sh
# Makes ./configure from a checkout. A release tarball already has it.
set -e
cd "$(dirname "$0")"
mkdir -p build-aux m4
exec autoreconf --install --force "$@"

#!/usr/bin/env bash
# Makes the lowest layer of the image: Debian's essential packages, certificates and a JRE, and the user 10001.
#
#   base.sh TARGET.tar [MIRROR]
#
# SOURCE_DATE_EPOCH becomes the time of all files; with the same packages the result is the same to the last byte.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
target=$1
mirror=("${@:2}")
: "${SOURCE_DATE_EPOCH:?}"

# Bookworm is the last release of Debian that has Java 17.
suite=bookworm
packages=openjdk-17-jre-headless,ca-certificates,tzdata

# Installing the JRE registers manual pages, so their directory has to be there, though they are not.
before='mkdir -p "$1/usr/share/man/man1"'

left_out=()
for path in man info locale lintian doc; do
  left_out+=("--dpkgopt=path-exclude=/usr/share/$path/*")
done
left_out+=('--dpkgopt=path-include=/usr/share/doc/*/copyright')

mmdebstrap --quiet --variant=essential --include="$packages" \
  --hook-dir=/usr/share/mmdebstrap/hooks/merged-usr \
  "${left_out[@]}" --essential-hook="$before" --customize-hook="$here/base-customize.sh" \
  --format=tar "$suite" - "${mirror[@]}" \
  | tar --delete --wildcards './dev/*' >"$target" # Whoever runs it makes the devices; who is not root could not unpack them.

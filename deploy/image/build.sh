#!/usr/bin/env bash
# Builds the image that deploy/k8s runs, without a Docker daemon, as a file that podman, docker and skopeo load.
#
#   --fresh        makes the base anew, with the packages that Debian has today, though there is one
#   --built        takes the app as it was built last, whether or not its sources are newer
#   --mirror URL   of Debian; otherwise its usual ones, so this has to be given where only another is reached
#   --output FILE  otherwise app/target/madcloud-image.tar
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
home=$(cd "$here/../.." && pwd -P)
state=${XDG_CACHE_HOME:-$HOME/.cache}/madcloud
output=$home/app/target/madcloud-image.tar
fresh=false built=false mirror=()

die() {
  printf 'build.sh: %s\n' "$*" >&2
  exit 1
}

while [ $# -gt 0 ]; do
  case $1 in
    --fresh) fresh=true ;;
    --built) built=true ;;
    --mirror | --output)
      [ $# -gt 1 ] || die "Expected a value after $1, but it is the last option."
      if [ "$1" = --mirror ]; then mirror=("$2"); else output=$2; fi
      shift
      ;;
    *) sed -n '2,/^set/{s/^#\( \|$\)//p}' "${BASH_SOURCE[0]}" >&2 && exit 2 ;;
  esac
  shift
done
for tool in mmdebstrap tar sha256sum; do
  command -v "$tool" >/dev/null || die "Expected $tool in PATH, but found none; install it (Debian: apt-get install $tool)."
done

# The one place that says the name and the version is the one that Kubernetes goes by.
image=$(sed -n 's/^  - name: //p;s/^    newTag: /:/p' "$home/deploy/k8s/base/kustomization.yaml" | tail -n 2 | tr -d '\n')
[[ $image =~ ^[a-z0-9./-]+:[A-Za-z0-9._-]+$ ]] || die "Expected one image in deploy/k8s/base/kustomization.yaml, but read '$image'."

# The time of the jars is also that of all files of the image.
created=$(sed -n 's/.*<project.build.outputTimestamp>\(.*\)<.*/\1/p' "$home/pom.xml")
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(date -u -d "$created" +%s)}
export SOURCE_DATE_EPOCH
created=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)

mkdir -p "$state" "$(dirname "$output")"
work=$(mktemp -d "$state/work.XXXXXX")
trap 'rm -rf "$work"' EXIT

# Builds what is not built, or older than its sources.
$built || "$home/bin/madcloud" --version >/dev/null
[ -f "$home/app/target/madcloud-app.jar" ] && [ -f "$home/app/target/madcloud.cdx.json" ] \
  || die "Expected the app in app/target, but it is not built; leave --built out."

base=$state/base-$(cat "$here"/base*.sh | sha256sum | cut -c 1-12)-$SOURCE_DATE_EPOCH.tar
if $fresh || [ ! -f "$base" ]; then
  echo "Making the base, some minutes …" >&2
  SECONDS=0
  bash "$here/base.sh" "$work/base.tar" "${mirror[@]}"
  find "$state" -maxdepth 1 -name 'base-*.tar' -mtime +30 -delete # Nobody's, as a rule: each change of the scripts makes another.
  mv "$work/base.tar" "$base"
  echo "Made the base in $SECONDS s." >&2
else
  echo "Taking the base of $(date -u -r "$base" +%Y-%m-%d); --fresh makes another, with what Debian has mended since." >&2
fi

echo "Packing …" >&2
# Libraries change seldom, so they have a layer of their own.
mkdir -p "$work"/{libraries,app}/opt/madcloud/lib "$work/app/opt/madcloud/sbom" "$work/image"
cp "$home"/app/target/lib/*.jar "$work/libraries/opt/madcloud/lib"
mv "$work"/libraries/opt/madcloud/lib/madcloud-*.jar "$work/app/opt/madcloud/lib"
# Maven removes no library that another version has replaced.
for jar in "$work"/libraries/opt/madcloud/lib/*.jar; do
  grep -q "$(sha256sum <"$jar" | cut -d ' ' -f 1)" "$home/app/target/madcloud.cdx.json" \
    || die "Expected ${jar##*/} among the components in app/target/madcloud.cdx.json, but it is not; run mvn clean -pl app, and build again."
done
cp "$home/app/target/madcloud-app.jar" "$home/LICENSE" "$home/NOTICE" "$here/jvm.flags" "$work/app/opt/madcloud"
cp "$home/app/target/madcloud.cdx.json" "$work/app/opt/madcloud/sbom"

# pack DIRECTORY FILE: the same files give the same bytes, whoever packs them and when.
pack() {
  tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX --format=gnu -C "$1" -cf "$2" .
}

layers='' digests=''
add() {
  local digest
  digest=$(sha256sum <"$1" | cut -d ' ' -f 1)
  ln "$1" "$work/image/$digest.tar"
  layers=${layers:+$layers, }\"$digest.tar\"
  digests=${digests:+$digests, }\"sha256:$digest\"
}
add "$base"
for layer in libraries app; do
  pack "$work/$layer" "$work/$layer.tar"
  add "$work/$layer.tar"
done

sed "s/@architecture@/$(dpkg --print-architecture)/; s/@created@/$created/; s/@version@/${image##*:}/; s/@digests@/$digests/" \
  "$here/config.json" >"$work/config.json"
id=$(sha256sum <"$work/config.json" | cut -d ' ' -f 1)
mv "$work/config.json" "$work/image/$id.json"
echo "[{\"Config\": \"$id.json\", \"RepoTags\": [\"$image\"], \"Layers\": [$layers]}]" >"$work/image/manifest.json"
pack "$work/image" "$work/image.tar"
mv "$work/image.tar" "$output"
tar -xOf "$base" ./opt/madcloud/sbom/debian.cdx.json >"${output%/*}/debian.cdx.json"

echo "$image is in $output, $(du -m "$output" | cut -f 1) MB." >&2
echo "sha256:$id"

#!/usr/bin/env bash
# build.sh OUTDIR: what the Dockerfiles in images/ build, without Docker: OUTDIR/<name>/rootfs and OUTDIR/<name>/image.json
# for each image, for a tool that packs a folder as an image. Needs Go; the same source and Go give the same bytes.
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: $0 OUTDIR" >&2; exit 2; }
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$(dirname "$0")"
umask 022

# program IMAGE PROGRAM...: static binaries below /app.
program() {
  local image=$1
  shift
  (cd services && CGO_ENABLED=0 GOOS=linux go build -trimpath -buildvcs=false -ldflags '-s -w' -o "$out/$image/rootfs/app/" "${@/#/./cmd/}")
}

for image in orders fulfilment storefront; do
  rm -rf "${out:?}/$image"
  mkdir -p "$out/$image/rootfs"
  cp "images/$image/image.json" "$out/$image/image.json"
done
mkdir -p "$out/orders/rootfs/app" "$out/fulfilment/rootfs/app" "$out/storefront/rootfs/usr/share/nginx"
program orders orders migrate
program fulfilment fulfilment
cp -R storefront/html "$out/storefront/rootfs/usr/share/nginx/html"
# The time of the commit, not 0: nginx makes its ETag of time and size alone.
stamp=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct -- . 2>/dev/null || true)}
find "$out/orders" "$out/fulfilment" "$out/storefront" -exec touch -d "@${stamp:-0}" {} +

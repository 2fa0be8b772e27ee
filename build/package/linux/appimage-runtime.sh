#!/bin/sh
# Stands in for the AppImage runtime in development: unpacks what follows these 4096 bytes and runs it.
# For tests only; a release carries the real runtime, which mounts the same file system.
set -eu
APPIMAGE=$(readlink -f -- "$0")
export APPIMAGE
cache=${XDG_CACHE_HOME:-$HOME/.cache}/deskside-appimage
place=$cache/$(stat -c '%i-%Y-%s' -- "$APPIMAGE")
if [ ! -x "$place/AppRun" ]; then
    mkdir -p -m 0700 -- "$cache"
    work=$(mktemp -d "$cache/part.XXXXXX")
    unsquashfs -o 4096 -n -q -f -d "$work" "$APPIMAGE" >/dev/null
    chmod 0755 "$work"
    mv -T -- "$work" "$place" 2>/dev/null || rm -rf -- "$work" # another start was quicker
fi
APPDIR=$place
ARGV0=$0
export APPDIR ARGV0
exec "$place/AppRun" "$@"
exit 0

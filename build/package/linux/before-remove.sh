#!/bin/sh
# Debian calls this with "remove" or "upgrade NEW-VERSION", rpm with 0 (last version goes) or 1 (upgrade).
# At an upgrade agents go on: they see that their package has changed and start anew when nobody needs them.
set -e
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH
case "$1" in
remove | 0) ;;
*) exit 0 ;;
esac

if command -v systemctl >/dev/null 2>&1; then
    if [ -d /run/systemd/system ]; then
        systemctl stop deskside-policy.path || true
    fi
    systemctl disable deskside-policy.path deskside-policy.service >/dev/null 2>&1 || true
fi

# Everybody's agents, known by the very file they run and by nothing a user could name or write.
agents() {
    for process in /proc/[0-9]*; do
        case "$(readlink "$process/exe" 2>/dev/null || true)" in
        /opt/Deskside/deskside | '/opt/Deskside/deskside (deleted)') ;;
        *) continue ;;
        esac
        # Helpers of Chromium end with the program they belong to.
        if [ "$1" = main ] && grep -q -e '--type=' "$process/cmdline" 2>/dev/null; then continue; fi
        echo "$process" | cut -d/ -f3
    done
}

running=$(agents main)
[ -n "$running" ] || exit 0
kill -TERM $running 2>/dev/null || true # one may have ended meanwhile
tenths=0
while [ -n "$(agents all)" ] && [ "$tenths" -lt 100 ]; do
    sleep 0.1
    tenths=$((tenths + 1))
done
left=$(agents all)
if [ -n "$left" ]; then
    kill -KILL $left 2>/dev/null || true
fi
exit 0

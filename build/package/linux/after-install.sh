#!/bin/sh
# Debian calls this with "configure [OLD-VERSION]", or "abort-..." where a removal or an upgrade was broken off and the
# package stays; rpm with 1 (first installation) or 2 (upgrade).
set -e
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH
case "$1" in
configure | abort-* | 1 | 2) ;;
*) exit 0 ;;
esac

app='/opt/${sanitizedProductName}'

install -d -o root -g root -m 0755 /etc/deskside /var/lib/deskside
# The drop: anybody may remove what lies there by its name, nobody but root may list it.
install -d -o root -g root -m 0733 /var/lib/deskside/enrollment
"/usr/lib/deskside/take-token" || echo 'deskside: the enrolment token was not taken out of the policy' >&2

# Chromium's sandbox: where ordinary people may make user namespaces it needs no setuid helper.
if [ -L /proc/self/ns/user ] &&
    setpriv --reuid=65534 --regid=65534 --clear-groups unshare --user true 2>/dev/null; then
    chmod 0755 "$app/chrome-sandbox"
else
    chmod 4755 "$app/chrome-sandbox"
fi

# AppArmor: Ubuntu 24 gives user namespaces only to programs with a profile. Older parsers do not know this profile's
# version, and systems with older parsers do not need it.
if command -v apparmor_status >/dev/null 2>&1 && apparmor_status --enabled >/dev/null 2>&1; then
    profile="$app/resources/apparmor-profile"
    if apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
        install -m 0644 "$profile" '/etc/apparmor.d/${executable}'
        if ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
            apparmor_parser --replace --write-cache --skip-read-cache '/etc/apparmor.d/${executable}' ||
                echo 'deskside: the AppArmor profile was not loaded' >&2
        fi
    fi
fi

if command -v systemctl >/dev/null 2>&1; then
    systemctl enable deskside-policy.path deskside-policy.service >/dev/null 2>&1 ||
        echo 'deskside: deskside-policy.path was not enabled' >&2
    if [ -d /run/systemd/system ]; then
        systemctl daemon-reload || true       # the manager may be going down
        systemctl start deskside-policy.path || true
    fi
fi

# Caches of the desktop; a computer without one has none of these programs.
if command -v update-desktop-database >/dev/null 2>&1; then
    update-desktop-database -q /usr/share/applications || true
fi
if command -v gtk-update-icon-cache >/dev/null 2>&1 && [ -f /usr/share/icons/hicolor/index.theme ]; then
    gtk-update-icon-cache -q -t -f /usr/share/icons/hicolor || true
fi
exit 0

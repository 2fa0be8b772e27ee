#!/bin/sh
# Debian calls this with "remove", "purge", "upgrade" and others, rpm with 0 (last version has gone) or 1 (upgrade).
set -e
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH

remove_profile() {
    profile='/etc/apparmor.d/${executable}'
    [ -f "$profile" ] || return 0
    if command -v apparmor_status >/dev/null 2>&1 && apparmor_status --enabled >/dev/null 2>&1; then
        if ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
            apparmor_parser --remove "$profile" || true # it may never have been loaded
        fi
    fi
    rm -f "$profile"
}

# Only root's own word counts, as everywhere.
keeps_data() {
    policy=/etc/deskside/policy.json
    [ -f "$policy" ] && [ ! -L "$policy" ] || return 1
    [ "$(stat -c '%u' "$policy")" = 0 ] || return 1
    tr '\r\n\t' '   ' <"$policy" | grep -q -E '"KEEP_DATA" *: *(true|1|"1"|"true") *[,}]'
}

# As the person, in their own home: whatever a link there leads to, they could have removed it themselves. Root does not
# even look into it, as it may lie on a file server that lets nobody but the person in, or answers nobody.
remove_data_of() {
    uid=$1 gid=$2 home=$3
    case "$uid:$gid" in
    0:* | *:0 | *[!0-9:]* | :* | *:) return 0 ;;
    esac
    timeout --kill-after=5 20 env -i PATH=/usr/bin:/bin setpriv --reuid="$uid" --regid="$gid" --clear-groups \
        --no-new-privs --inh-caps=-all --bounding-set=-all -- \
        rm -rf -- "$home/.config/${sanitizedProductName}" ||
        echo "deskside: the data in $home was not removed" >&2
}

remove_everybodys_data() {
    getent passwd | while IFS=: read -r _ _ uid gid _ home _; do
        [ "$uid" -ge 1000 ] 2>/dev/null || continue
        case "$home" in /?*) remove_data_of "$uid" "$gid" "$home" </dev/null ;; esac
    done
    # People a directory service knows are not listed: the owners of the homes are. A home is what root put there.
    for folder in /home /home/*; do
        [ "$(stat -L -c '%u' -- "$folder" 2>/dev/null)" = 0 ] || continue
        for home in "$folder"/*; do
            [ ! -L "$home" ] && [ -d "$home" ] || continue
            remove_data_of "$(stat -c '%u' -- "$home")" "$(stat -c '%g' -- "$home")" "$home"
        done
    done
}

case "$1" in
remove | 0)
    remove_profile
    rm -rf /var/lib/deskside/enrollment
    rmdir /var/lib/deskside 2>/dev/null || true # something else may lie there
    rmdir /etc/deskside 2>/dev/null || true     # the policy stays, where there is one
    if [ -d /run/systemd/system ] && command -v systemctl >/dev/null 2>&1; then
        systemctl daemon-reload || true
    fi
    ;;
purge)
    if ! keeps_data; then remove_everybodys_data; fi
    rm -rf /etc/deskside /var/lib/deskside
    ;;
esac
exit 0

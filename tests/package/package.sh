#!/usr/bin/env bash
# The Debian package: builds from the tarball, lintian finds no error, its files are in their places, and it installs and
# runs in a fresh Debian (debootstrap). Part of make check-long. Needs root for the last part, and the network for it.
#
#   PACKAGE_FOLDER   where the tarball and the package are made (default: a folder that is removed)
set -u
. "$top_srcdir/tests/lib/tap.sh"
dir=${PACKAGE_FOLDER:-$(mktemp -d "${TMPDIR:-/tmp}/wstest.XXXXXX")}
mkdir -p "$dir" || exit 99
trap '[ -n "${PACKAGE_FOLDER:-}" ] || rm -rf "$dir"' EXIT
trap 'exit 99' INT TERM
show() { tail -15 "$1" | sed 's/^/# /'; }

make -s dist distdir="wsadmin-dist" am__remove_distdir=: dist_archives= >"$dir/dist.log" 2>&1
mv wsadmin-*.tar.xz "$dir/" 2>/dev/null
rm -rf wsadmin-dist
tarball=$(ls "$dir"/wsadmin-*.tar.xz | head -1)
[ -n "$tarball" ] || { show "$dir/dist.log"; echo "Bail out! no tarball"; exit 99; }
rm -rf "$dir/source" && mkdir "$dir/source" && tar -xJf "$tarball" -C "$dir/source" --strip-components=1
[ -d "$dir/source/debian" ] || cp -R "$top_srcdir/debian" "$dir/source"

# make check has run the tests already.
(cd "$dir/source" && PATH=/usr/lib/ccache:$PATH DEB_BUILD_OPTIONS="nocheck parallel=1" dpkg-buildpackage -us -uc -b) >"$dir/build.log" 2>&1
status=$?
is "dpkg-buildpackage" $status 0
[ $status = 0 ] || { show "$dir/build.log"; tap_end; exit 1; }
deb=$(ls "$dir"/wsadmin_*.deb | head -1)
lintian --fail-on error "$dir"/wsadmin_*.changes >"$dir/lintian.log" 2>&1
status=$?
is "lintian finds no error" $status 0
sed 's/^/# /' "$dir/lintian.log"

files=$(dpkg-deb -c "$deb" | awk '{print $6}')
for file in usr/bin/wsadmin usr/share/man/man1/wsadmin.1.gz usr/share/man/man5/wsadmin.conf.5.gz usr/share/man/man8/wsadmin-migrate.8.gz \
    usr/share/bash-completion/completions/wsadmin usr/share/zsh/vendor-completions/_wsadmin usr/share/fish/vendor_completions.d/wsadmin.fish \
    lib/systemd/system/wsadmin-series-fill.timer lib/systemd/system/wsadmin-series-fill.service \
    lib/systemd/system/wsadmin-reminders.timer lib/systemd/system/wsadmin-doctor.timer \
    usr/share/locale/es/LC_MESSAGES/wsadmin.mo usr/share/doc/wsadmin/copyright etc/wsadmin/; do
    ok "holds $file" grep -qx "\./\(usr/\)\?$file" <<<"$files"
done
has "is linked to libmariadb" "$(dpkg-deb -f "$deb" Depends)" libmariadb3
dpkg-deb -x "$deb" "$dir/files"
units=$(cat "$dir"/files/lib/systemd/system/wsadmin-*.service "$dir"/files/usr/lib/systemd/system/wsadmin-*.service 2>/dev/null)
has "the units run it where it is installed" "$units" "ExecStart=/usr/bin/wsadmin"

if [ "$(id -u)" != 0 ]; then
    echo "ok $((tap_n += 1)) - in a fresh Debian # SKIP needs root"
    tap_end
    exit
fi
debian=$dir/debian
debootstrap --variant=minbase "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$debian" http://deb.debian.org/debian >"$dir/debootstrap.log" 2>&1
is "debootstrap" $? 0
cp "$deb" "$debian/tmp/wsadmin.deb"
inside() { chroot "$debian" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@" </dev/null 2>&1; }
inside apt-get -qq install -y --no-install-recommends /tmp/wsadmin.deb mariadb-server-core >"$dir/install.log"
status=$?
is "installs" $status 0
[ $status = 0 ] || show "$dir/install.log"
has "runs" "$(inside wsadmin --version)" "wsadmin "
has "works out a rule in a zone" "$(inside wsadmin rrule "FREQ=WEEKLY;BYDAY=MO" --timezone America/New_York --time 19:00 \
    --from 2026-11-24T00:00:00Z --horizon 8 --json)" "2026-12-01T00:00:00Z"
has "… tells it in Spanish" "$(inside env LC_ALL=C.UTF-8 LANGUAGE=es wsadmin --help)" "Uso"
has "keeps a private database" "$(inside wsadmin --local list user --json)" '"username": "root"'
for file in $(inside dpkg -L wsadmin | grep '^/lib/systemd/.*\|^/usr/lib/systemd/.*\.service$'); do
    [ ! -f "$debian$file" ] || hasnt "$file starts what is there" "$(sed -n 's/^ExecStart=\([^ ]*\).*/\1/p' "$debian$file" | while read -r p; do [ -x "$debian$p" ] || echo "missing"; done)" missing
done
inside apt-get -qq purge -y wsadmin >"$dir/purge.log"
is "and is gone again" "$?$(ls "$debian/usr/bin/wsadmin" 2>/dev/null)" 0
tap_end

#!/usr/bin/env bash
# Gets MySQL itself from Debian's unstable suite and unpacks it beside the system, with the libraries and the loader that
# it wants; nothing is installed. Under FOLDER/root afterwards: the server, libmysqlclient and its headers.
#
#   tests/mysql/get.sh FOLDER
set -eu
mkdir -p "$1"
folder=$(cd "$1" && pwd)
[ ! -e "$folder/ready" ] || exit 0
mkdir -p "$folder/lists/partial" "$folder/archives/partial" "$folder/root"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian sid main" >"$folder/sources.list"
: >"$folder/status"
apt_() {
    apt-get -qq -o Dir::State="$folder" -o Dir::State::Lists="$folder/lists" -o Dir::State::status="$folder/status" \
        -o Dir::Cache="$folder" -o Dir::Cache::Archives="$folder/archives" -o Dir::Etc::sourcelist="$folder/sources.list" \
        -o Dir::Etc::sourceparts=- -o APT::Sandbox::User="$(id -un)" -o Debug::NoLocking=1 "$@"
}
apt_ update
apt_ install -y --no-install-recommends --download-only mysql-server-core libmysqlclient-dev >/dev/null
for package in "$folder"/archives/*.deb; do dpkg-deb -x "$package" "$folder/root"; done
rm -rf "$folder/archives" "$folder/lists"
touch "$folder/ready"

#!/bin/sh
# The proof of the two commands: a bare Debian 12 with git, make and ca-certificates, a clone of this checkout, then
# `make run` and `make test` in it, timed. Needs root and debootstrap. Usage: tests/fresh.sh [run|test|both] [DIRECTORY]
# The packages come from wherever this machine's apt gets them; nothing of that is kept in the project.
set -eu
what=${1:-both}
cd "$(dirname "$0")/.."
[ "$(id -u)" -eq 0 ] || { echo 'fresh: needs root' >&2; exit 1; }
command -v debootstrap >/dev/null || { echo 'fresh: needs debootstrap' >&2; exit 1; }
scratch=$(mktemp -d -p "${2:-${TMPDIR:-/tmp}}") # all that is removed at the end
root=$scratch/root

# shellcheck disable=SC2016 # $(SITE) is apt's
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Codename: bookworm' 2>/dev/null | head -n 1)
proxy=$(apt-config dump --format '%v%n' Acquire::http::Proxy | head -n 1)
[ -z "$proxy" ] || export http_proxy="$proxy"

mounted=
leave() {
	cd /
	for place in $mounted; do
		umount "$place" 2>/dev/null || umount -l "$place" ||
			{ echo "fresh: $place is still mounted; $scratch is left as it is" >&2; return; }
	done
	rm -rf --one-file-system "$scratch"
}
trap leave EXIT
trap 'exit 130' INT TERM

mkdir -p "$root"
debootstrap --variant=minbase --include=git,make,ca-certificates bookworm "$root" ${mirror:+"$mirror"} >"$root.log" 2>&1 ||
	{ tail -n 20 "$root.log" >&2; echo 'fresh: debootstrap failed' >&2; exit 1; }

# How this machine reaches its packages: apt's own settings, without its hooks; certificates; names.
apt-config dump | grep -E '^Acquire::(http|https|Check-|Retries)' >"$root/etc/apt/apt.conf.d/90host" || :
cp -L /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || :
cp -L /etc/hosts "$root/etc/hosts" 2>/dev/null || :
cp -RL /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/" 2>/dev/null || :
cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
[ -z "$mirror" ] || echo "deb $mirror bookworm-updates main" >>"$root/etc/apt/sources.list"

for place in proc dev dev/pts dev/shm sys; do
	mkdir -p "$root/$place"
	mount --bind "/$place" "$root/$place" && mounted="$root/$place $mounted"
done
git clone -q --no-hardlinks . "$root/srv/rackplan"

in_root() {
	chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/ LANG=C.UTF-8 ${http_proxy:+http_proxy="$http_proxy"} \
		sh -c "cd /srv/rackplan && $1"
}
timed() {
	echo "fresh: make $1"
	begin=$(date +%s)
	in_root "make $1" </dev/null
	echo "fresh: make $1 ended 0 after $(($(date +%s) - begin)) s"
}
echo "fresh: $(in_root 'dpkg-query -f . -W' | wc -c) packages in the bare root"
case $what in run | both) timed run ; in_root 'ls build/results/shanxi-2018 build/results/shanxi-2018/charts' ;; esac
case $what in test | both) timed test ;; esac

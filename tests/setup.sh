#!/bin/sh
# The set-up, against a pretended package system: it asks for what is missing only, and never guesses its way to root.
. tests/lib.sh
mkdir "$work/bin"
# All but csv and gnuplot are installed.
cat >"$work/bin/dpkg-query" <<'FAKE'
#!/bin/sh
for package; do :; done
case $package in libcsv-dev | gnuplot-nox | "$ALSO_MISSING") exit 1 ;; esac
echo installed
FAKE
printf '#!/bin/sh\necho "apt-get $*" >>"%s/calls"\n' "$work" >"$work/bin/apt-get"
printf '#!/bin/sh\nexit 1\n' >"$work/bin/sudo"
printf '#!/bin/sh\necho "${PRETENDED_ID:-1000}"\n' >"$work/bin/id"
chmod +x "$work"/bin/*
export PATH="$work/bin:$PATH" ALSO_MISSING=none CI=true

ends 'without root or sudo the one line to run is printed, and it ends badly' 1 \
	'^apt-get update && apt-get install -y --no-install-recommends libcsv-dev gnuplot-nox$' .ci/setup run
holds 'nothing was installed' test ! -e "$work/calls"
PRETENDED_ID=0 ends 'as root it installs' 0 '' env PRETENDED_ID=0 .ci/setup run
holds 'what is missing and nothing else' grep -qx 'apt-get -q install -y --no-install-recommends libcsv-dev gnuplot-nox' "$work/calls"
holds 'after an update' grep -qx 'apt-get -q update' "$work/calls"
rm "$work/calls"
printf '#!/bin/sh\nexit 100\n' >"$work/bin/apt-get"
ends 'a failed installation ends badly' 1 'installation failed' env PRETENDED_ID=0 .ci/setup run
ALSO_MISSING=valgrind ends 'the tests need more than a run' 1 'valgrind' .ci/setup run test
printf '#!/bin/sh\necho installed\n' >"$work/bin/dpkg-query"
ends 'nothing is missing: nothing is done' 0 '' .ci/setup run test
holds 'or said' test ! -s "$work/out" -a ! -s "$work/err"
finish

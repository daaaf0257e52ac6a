#!/bin/sh
# export writes over nothing that it reads, and not twice into one file.
. tests/lib.sh
mkdir "$work/s" "$work/s/other"
cp scenarios/shanxi-2018.json scenarios/shanxi-2018.tenants.csv "$work/s"
sc=$work/s/shanxi-2018.json
fingerprint "$work/s" >"$work/before"
unchanged() {
	fingerprint "$work/s" >"$work/after"
	holds "$1: nothing is written" cmp "$work/before" "$work/after"
}
refused() { # NAME PATTERN ARGUMENT...
	refused_name=$1 refused_pattern=$2
	shift 2
	ends "$refused_name is refused" 2 "$refused_pattern" "$rackplan" export "$sc" --to lp "$@"
	unchanged "$refused_name"
}

refused 'the scenario as output' 'is a file of the scenario' -o "$sc"
refused 'the scenario by another path' 'is a file of the scenario' -o "$work/s/other/../shanxi-2018.json"
ln "$sc" "$work/s/hard.json" && ln -s ../shanxi-2018.json "$work/s/other/soft.json"
fingerprint "$work/s" >"$work/before"
refused 'the scenario by a hard link' 'is a file of the scenario' -o "$work/s/hard.json"
refused 'the scenario by a symbolic link' 'is a file of the scenario' -o "$work/s/other/soft.json"
refused 'a table of the scenario as output' 'tenants.csv. is a file of the scenario' -o "$work/s/shanxi-2018.tenants.csv"
refused 'the scenario for the names' '--names: .*is a file of the scenario' -o "$work/s/new.lp" --names "$sc"
refused 'one new file for both' '--names: ' -o "$work/s/new" --names "$work/s/new"
refused 'one new file by two paths' '--names: ' -o "$work/s/new" --names "$work/s/other/../new"
refused 'standard output for both' '--names: ' --names -
: >"$work/s/there"
fingerprint "$work/s" >"$work/before"
refused 'one old file for both' '--names: ' -o "$work/s/there" --names "$work/s/other/../there"
ends 'one device for both is fine' 0 '' "$rackplan" export "$sc" --to lp -o /dev/null --names /dev/null
unchanged 'a device'
ends 'two files are written' 0 '' "$rackplan" export "$sc" --to lp -o "$work/a.lp" --names "$work/a.csv"
holds 'both are there' test -s "$work/a.lp" -a -s "$work/a.csv"
ends 'and replaced' 0 '' "$rackplan" export "$sc" --to lp -o "$work/a.lp" --names "$work/a.csv"
finish

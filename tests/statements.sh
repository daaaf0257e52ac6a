#!/bin/sh
# The table of duties in scenarios/README.md is what the program makes of the files as they are, has every row of grade A
# and B of the documents (tests/fixtures/statement_ids.txt), and each row of grade A has an item that is computed.
. tests/lib.sh
page=scenarios/README.md
ids=tests/fixtures/statement_ids.txt

table() { # FILE: what stands between the two marks
	awk '/^<!-- statements end/ { on = 0 } on { print } /^<!-- statements begin/ { on = 1 }' "$1"
}
made() {
	for file in scenarios/*.json; do
		"$rackplan" export "$file" --to statements -q || return 1
	done
}
# TABLE: says what is wrong with it, and fails then. A row is "| id | grade | duty | numbers | encoded by | note |".
complete() {
	awk -v ids="$ids" '
		BEGIN { while ((getline line < ids) > 0) { split(line, part, " "); grade[part[1]] = part[2]; n++ } }
		{ gsub(/\\\|/, "/") }
		/^\| [A-Z]+-[0-9]+ \| / {
			cells = split($0, cell, / *\| */)
			id = cell[2]
			if (cells != 8) { print id ": " cells - 2 " cells"; bad = 1 }
			if (id in grade && cell[3] != grade[id]) { print id " has grade " cell[3] ", expected " grade[id]; bad = 1 }
			if (seen[id]++) { print id " stands twice"; bad = 1 }
			computed = cell[6] != "" && cell[6] !~ /^recorded only/
			if (cell[3] == "A" && !computed) { print id " is grade A and encoded by nothing that is computed"; bad = 1 }
			if (cell[3] == "B" && !computed && cell[7] == "") { print id " is grade B and not encoded, without a reason"; bad = 1 }
		}
		END {
			for (id in grade) if (!(id in seen)) { print id " is not in the table"; bad = 1 }
			exit bad || !n
		}' "$1"
}
refuses() { # NAME PATTERN TABLE
	if complete "$3" >"$work/why"; then not_ok "$1" 'the table is accepted'
	elif grep -q "$2" "$work/why"; then ok "$1"
	else not_ok "$1" "$(cat "$work/why")"; fi
}

made >"$work/made" 2>"$work/made.err" || cat "$work/made.err"
table "$page" >"$work/page"
holds 'the_page_has_the_table_that_the_program_makes_(make_statements)' diff "$work/page" "$work/made"
holds 'every_row_of_grade_a_and_b_is_in_the_table_and_every_a_is_computed' complete "$work/page"
echo "# $(grep -c '^| [A-Z]*-[0-9]* | A ' "$work/page") rows of grade A, $(grep -c '^| [A-Z]*-[0-9]* | B ' "$work/page") of grade B; recorded only: $(awk -F'|' '$6 ~ /^ recorded only/ { printf "%s", $2 }' "$work/page")"

# ---- a test that cannot fail would prove nothing ----

for id in SX-01 JX-17 HN-40; do
	grep -v "^| $id |" "$work/page" >"$work/without"
	refuses "a_table_without_${id}_is_refused" "$id is not in the table" "$work/without"
done
sed 's/^| IM-01 | A /| IM-01 | B /' "$work/page" >"$work/other"
refuses 'another_grade_is_refused' 'IM-01 has grade B' "$work/other"
# Nothing cites the tariffs' row, so that without its list it is encoded by nothing; with a document's note alone, too.
one() { "$rackplan" export scenarios/shanxi-2018.json --to statements -q "$@" | cat "$work/page" - | awk '!/^\| SX-20 / || ++n == 2'; }
one --set 'statements.SX-20.encoded_by=[]' >"$work/bare"
refuses 'a_row_of_grade_a_that_nothing_encodes_is_refused' 'SX-20 is grade A and encoded by nothing' "$work/bare"
one --set 'statements.SX-20.encoded_by=["/documents/SX/note"]' >"$work/noted"
refuses 'a_row_of_grade_a_with_a_note_alone_is_refused' 'SX-20 is grade A and encoded by nothing' "$work/noted"
"$rackplan" export scenarios/shanxi-2018.json --to statements -q --set 'statements.SX-04.encoded_by=[]' --set 'statements.SX-04.note=""' |
	cat "$work/page" - | awk '!/^\| SX-04 / || ++n == 2' >"$work/silent"
refuses 'a_row_of_grade_b_without_reason_is_refused' 'SX-04 is grade B' "$work/silent"
"$rackplan" export scenarios/shanxi-2018.json --to statements -q --set rules.bases=null 2>/dev/null >"$work/deleted"
holds 'what_is_deleted_encodes_nothing' sh -c "! grep -q 'rules .bases' '$work/deleted' && grep -q '^| SX-13 .* recorded only | ' '$work/deleted'"

# ---- the form ----

holds 'an_item_that_is_switched_off_says_so' grep -q '`internet-exchange` (off: `taiyuan-exchange`)' "$work/page"
"$rackplan" export scenarios/shanxi-2018.json --to statements --scenario exchange-point >"$work/on"
holds 'and_does_not_when_it_is_on' sh -c "grep -q 'internet-exchange' '$work/on' && ! grep -q '(off: ' '$work/on'"
"$rackplan" export scenarios/shanxi-2018.json --to statements --lang zh >"$work/zh"
holds 'the_table_speaks_chinese' sh -c "
	grep -q '^| 条目 | 等级 |' '$work/zh' && grep -q '关闭\|未启用' '$work/zh' && [ \$(grep -c '^| SX' '$work/zh') -eq \$(grep -c '^| SX' '$work/on') ]"
ends 'other_forms_have_no_language' 2 '--lang: ' "$rackplan" export scenarios/shanxi-2018.json --to lp --lang zh
ends 'statements_have_no_names' 2 '--names: ' "$rackplan" export scenarios/shanxi-2018.json --to statements --names "$work/n"
finish

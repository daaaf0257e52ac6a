#!/usr/bin/python3
"""Compares two programs row by row: the MathProg twin's and the planner's.

Usage: twin_compare.py TWIN.glp PLANNER.mps NAMES.csv DATA.dat

In the twin's program every column that a row define_* defines is replaced by its sum. Then both have the same decisions
as columns, known by name, and these are compared:
  - the columns, which of them are integers, and their bounds, once rows with a single column have become bounds;
  - the objective's coefficients and constant;
  - the rows, divided by their largest coefficient, each equation as two inequalities, without regard to order,
    repetition and name. Rows that the bounds alone imply say nothing and are left out on both sides.
Three kinds of upper bound are the planner's alone, which bounds every column: of a shortfall, the most that can be
missed, of a bonus, what the rows imply, and of a flow, what may come that way. The planner has no flow on arcs that lie
on no way from the entry to an exit; the twin has it, and here it is 0. That nothing is missed so, the optima show.
Ends 3 when they differ. Numbers agree to 1e-9. The twin's program is in GLPK's own form, which has 15 digits; GLPK's
free MPS has fewer.
"""
import csv
import math
import re
import sys

TOLERANCE = 1e-9


def close(a, b):
    return a == b or abs(a - b) <= TOLERANCE * max(1.0, abs(a), abs(b))


class Program:
    def __init__(self):
        self.objective = {}
        self.constant = 0.0
        self.rows = {}     # name -> [{column: coefficient}, low, high]
        self.columns = {}  # name -> [low, high, integer]


def read_mps(path):
    """Free MPS as rackplan writes it."""
    program, section, integer, cost = Program(), None, False, None
    ends = {'L': (-math.inf, 0.0), 'G': (0.0, math.inf), 'E': (0.0, 0.0)}
    types, goals = {}, set()
    for line in open(path, encoding='utf-8'):
        words = line.split()
        if not words or line[0] == '*':
            continue
        if line[0] != ' ':
            section = words[0]
        elif section == 'ROWS':
            types[words[1]] = words[0]
            if words[0] == 'N':
                goals.add(words[1])  # the cost is the first; goals before it are in no other form
                cost = cost or words[1]
            else:
                program.rows[words[1]] = [{}, *ends[words[0]]]
        elif section == 'COLUMNS':
            if "'MARKER'" in words:
                integer = "'INTORG'" in words
                continue
            column = program.columns.setdefault(words[0], [0.0, math.inf, integer])
            assert column[2] == integer
            for row, number in zip(words[1::2], words[2::2]):
                if row in goals and row != cost:
                    continue
                terms = program.objective if row == cost else program.rows[row][0]
                terms[words[0]] = terms.get(words[0], 0.0) + float(number)
        elif section == 'RHS':
            for row, number in zip(words[1::2], words[2::2]):
                if row in program.rows:
                    ends_of = program.rows[row]
                    ends_of[1] += float(number)
                    ends_of[2] += float(number)
        elif section == 'RANGES':
            for row, number in zip(words[1::2], words[2::2]):
                if types[row] == 'L':
                    program.rows[row][1] = program.rows[row][2] - abs(float(number))
                else:
                    raise ValueError('a range on ' + types[row])
        elif section == 'BOUNDS':
            column = program.columns[words[2]]
            number = float(words[3]) if len(words) > 3 else 0.0
            if words[0] in ('LO', 'FX'):
                column[0] = number
            if words[0] in ('UP', 'FX'):
                column[1] = number
            if words[0] == 'BV':
                column[:] = [0.0, 1.0, True]
            if words[0] in ('FR', 'MI'):
                column[0] = -math.inf
            if words[0] in ('FR', 'PL'):
                column[1] = math.inf
    return program


def read_glp(path):
    """GLPK's own form. What has no line is a row = 0, and a column >= 0 or, beside integers, a 0/1 one."""
    lines = [line.split() for line in open(path, encoding='utf-8')]
    mip, n_rows, n_columns = lines[0][1] == 'mip', int(lines[0][3]), int(lines[0][4])
    rows = [[{}, 0.0, 0.0] for _ in range(n_rows + 1)]
    columns = [[0.0, 1.0, True] if mip else [0.0, math.inf, False] for _ in range(n_columns + 1)]
    row_names, column_names, program = {}, {}, Program()

    def ends(kind, numbers):
        low, high = {'f': (-math.inf, math.inf), 'l': (0, math.inf), 'u': (-math.inf, 0), 'd': (0, 1),
                     's': (0, 0)}[kind]
        return [numbers[end] if isinstance(end, int) else end for end in (low, high)]

    for words in lines:
        if words[0] == 'n' and words[1] in 'ij':
            (row_names if words[1] == 'i' else column_names)[int(words[2])] = words[3]
        elif words[0] == 'i':
            rows[int(words[1])][1:] = ends(words[2], [float(w) for w in words[3:]])
        elif words[0] == 'j':
            kind = words.pop(2) if mip else 'c'
            bounds = ends(words[2], [float(w) for w in words[3:]]) if kind != 'b' else [0.0, 1.0]
            columns[int(words[1])] = bounds + [kind != 'c']
        elif words[0] == 'a':
            row, column, number = int(words[1]), int(words[2]), float(words[3])
            if column == 0:
                program.constant = number
            elif row == 0:
                program.objective[column] = number
            else:
                rows[row][0][column_names[column]] = number
    program.objective = {column_names[c]: a for c, a in program.objective.items()}
    program.rows = {name: rows[i] for i, name in row_names.items()}
    program.columns = {name: columns[j] for j, name in column_names.items()}
    return program


def without_quotes(name):
    return re.sub(r"'((?:[^']|'')*)'", lambda m: m[1].replace("''", "'"), name)


def rename(program, new_name):
    def terms(old):
        return {new_name(column): number for column, number in old.items()}
    program.objective = terms(program.objective)
    program.columns = {new_name(name): column for name, column in program.columns.items()}
    for row in program.rows.values():
        row[0] = terms(row[0])


def substitute(program):
    """Replaces the columns that define_* rows define."""
    sums = {}  # column -> ({column: coefficient}, constant)
    for name in [n for n in program.rows if n.startswith('define_')]:
        terms, low, high = program.rows.pop(name)
        column = without_quotes(name[len('define_'):])
        assert low == high and column in terms, name
        factor = terms.pop(column)
        sums[column] = ({c: -a / factor for c, a in terms.items()}, low / factor)
    done = {}

    def expand(terms):
        out, constant = {}, 0.0
        for column, a in terms.items():
            if column in sums:
                if column not in done:
                    inner, from_inner = expand(sums[column][0])
                    done[column] = (inner, from_inner + sums[column][1])
                more, c = done[column]
                constant += a * c
            else:
                more = {column: 1.0}
            for other, b in more.items():
                out[other] = out.get(other, 0.0) + a * b
        largest = max((abs(a) for a in out.values()), default=0.0)
        return {c: a for c, a in out.items() if abs(a) > 1e-13 * largest}, constant

    program.objective, constant = expand(program.objective)
    program.constant += constant
    for row in program.rows.values():
        row[0], constant = expand(row[0])
        row[1] -= constant
        row[2] -= constant
    for column in sums:  # a bound of a sum is a row
        low, high, _ = program.columns.pop(column)
        if low > -math.inf or high < math.inf:
            terms, constant = expand({column: 1.0})
            program.rows['bound of ' + column] = [terms, low - constant, high - constant]


def clean(program):
    program.objective = {c: a for c, a in program.objective.items() if a != 0.0}
    for name, (terms, low, high) in list(program.rows.items()):
        terms = {c: a for c, a in terms.items() if a != 0.0}
        program.rows[name][0] = terms
        if len(terms) == 1:
            (column, a), = terms.items()
            ends = sorted((low / a, high / a))
            bounds = program.columns[column]
            bounds[0], bounds[1] = max(bounds[0], ends[0]), min(bounds[1], ends[1])
            del program.rows[name]


def inequalities(program, bounds):
    """{columns: [(coefficients, most)]}, and how many were left out as implied."""
    out, n, implied = {}, 0, 0
    for terms, low, high in program.rows.values():
        for sign, most in ((1.0, high), (-1.0, -low)):
            if most == math.inf:
                continue
            reach = sum(sign * a * bounds[c][1 if sign * a > 0 else 0] for c, a in terms.items())
            if reach <= most + TOLERANCE * max(1.0, abs(most)):
                implied += 1
                continue
            scale = max((abs(a) for a in terms.values()), default=1.0)
            key = tuple(sorted(terms))
            row = ([sign * terms[c] / scale for c in key], most / scale)
            same = out.setdefault(key, [])
            if not any(matches(row, other) for other in same):
                same.append(row)
                n += 1
    return out, n, implied


def matches(a, b):
    return close(a[1], b[1]) and all(close(x, y) for x, y in zip(a[0], b[0]))


def say(key, row):
    return ' '.join('%+.12g %s' % (a, c) for a, c in zip(row[0], key)) + ' <= %.12g' % row[1]


def implied_upper(program, column, bounds):
    """The most that the rows let a column be."""
    upper = math.inf
    for terms, low, high in program.rows.values():
        for sign, most in ((1.0, high), (-1.0, -low)):
            if most < math.inf and sign * terms.get(column, 0.0) > 0:
                rest = sum(sign * a * bounds[c][0 if sign * a > 0 else 1] for c, a in terms.items() if c != column)
                upper = min(upper, (most - rest) / (sign * terms[column]))
    return upper


def compare(twin, planner):
    wrong = []
    used = set(planner.objective).union(*[row[0] for row in planner.rows.values()])
    for name in sorted(set(twin.columns) ^ set(planner.columns)):
        if name in twin.columns or name in used:  # MathProg makes no column of what stands nowhere
            wrong.append('only %s has the column %s' % ('the twin' if name in twin.columns else 'the planner', name))
    for name in sorted(set(twin.columns) & set(planner.columns)):
        a, b = twin.columns[name], planner.columns[name]
        if a[1] == math.inf and name.startswith('shortfall['):
            a[1] = b[1]
        if a[1] > b[1] and name.startswith('flow['):  # a row of a single flow has become its bound
            a[1] = b[1]
        if a[1] == math.inf and name.startswith('bonus['):
            a[1] = max(b[1], implied_upper(twin, name, planner.columns))
        if not (close(a[0], b[0]) and close(a[1], b[1]) and a[2] == b[2]):
            wrong.append('%s: twin %s, planner %s' % (name, a, b))
    for name in sorted(set(twin.objective) | set(planner.objective)):
        a, b = twin.objective.get(name, 0.0), planner.objective.get(name, 0.0)
        if not close(a, b):
            wrong.append('cost of %s: twin %.15g, planner %.15g' % (name, a, b))
    if not close(twin.constant, planner.constant):
        wrong.append('constant: twin %.15g, planner %.15g' % (twin.constant, planner.constant))
    if wrong:
        return wrong, 0, 0
    ours, n_ours, implied = inequalities(twin, planner.columns)
    theirs, _, implied_theirs = inequalities(planner, planner.columns)
    for who, these, those in (('twin', ours, theirs), ('planner', theirs, ours)):
        for key, rows in these.items():
            for row in rows:
                if not any(matches(row, other) for other in those.get(key, [])):
                    wrong.append('only the %s has %s' % (who, say(key, row)))
    return wrong, n_ours, implied + implied_theirs


def leave_out_flows(twin, planner):
    """Flows that the planner does not have are 0."""
    for name in [n for n in twin.columns if n.startswith('flow[') and n not in planner.columns]:
        del twin.columns[name]
    for row in twin.rows.values():
        row[0] = {c: a for c, a in row[0].items() if not c.startswith('flow[') or c in twin.columns}


def leave_out_reported(twin, planner):
    """The planner has stranded MW of overruled targets, too, which it only reports: each stands in its own row alone."""
    for name in [n for n in planner.columns if n.startswith('stranded[') and n not in twin.columns]:
        rows = [row for row, (terms, _, _) in planner.rows.items() if name in terms]
        if len(rows) == 1 and name not in planner.objective:
            del planner.rows[rows[0]], planner.columns[name]


def compare_files(twin_path, planner_path, names_path, data_path):
    """What differs, how many columns and rows are the same, and how many rows follow from bounds."""
    data = open(data_path, encoding='utf-8').read()
    period = {m[2]: m[1] for m in re.finditer(r"^(\d+) '([^']*)' \d{8} \d{8};?$", data, re.M)}
    meaning = {row['name']: row['meaning'] for row in csv.DictReader(open(names_path, encoding='utf-8'))}

    def planner_name(name):
        block, bracket, rest = meaning.get(name, name).partition('[')
        index = rest.rstrip(']').split(',')
        if block not in ('opened', 'begun') and index[-1] in period:
            index[-1] = period[index[-1]]
        return block + bracket + ','.join(index) + (']' if bracket else '')

    twin, planner = read_glp(twin_path), read_mps(planner_path)
    rename(twin, without_quotes)
    rename(planner, planner_name)
    for name in ('constant', 'nothing'):
        planner.columns.pop(name, None)
        planner.constant += planner.objective.pop(name, 0.0)
    substitute(twin)
    # the 0/1 start of a whole phase is called start by the planner and begin by the twin
    rename(twin, lambda name: 'start[' + name[6:] if name.startswith('begin[') else name)
    # modules, where they are integers
    rename(twin, lambda name: 'bw[' + name[9:] if name.startswith('bw_whole[') else name)
    leave_out_flows(twin, planner)
    leave_out_reported(twin, planner)
    clean(twin)
    clean(planner)
    wrong, n_rows, implied = compare(twin, planner)
    return wrong, len(planner.columns), n_rows, implied


def main(paths):
    wrong, n_columns, n_rows, implied = compare_files(*paths)
    if wrong:
        print('\n'.join(wrong[:20]))
        return 3
    print('%d columns, %d rows the same; %d follow from bounds' % (n_columns, n_rows, implied))
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))

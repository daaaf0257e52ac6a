#!/usr/bin/python3
"""The twin and the planner on scenarios made up at random. Usage: twin_random.py COUNT PROGRAM FOLDER

The scenarios are small, so that the programs made of them can be compared row by row, and odd on purpose: options that
are off, also of a predecessor or of legacy rooms, scopes of every kind, every metric with every modality, leads longer
than the horizon. Then every constraint and every cost of the twin is left out in turn: one of the scenarios must show it.
Prints "ok - " and "not ok - " lines.
"""
import json
import os
import random
import re
import subprocess
import sys

sys.dont_write_bytecode = True  # nothing is written beside the tests
import twin_compare  # noqa: E402

METRICS = {'design_racks': 'racks', 'available_racks': 'racks', 'occupied_racks': 'racks', 'standard_racks': 'racks',
           'utilization': '1', 'it_mw': 'MW', 'facility_mw': 'MW', 'pue': '1', 'sites_started': 'sites',
           'migrated_share': '1', 'served_share': '1', 'hosted_share': '1', 'customers': 'customers', 'capex': 'CNY',
           'spend': 'CNY'}
SPENDING = ['start', 'shell', 'fitout', 'feed', 'energy', 'demand_charge', 'opex', 'hosting', 'moving']
KINDS = ['open', 'government', 'legacy', "cook's \u4e91"]
ANY_DAY = ['2018-02-01', '2018-04-01', '2018-05-15', '2018-06-30', '2018-07-01', '2018-12-31', '2019-01-01', '2019-03-31']


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.step, self.first, self.last = self.random.choice([
            ('month', ['2018-0%d-01' % m for m in (1, 2, 3, 4, 5)],
             ['2018-01-31', '2018-02-28', '2018-03-31', '2018-04-30', '2018-05-31']),
            ('quarter', ['2018-01-01', '2018-04-01', '2018-07-01', '2018-10-01'],
             ['2018-03-31', '2018-06-30', '2018-09-30', '2018-12-31']),
            ('year', ['2018-01-01', '2019-01-01', '2020-01-01'], ['2018-12-31', '2019-12-31', '2020-12-31'])])
        self.n = len(self.first)

    def maybe(self, share=0.5):
        return self.random.random() < share

    def some(self, of, least=1):
        of = list(of)
        return self.random.sample(of, self.random.randint(min(least, len(of)), len(of)))

    def number(self, low, high, digits=2):
        return round(self.random.uniform(low, high), digits)

    def put(self, thing, key, value, share=0.5):
        if self.maybe(share):
            thing[key] = value() if callable(value) else value

    def day(self):
        return self.random.choice(ANY_DAY)

    def by(self):
        return self.random.choice(self.last + ['2019-02-03', '2020-12-30', '2021-06-30'])

    def option(self, thing):
        self.put(thing, 'option', lambda: self.random.choice(['yes', 'no']), 0.15)

    def phase(self, name, before):
        state = self.random.choice(['operating', 'under_construction', 'planned', 'planned', 'candidate'])
        phase = {'state': state, 'design_racks': self.random.choice([0, 7, 30, 60, 100]),
                 'max_kw_per_rack': self.random.choice([4, 5, 8, 12]), 'life_years': self.number(0.3, 12)}
        if state in ('operating', 'under_construction'):
            self.put(phase, 'available_racks', lambda: self.random.randint(0, phase['design_racks']))
        if state == 'under_construction':
            phase['ready'] = self.day()
        if state in ('planned', 'candidate'):
            self.put(phase, 'lead_months', lambda: self.random.choice([0, 1, 3, 4, 7, 40]))
            self.put(phase, self.random.choice(['earliest_start', 'latest_start']), self.day, 0.4)
            self.put(phase, 'whole', True, 0.3)
            self.put(phase, 'needs_approval', True, 0.15)
            self.put(phase, 'approved', True, 0.4)
            self.put(phase, 'start_cny', lambda: self.random.randint(1, 9000), 0.3)
            if before:
                self.put(phase, 'predecessor', lambda: self.random.choice(before), 0.4)
        self.put(phase, 'module_racks', lambda: self.random.choice([m for m in (1, 2, 5, 7, 20)
                                                                    if m <= max(1, phase['design_racks'])]))
        self.put(phase, 'shell_cny_per_rack', lambda: self.number(1, 500))
        self.put(phase, 'fitout_cny_per_rack', lambda: self.number(1, 500))
        self.option(phase)
        return phase

    def site(self, regions):
        site = {'region': self.random.choice(regions), 'tariff': self.random.choice(['free', 'grid']),
                'pue': {'values': [self.number(1, 2) for _ in range(self.n)]}, 'usable_share': self.number(0.5, 1),
                'installed_mw': self.number(0, 2), 'kind': self.random.choice(KINDS[:2] + KINDS),
                'security_level': self.random.randint(1, 3), 'phases': {}}
        for i in range(self.random.randint(0, 3)):
            site['phases']['p%d' % i] = self.phase('p%d' % i, list(site['phases']))
        self.put(site, 'opex_cny_per_rack_year', lambda: self.number(0, 90))
        self.put(site, 'opens', self.day, 0.2)
        self.put(site, 'tier', lambda: self.random.choice(['park', 'core']))
        self.put(site, 'tags', lambda: self.some(['a', 'b', 'c']))
        if self.maybe():
            site['feeds'] = {'f': {'mw_per_step': self.number(0.1, 1), 'most_steps': self.random.randint(0, 4),
                                   'life_years': self.number(0.5, 20)}}
            feed = site['feeds']['f']
            self.put(feed, 'lead_months', lambda: self.random.choice([1, 3, 6, 30]))
            self.put(feed, 'earliest_start', self.day, 0.3)
            self.put(feed, 'start_cny', lambda: self.number(1, 900))
            self.put(feed, 'cny_per_step', lambda: self.number(1, 900))
            self.option(feed)
        self.option(site)
        return site

    def demand(self, sites, regions):
        demand = {'class': self.random.choice(['plain', 'dense', 'secret']), 'region': self.random.choice(regions),
                  'need_racks': {'values': [self.random.choice([0, 3, 10, 25]) for _ in range(self.n)]}}
        self.put(demand, 'unserved_cny_per_rack_year', lambda: self.number(0, 5000), 0.97)
        self.put(demand, 'sites', lambda: self.some(sites), 0.4)
        self.put(demand, 'hosting_cny_per_rack_year', lambda: {s: self.number(0, 300) for s in self.some(sites)})
        self.put(demand, 'customers_per_rack', lambda: self.number(0, 9))
        if self.maybe(0.4):
            demand['migration'] = {'from_site': self.random.choice(sites)}
            self.put(demand['migration'], 'opens', self.day)
            self.put(demand['migration'], 'moving_cny_per_rack', lambda: self.number(1, 300), 0.8)
        self.option(demand)
        return demand

    def scope(self, scenario):
        scope = {}
        phases = [s + '/' + p for s, site in scenario['sites'].items() for p in site['phases']]
        for key, of in (('regions', ['land', 'east', 'west']), ('sites', scenario['sites']), ('phases', phases),
                        ('classes', scenario['classes']), ('demands', scenario['demands']), ('kinds', KINDS),
                        ('tiers', ['park', 'core']), ('tags', ['a', 'b', 'c'])):
            if of:
                self.put(scope, key, lambda: self.some(of), 0.2)
        return scope

    def rule(self, scenario):
        kind = self.random.choice(['forbid', 'approval', 'discourage', 'count', 'count'])
        rule = {'kind': kind, 'scope': self.scope(scenario)}
        if kind == 'count':
            rule[self.random.choice(['at_least', 'at_most', 'exactly'])] = self.random.randint(0, 3)
            self.put(rule, 'by', self.by)
        if kind == 'discourage':
            rule['price_cny'] = self.number(1, 5000)
        self.option(rule)
        return rule

    def budget(self, scenario):
        budget = {'op': self.random.choice(['<=', '>=']), 'amount_cny': self.number(0, 90000),
                  'scope': self.scope(scenario)}
        self.put(budget, 'kinds', lambda: self.some(SPENDING))
        begin = self.random.randrange(self.n)
        before = [day[:-2] + '02' for day in self.first[max(0, begin - 1):begin]]
        self.put(budget, 'from', self.random.choice([self.first[begin]] + before))
        self.put(budget, 'to', self.random.choice(self.last[begin:] + self.first[begin + 1:]))
        self.option(budget)
        return budget

    def target(self, scenario):
        metric = self.random.choice(sorted(METRICS))
        ratio = METRICS[metric] == '1'
        target = {'metric': metric, 'unit': METRICS[metric], 'op': self.random.choice(['>=', '<=']),
                  'value': self.number(1, 2) if metric == 'pue' else self.number(0, 1) if ratio else self.number(0, 150),
                  'scope': self.scope(scenario),
                  'modality': self.random.choice(['must', 'in_principle', 'discouraged', 'strive', 'encouraged'])}
        if metric == 'utilization':
            self.put(target, 'denominator', 'design')
        if target['modality'] == 'strive':
            target['tier'] = self.random.choice([1, 4, 7])
        elif target['modality'] != 'must':
            target['price_cny_per_unit'] = self.number(0, 400)
        self.put(target, 'by', self.by, 0.6)
        if not ratio and self.maybe(0.2):
            target['value'] = self.number(-0.5, 1)
            target['baseline'] = {'value': self.number(1, 50), 'reading': self.random.choice(['relative', 'points'])}
        self.option(target)
        return target

    def scenario(self):
        regions = ['land', 'east', 'west']
        made = {
            'rackplan': 1, 'id': 'random', 'origin': {'sourced': 'made'},
            'sources': {'made': {'title': 'made up at random'}},
            'horizon': {'first_day': '2018-01-01', 'last_day': self.last[-1], 'step': self.step},
            'money': {'currency': 'CNY', 'price_year': 2018, 'discount_rate': self.random.choice([0, 0.08, 0.125])},
            'settings': {'standard_rack_kw': 2.5, 'hours_per_year': 8000},
            'options': {'yes': {'on': True}, 'no': {'on': False}},
            'regions': {'land': {}, 'east': {'parent': 'land'}, 'west': {'parent': 'land'}},
            'tariffs': {'free': {'energy_cny_per_kwh': 0},
                        'grid': {'energy_cny_per_kwh': {'values': [self.number(0.3, 0.9) for _ in range(self.n)]},
                                 'demand_cny_per_kw_month': self.number(0, 40)}},
            'classes': {'plain': {'kw_per_rack': 4, 'load_factor': 0.5},
                        'dense': {'kw_per_rack': 8, 'load_factor': 0.7, 'site_kinds': self.some(KINDS)},
                        'secret': {'kw_per_rack': 5, 'load_factor': 1, 'security_level': 2}},
        }
        made['sites'] = {'s%d' % i: self.site(regions) for i in range(self.random.randint(1, 4))}
        made['demands'] = {'d%d' % i: self.demand(list(made['sites']), regions) for i in range(self.random.randint(1, 4))}
        for key, make, most in (('rules', self.rule, 3), ('budgets', self.budget, 2), ('targets', self.target, 6)):
            made[key] = {key[0] + str(i): make(made) for i in range(self.random.randint(0, most))}
        targets = made['targets']
        if len(targets) > 1 and self.maybe(0.2):
            targets['t0']['overruled_by'] = 't1'
        return made


MODELS, DELTA = 'tests/fixtures/models/', 'tests/fixtures/verify/delta.json'
FIXTURES = [(MODELS + name + '.json', ()) for name in
            ('cooling', 'energy', 'backup', 'opening', 'network', 'design', 'stability')] + [
    (DELTA, ()),
    (DELTA, ('--set', 'targets.it.op=">="', '--set', 'targets.it.value=0.01')),
    (MODELS + 'stability.json', ('--set', 'stability.price_cny_per_rack=100')),
]


class Case:
    """The files that are made of one scenario."""
    def __init__(self, folder, seed, scenario=None, options=()):
        self.path = lambda end: os.path.join(folder, '%s.%s' % (seed, end))
        self.scenario = scenario or self.path('json')
        self.options = options
        self.rows = set()

    def export(self, program):
        scenario, data = self.scenario, self.path('dat')
        planner = ['-o', self.path('mps'), '--names', self.path('csv')]
        for form, more in (('mathprog', ['-o', data]), ('mps', planner)):
            done = subprocess.run([program, 'export', scenario, '-q', '--to', form, *more, *self.options], capture_output=True, text=True,
                                  check=False)
            if done.returncode == 3:  # a demand that nobody may host, say
                return False
            if done.returncode:
                raise ValueError('%s: ended with %d: %s' % (scenario, done.returncode, done.stderr))
        return True

    def compare(self, model):
        twin = self.path('glp')
        done = subprocess.run(['glpsol', '--check', '-m', model, '-d', self.path('dat'), '--wglp', twin],
                              capture_output=True, text=True, check=False)
        if done.returncode:
            return [done.stdout]
        self.rows = set(re.findall(r'^n i \d+ (\w+)', open(twin, encoding='utf-8').read(), re.M))
        return twin_compare.compare_files(twin, self.path('mps'), self.path('csv'), self.path('dat'))[0]


def shown(cases, model, text, row=None):
    """Does one of the scenarios show that the model is another?"""
    with open(model, 'w', encoding='utf-8') as file:
        file.write(text)
    having = [case for case in cases if row is None or row in case.rows]
    rows = [case.rows for case in having]
    found = any(case.compare(model) for case in having)
    for case, before in zip(having, rows):
        case.rows = before
    return found


def report(good, name, why=''):
    print(('ok - ' if good else 'not ok - ') + name)
    for line in why.splitlines()[:12]:
        print('# ' + line)
    return good


def main(count, program, folder):
    model = 'models/capacity.mod'
    cases, wrong = [], []
    for seed in range(1, count + 1):
        case = Case(folder, seed)
        with open(case.path('json'), 'w', encoding='utf-8') as file:
            json.dump(Maker(seed).scenario(), file, indent=1, ensure_ascii=False)
        if case.export(program):
            cases.append(case)
            wrong += ['seed %d: %s' % (seed, line) for line in case.compare(model)[:3]]
    good = report(not wrong and len(cases) > count / 2,
                  'row by row the twin is the planner\'s program: %d of %d made-up scenarios' % (len(cases), count),
                  '\n'.join(wrong))
    # What is not made up above is shown by scenarios that are there.
    for i, (path, options) in enumerate(FIXTURES):
        cases.append(Case(folder, 'fixture%d' % i, path, options))
        if not cases[-1].export(program) or cases[-1].compare(model):
            good &= report(False, 'the twin of %s is the planner\'s program' % path, ' '.join(options))
    text = open(model, encoding='utf-8').read()
    other = os.path.join(folder, 'other.mod')
    unseen = []
    constraints = [m for m in re.finditer(r'^s\.t\. (\w+)\b[^;]*;\n', text, re.M) if not m[1].startswith('define_')]
    for m in constraints:
        if m[1] != 'kept' and not shown(cases, other, text[:m.start()] + text[m.end():], m[1]):
            unseen.append(m[1])
    good &= report(not unseen and len(constraints) > 25,
                   'the comparison sees each of %d constraints left out' % (len(constraints) - 1), ' '.join(unseen))
    goal = re.search(r'^minimize goal:[^;]*;', text, re.M)
    costs = re.findall(r'\bcost_\w+', goal[0])
    unseen = [cost for cost in costs
              if not shown(cases, other, text.replace(goal[0], re.sub(r'\b%s\b' % cost, '0', goal[0])))]
    good &= report(not unseen and len(costs) == 17, 'the comparison sees each of %d costs left out' % len(costs),
                   ' '.join(unseen))
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main(int(sys.argv[1]), sys.argv[2], sys.argv[3]))

"""Scenarios made up at random, small and odd: for twin_random.py, which says what for. Maker(seed).scenario()"""
import random

METRICS = {'design_racks': 'racks', 'available_racks': 'racks', 'occupied_racks': 'racks', 'standard_racks': 'racks',
           'utilization': '1', 'it_mw': 'MW', 'facility_mw': 'MW', 'pue': '1', 'sites_started': 'sites',
           'migrated_share': '1', 'served_share': '1', 'hosted_share': '1', 'customers': 'customers', 'capex': 'CNY',
           'spend': 'CNY', 'cut_gbps': 'Gbps', 'link_count': 'links', 'green_share': '1', 'carbon_t': 't',
           'servers': 'servers', 'install_rate': '1', 'stranded_mw': 'MW', 'households': 'households'}
SPENDING = ['start', 'opening', 'shell', 'fitout', 'link', 'feed', 'energy', 'demand_charge', 'opex', 'hosting', 'moving']
NODES = ['na', 'nb', 'nc', 'nd']
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
        if 'opens' not in site:
            self.put(site, 'closes', self.day, 0.1)
        self.put(site, 'cooling_mw', lambda: {'values': [self.number(0, 0.4) for _ in range(self.n)]}, 0.2)
        self.put(site, 'servers_per_rack', lambda: self.random.randint(0, 20), 0.4)
        site['node'] = self.random.choice(NODES)
        site['latitude_deg'], site['longitude_deg'] = self.number(38, 40), self.number(115, 117)
        if not any(phase['state'] in ('operating', 'under_construction') for phase in site['phases'].values()):
            self.put(site, 'opening_cny', lambda: self.number(1, 9000))
        if self.maybe(0.3):
            site['energy'] = {'e%d' % i: self.source() for i in range(self.random.randint(1, 3))}
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

    def source(self):
        source = {'cny_per_kwh': {'values': [self.number(0, 0.9) for _ in range(self.n)]}}
        self.put(source, 'kg_co2_per_kwh', lambda: self.number(0, 1))
        self.put(source, 'green', True)
        self.put(source, 'most_mwh_per_year', lambda: self.number(0, 900))
        self.option(source)
        return source

    def backup(self, sites):
        backup = {}
        self.put(backup, 'share', lambda: self.number(0, 1))
        self.put(backup, 'min_km', lambda: self.number(0, 90), 0.3)
        self.put(backup, 'max_km', lambda: self.number(90, 300), 0.3)
        self.put(backup, 'sites', lambda: self.some(sites), 0.3)
        self.put(backup, 'standby', 'shared', 0.6)
        self.put(backup, 'mode', 'sync', 0.2)
        self.put(backup, 'power_share', lambda: self.number(0, 1))
        return backup

    def demand(self, sites, regions):
        demand = {'class': self.random.choice(['plain', 'dense', 'secret']), 'region': self.random.choice(regions),
                  'need_racks': {'values': [self.random.choice([0, 3, 10, 25]) for _ in range(self.n)]}}
        self.put(demand, 'unserved_cny_per_rack_year', lambda: self.number(0, 5000), 0.97)
        self.put(demand, 'sites', lambda: self.some(sites), 0.4)
        self.put(demand, 'hosting_cny_per_rack_year', lambda: {s: self.number(0, 300) for s in self.some(sites)})
        self.put(demand, 'customers_per_rack', lambda: self.number(0, 9))
        if self.maybe(0.9):
            demand['node'] = self.random.choice(NODES)
        else:
            demand['class'] = 'secret'  # the one without a limit on latency
        self.put(demand, 'backup', lambda: self.backup(sites), 0.4)
        if self.maybe(0.4):
            demand['migration'] = {'from_site': self.random.choice(sites)}
            self.put(demand['migration'], 'opens', self.day)
            self.put(demand['migration'], 'moving_cny_per_rack', lambda: self.number(1, 300), 0.8)
        self.option(demand)
        return demand

    def module(self):
        module = {'gbps': self.random.choice([1, 5, 20]), 'lead_months': self.random.choice([0, 1, 3, 40]),
                  'most': self.random.randint(0, 3), 'life_years': self.number(0.3, 12)}
        self.put(module, 'cny', lambda: self.number(1, 900))
        self.put(module, 'start_cny', lambda: self.number(1, 900))
        self.put(module, 'earliest_start', self.day, 0.3)
        self.option(module)
        return module

    def link(self):
        ends = self.random.sample(NODES, 2)
        link = {'from': ends[0], 'to': ends[1]}
        self.put(link, 'installed_gbps', lambda: self.number(0, 30))
        self.put(link, 'headroom_share', lambda: self.number(0.3, 1))
        self.put(link, 'opex_cny_per_gbps_year', lambda: self.number(1, 90))
        if self.maybe(0.7):
            link['modules'] = {'m%d' % i: self.module() for i in range(self.random.randint(1, 2))}
        self.option(link)
        return link

    def traffic(self):
        ends = self.random.sample(NODES, 2)
        traffic = {'from': ends[0], 'to': ends[1]}
        if self.maybe():
            traffic['gbps'] = {'values': [self.random.choice([0, 1, 2.5]) for _ in range(self.n)]}
        else:
            traffic.update({'households': self.random.randint(100, 30000), 'mbps': self.number(0, 100),
                            'concurrency': self.random.choice([0, 0.0005, 0.001])})
        self.option(traffic)
        return traffic

    def network(self, regions):
        """Nodes always; a ring that is there, so that traffic has a way, and two more links."""
        made = {'nodes': {node: {'region': self.random.choice(regions), 'latitude_deg': self.number(38, 40),
                                 'longitude_deg': self.number(115, 117)} for node in NODES}}
        if self.maybe(0.4):
            return made
        made['links'] = {'r%d' % i: {'from': NODES[i], 'to': NODES[i - 1], 'installed_gbps': self.number(1, 40)}
                         for i in range(len(NODES))}
        made['links'].update({'l%d' % i: self.link() for i in range(2)})
        made['traffic'] = {'x%d' % i: self.traffic() for i in range(self.random.randint(0, 3))}
        made['cuts'] = {'cut': {'links': self.some(made['links'])}}
        return made

    def stability(self, scenario):
        period = (lambda t: '2018-%02d' % (t + 1)) if self.step == 'month' else (
            lambda t: '2018-Q%d' % (t + 1)) if self.step == 'quarter' else (lambda t: '%d' % (2018 + t))
        made = {'hosting_racks': {d: {s: {period(t): self.random.randint(1, 9) for t in range(self.n) if self.maybe(0.6)}
                                      for s in self.some(scenario['sites'])} for d in self.some(scenario['demands'])}}
        limits = self.some([('price_cny_per_rack', self.number(1, 300)), ('most_racks', self.random.randint(0, 20))])
        made.update(limits)
        return made

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
        budget = {'op': self.random.choice(['<=', '>=']), 'scope': self.scope(scenario)}
        if self.maybe(0.7):
            budget['amount_cny'] = self.number(0, 90000)
        else:
            budget.update({'base_cny': self.number(0, 45000), 'factor': self.random.choice([0.5, 1.15, 2])})
        self.put(budget, 'kinds', lambda: self.some(SPENDING))
        begin = self.random.randrange(self.n)
        before = [day[:-2] + '02' for day in self.first[max(0, begin - 1):begin]]
        self.put(budget, 'from', self.random.choice([self.first[begin]] + before))
        self.put(budget, 'to', self.random.choice(self.last[begin:] + self.first[begin + 1:]))
        self.option(budget)
        return budget

    def target(self, scenario):
        metric = self.random.choice(sorted(METRICS))
        if metric in ('cut_gbps', 'link_count') and 'cuts' not in scenario:
            metric = 'carbon_t'
        ratio = METRICS[metric] == '1'
        target = {'metric': metric, 'unit': METRICS[metric], 'op': self.random.choice(['>=', '<=']),
                  'value': self.number(1, 2) if metric == 'pue' else self.number(0, 1) if ratio else self.number(0, 150),
                  'scope': self.scope(scenario),
                  'modality': self.random.choice(['must', 'in_principle', 'discouraged', 'strive', 'encouraged'])}
        if metric == 'stranded_mw':
            target['op'] = '<='
        if metric in ('cut_gbps', 'link_count'):
            del target['scope']
            target['cut'] = 'cut'
        if metric == 'link_count':
            target['value'] = self.random.randint(0, 5)
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
            'settings': {'standard_rack_kw': 2.5, 'hours_per_year': 8000, 'servers_per_rack': 10},
            'options': {'yes': {'on': True}, 'no': {'on': False}},
            'regions': {'land': {}, 'east': {'parent': 'land'}, 'west': {'parent': 'land'}},
            'tariffs': {'free': {'energy_cny_per_kwh': 0, 'kg_co2_per_kwh': 0.25, 'green': self.maybe()},
                        'grid': {'energy_cny_per_kwh': {'values': [self.number(0.3, 0.9) for _ in range(self.n)]},
                                 'demand_cny_per_kw_month': self.number(0, 40)}},
            'classes': {'plain': {'kw_per_rack': 4, 'load_factor': 0.5, 'gbps_per_rack': 0.5, 'latency_limit_ms': 1.1},
                        'dense': {'kw_per_rack': 8, 'load_factor': 0.7, 'site_kinds': self.some(KINDS),
                                  'replication_gbps_per_rack': 0.25},
                        'secret': {'kw_per_rack': 5, 'load_factor': 1, 'security_level': 2}},
            **self.network(regions),
        }
        made['sites'] = {'s%d' % i: self.site(regions) for i in range(self.random.randint(1, 4))}
        made['demands'] = {'d%d' % i: self.demand(list(made['sites']), regions) for i in range(self.random.randint(1, 4))}
        for key, make, most in (('rules', self.rule, 3), ('budgets', self.budget, 2), ('targets', self.target, 8)):
            made[key] = {key[0] + str(i): make(made) for i in range(self.random.randint(0, most))}
        self.put(made, 'stability', lambda: self.stability(made), 0.3)
        targets = made['targets']
        if len(targets) > 1 and self.maybe(0.2):
            targets['t0']['overruled_by'] = 't1'
        return made

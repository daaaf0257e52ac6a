"""Made-up scenarios of a given size, for measurements: the same size, kind and seed give the same bytes.

usage: make_scenario.py province|region|nation|large|continental [--no-network] [--milp] [--seed N] [-o FILE]

A land of cities is drawn first: where they lie, how high, how many people. What a scenario says follows from that: PUE from
the climate, tariffs from the distance to where energy is plentiful, racks needed from people and class, latency and links
from distances. Then a reference plan is worked out (every demand spread over its nearest sites, its standby at the next
ones, every Gbps on its shortest way), and sites, feeds, links, budgets and required targets are sized so that this plan
keeps every rule, with something to spare. So every scenario has a plan, and cheaper ones than the reference exist.

With --milp phases come whole and at a fixed cost, followers after predecessors, racks in modules of 20, and the first step
of a feed or link module costs extra.
"""
import argparse
import json
import math
import random
import sys

from network import Network

#        sites, quarters, demands, nodes, sites for a demand, provinces, degrees north-south and east-west
SIZES = {
    'province': (8, 12, 20, 8, 8, 1, 4, 5),
    'region': (25, 20, 60, 25, 6, 4, 8, 10),
    'nation': (60, 20, 200, 60, 8, 12, 18, 30),
    'large': (200, 40, 600, 60, 8, 25, 22, 38),
    'continental': (500, 40, 2000, 100, 8, 40, 34, 60),
}

#        kW, load factor, one-way ms, level, Gbps/rack, replication, racks/million people, growth/year, price of an unserved rack-year
CLASSES = {
    'government': (4, 0.45, 8, 3, 0.02, 0.01, 60, (0.06, 0.12), None),
    'enterprise': (5, 0.5, 10, 2, 0.05, 0.01, 120, (0.08, 0.18), 60000),
    'internet': (6, 0.6, 14, 2, 0.2, 0.0, 300, (0.12, 0.25), 52000),
    'storage': (4, 0.4, 40, 2, 0.02, 0.02, 180, (0.1, 0.25), 38000),
    'training': (20, 0.8, 50, 2, 0.05, 0.0, 60, (0.2, 0.4), 180000),
}
SHARES = [('government', 0.2), ('enterprise', 0.45), ('internet', 0.7), ('storage', 0.9), ('training', 1.0)]
DENSE_KW, USUAL_KW = 25, 8
SYLLABLES = [('安', 'an'), ('宁', 'ning'), ('临', 'lin'), ('泽', 'ze'), ('清', 'qing'), ('河', 'he'), ('江', 'jiang'), ('州', 'zhou'),
             ('平', 'ping'), ('东', 'dong'), ('西', 'xi'), ('山', 'shan'), ('云', 'yun'), ('海', 'hai'), ('原', 'yuan'), ('阳', 'yang'),
             ('新', 'xin'), ('石', 'shi'), ('林', 'lin'), ('浦', 'pu'), ('和', 'he'), ('永', 'yong'), ('德', 'de'), ('丰', 'feng'),
             ('昌', 'chang'), ('定', 'ding'), ('嘉', 'jia'), ('荣', 'rong'), ('广', 'guang'), ('沙', 'sha')]
FIRST_YEAR = 2025
EARLY = 6  # quarters for which what is there at the start suffices: longer than any lead time
REFERENCE_SHARES = (0.5, 0.3, 0.2)


def km_between(a, b):
    north = math.radians(a['lat'] - b['lat'])
    east = math.radians(a['lon'] - b['lon']) * math.cos(math.radians((a['lat'] + b['lat']) / 2))
    return 6371 * math.hypot(north, east)


def up(value, step):
    return step * math.ceil(value / step - 1e-9)


class Made:
    def __init__(self, size, network, milp, seed):
        (self.n_sites, self.n, self.n_demands, self.n_nodes, self.near, self.n_provinces, self.north, self.east) = SIZES[size]
        self.size, self.with_network, self.milp = size, network, milp
        self.random = random.Random(seed)
        self.id = '%s-%s-%s-%d' % (size, 'network' if network else 'sites', 'milp' if milp else 'lp', seed)

    def between(self, low, high, digits=3):
        return round(low + (high - low) * self.random.random(), digits)

    # ---- the land ----

    def draw_land(self):
        self.provinces = []
        while len(self.provinces) < self.n_provinces:
            self.provinces.append({'lat': 24 + self.north * (0.1 + 0.8 * self.random.random()),
                                   'lon': 98 + self.east * (0.1 + 0.8 * self.random.random()), 'id': 'p%02d' % len(self.provinces)})
        spread = 0.6 / math.sqrt(self.n_provinces)
        self.cities = []
        while len(self.cities) < self.n_sites:
            province = self.provinces[len(self.cities) % self.n_provinces]
            city = {'lat': province['lat'] + self.north * spread * (self.random.random() - 0.5) * 2,
                    'lon': province['lon'] + self.east * spread * (self.random.random() - 0.5) * 2, 'province': province}
            if all(km_between(city, other) > 25 for other in self.cities):
                self.cities.append(city)
        for rank, city in enumerate(self.cities):
            self.describe(city, rank)

    def describe(self, city, rank):
        first, second = (self.random.choice(SYLLABLES) for _ in range(2))
        city['id'] = '%s%s-%d' % (first[1], second[1], rank)
        city['name'] = {'zh': first[0] + second[0], 'en': (first[1] + second[1]).capitalize()}
        city['lat'], city['lon'] = round(city['lat'], 3), round(city['lon'], 3)
        inland = 1 - (city['lon'] - 98) / self.east if self.east > 8 else 0.5
        high_km = max(0.0, 2.2 * inland * inland * self.random.random())
        city['celsius'] = 27 - 0.7 * (city['lat'] - 20) - 5.5 * high_km
        city['inland'] = min(1.0, max(0.0, inland))
        city['million'] = round(14 / (1 + rank) ** 0.6 * (0.6 + 0.8 * self.random.random()), 2)

    # ---- what is needed ----

    def needs(self, start, growth):
        """As the reader counts: compounded to the period's last day, rounded up."""
        return [math.ceil(start * (1 + growth) ** ((t + 1) / 4) - 1e-9) for t in range(self.n)]

    def draw_demands(self):
        self.demands = []
        for i in range(self.n_demands):
            place = self.random.random()
            kind = next(name for name, share in SHARES if place < share or share >= 1)
            city = self.cities[i % len(self.cities)]
            kw, _, _, level, gbps, replication, racks, growth, _ = CLASSES[kind]
            start = max(20, round(racks * city['million'] * (0.5 + self.random.random())))
            demand = {'id': 'd%04d-%s' % (i, kind), 'class': kind, 'city': city, 'start': start, 'growth': self.between(*growth),
                      'kw': kw, 'gbps': gbps, 'replication': replication}
            demand['need'] = self.needs(start, demand['growth'])
            nearest = sorted(self.cities, key=lambda other: (km_between(city, other), other['id']))
            demand['hosts'] = nearest[:self.near]
            apart = [other for other in nearest if all(km_between(other, host) > 35 for host in demand['hosts'][:3])
                     and other not in demand['hosts'][:3]]
            if len(apart) >= 2 and self.random.random() < 0.3:
                demand['standby'] = apart[:3]
                demand['share'] = self.random.choice([0.5, 1])
            self.demands.append(demand)

    def add_load(self, city, demand, racks, power_share):
        kw = demand['kw']
        for t in range(self.n):
            city['racks'][t] += racks[t]
            city['mw'][t] += racks[t] * kw * power_share / 1000
            if kw > USUAL_KW:
                city['dense'][t] += racks[t]

    def work_out_reference(self):
        for city in self.cities:
            city.update(racks=[0.0] * self.n, mw=[0.0] * self.n, dense=[0.0] * self.n)
        for demand in self.demands:
            for share, host in zip(REFERENCE_SHARES, demand['hosts']):
                racks = [share * need for need in demand['need']]
                self.add_load(host, demand, racks, 1)
                self.network.carry(demand['city'], host, [demand['gbps'] * x for x in racks])
                self.network.carry(host, demand['city'], [demand['gbps'] * x for x in racks])
                if 'standby' in demand:
                    kept = [demand['share'] * x for x in racks]
                    self.add_load(demand['standby'][0], demand, kept, 0.3)
                    self.network.carry(host, demand['standby'][0], [demand['replication'] * x for x in kept])

    # ---- what is written ----

    def phase(self, state, racks, kw, costs=True, **more):
        made = {'state': state, 'design_racks': racks, 'max_kw_per_rack': kw, **more}
        if self.milp:
            made['module_racks'] = 20
        if state == 'candidate' or state == 'planned':
            made.update(lead_months=12, shell_cny_per_rack=self.between(42000, 66000, 0) + 1500 * kw)
            if self.milp:
                made['whole'] = True
                made['start_cny'] = 2e6 + 300 * racks
        if costs:
            made.update(fitout_cny_per_rack=self.between(46000, 70000, 0) + 1000 * kw, life_years=12)
        return made

    def phases(self, city):
        usual = [a - b for a, b in zip(city['racks'], city['dense'])]
        early, end = min(EARLY, self.n - 1), self.n - 1
        have = up(1.25 * usual[early] + 100, 20)
        more = up(1.3 * max(0, usual[end] - usual[early]) + 100, 20)
        made = {'1': self.phase('operating', have, USUAL_KW, available_racks=up(0.8 * have, 20)),
                '2': self.phase('planned', more, USUAL_KW)}
        made['1']['available_racks'] = max(made['1']['available_racks'], up(1.1 * usual[0] + 40, 20))
        made['1']['available_racks'] = min(made['1']['available_racks'], have)
        if city['inland'] > 0.4:
            made['3'] = self.phase('candidate', up(0.8 * more, 20), USUAL_KW)
            if self.milp:
                made['3']['predecessor'] = '2'
        if city['dense'][end] > 0:
            made['dense-1'] = self.phase('operating', up(1.3 * city['dense'][early] + 40, 20), DENSE_KW)
            made['dense-2'] = self.phase('planned', up(1.3 * (city['dense'][end] - city['dense'][early]) + 40, 20), DENSE_KW)
        return made

    def site(self, city):
        pue = round(1.13 + 0.011 * max(0.0, city['celsius'] - 3) + 0.05 * self.random.random(), 3)
        early, end = min(EARLY, self.n - 1), self.n - 1
        installed = up(1.3 * pue * city['mw'][early] / 0.8 + 1, 1)
        steps = math.ceil(1.5 * pue * city['mw'][end] / 0.8 / 10) + 1
        made = {'name': city['name'], 'region': city['id'], 'latitude_deg': city['lat'], 'longitude_deg': city['lon'],
                'security_level': 3, 'tariff': city['province']['id'], 'pue': {'start': pue, 'growth_per_year': -0.004},
                'usable_share': 0.8, 'installed_mw': installed, 'opex_cny_per_rack_year': self.between(3500, 6500, 0),
                'tags': ['inland' if city['inland'] > 0.5 else 'coast'], 'phases': self.phases(city),
                'feeds': {'grid': {'mw_per_step': 10, 'most_steps': steps, 'lead_months': 12,
                                   'cny_per_step': self.between(9e6, 16e6, 0), 'life_years': 25}}}
        if self.milp:
            made['feeds']['grid']['start_cny'] = self.between(2e6, 6e6, 0)
        if city['celsius'] > 14:
            made['cooling_mw'] = up(1.5 * max(city['mw']) + 1, 1)
        if city['inland'] > 0.6:
            price = self.between(0.26, 0.34)
            made['energy'] = {'grid': {'cny_per_kwh': {'start': round(price + 0.06, 3), 'growth_per_year': 0.012},
                                       'kg_co2_per_kwh': 0.62},
                              'wind': {'cny_per_kwh': price, 'green': True,
                                       'most_mwh_per_year': up(3000 * max(city['mw']) + 1000, 100)}}
        if self.with_network:
            made['node'] = self.network.node_of(city)
        return made

    def demand(self, demand):
        city = demand['city']
        made = {'class': demand['class'], 'region': city['id'], 'node': self.network.node_of(city),
                'need_racks': {'start': demand['start'], 'growth_per_year': demand['growth']},
                'sites': [host['id'] for host in demand['hosts']]}
        if CLASSES[demand['class']][8]:
            made['unserved_cny_per_rack_year'] = CLASSES[demand['class']][8]
        if 'standby' in demand:
            made['backup'] = {'share': demand['share'], 'min_km': 30, 'sites': [r['id'] for r in demand['standby']],
                              'power_share': 0.3}
        return made

    def day(self, quarters):
        """The last day of a quarter, counted from 1."""
        return '%d-%s' % (FIRST_YEAR + (quarters - 1) // 4, ('03-31', '06-30', '09-30', '12-31')[(quarters - 1) % 4])

    def tariff(self, province):
        of = [city['inland'] for city in self.cities if city['province'] is province]
        inland = sum(of) / len(of)
        return {'energy_cny_per_kwh': {'start': round(0.66 - 0.26 * inland - self.between(0, 0.05), 3), 'growth_per_year': 0.015},
                'demand_cny_per_kw_month': self.between(26, 40, 1), 'kg_co2_per_kwh': self.between(0.4, 0.72)}

    def targets(self, sites):
        end = sum(city['racks'][-1] for city in self.cities)
        planned = sum(p['design_racks'] for s in sites.values() for p in s['phases'].values() if p['state'] == 'planned')
        have = sum(p['design_racks'] for s in sites.values() for p in s['phases'].values() if p['state'] == 'operating')
        made = {
            'design-racks': {'metric': 'design_racks', 'op': '>=', 'value': math.floor(have + 0.4 * planned), 'unit': 'racks',
                             'by': self.day(self.n - 2), 'modality': 'must'},
            'available-racks': {'metric': 'available_racks', 'op': '>=', 'value': math.floor(0.95 * end), 'unit': 'racks',
                                'by': self.day(self.n), 'modality': 'must'},
            'served': {'metric': 'served_share', 'op': '>=', 'value': 0.98, 'unit': '1', 'by': self.day(self.n),
                       'modality': 'in_principle', 'price_cny_per_unit': 40000}}
        for province in self.provinces:
            scope = {'regions': [province['id']]}
            made['use-' + province['id']] = {'metric': 'utilization', 'scope': scope, 'op': '>=', 'value': 0.55, 'unit': '1',
                                             'by': self.day(self.n), 'modality': 'in_principle', 'price_cny_per_unit': 9000}
            made['pue-' + province['id']] = {'metric': 'pue', 'scope': scope, 'op': '<=', 'value': 1.3, 'unit': '1',
                                             'by': self.day(self.n), 'modality': 'discouraged', 'price_cny_per_unit': 400000}
        return made

    def budgets(self, sites):
        """Half as much again as the reference spends, the same in every year."""
        spent = sum(p['design_racks'] * (p.get('shell_cny_per_rack', 0) + p['fitout_cny_per_rack']) + p.get('start_cny', 0)
                    for s in sites.values() for p in s['phases'].values() if p['state'] in ('planned', 'operating'))
        spent += sum(f['most_steps'] * f['cny_per_step'] for s in sites.values() for f in s['feeds'].values())
        years = self.n // 4
        return {'year-%d' % y: {'op': '<=', 'amount_cny': up(1.5 * spent / years, 1e6), 'from': '%d-01-01' % y, 'to': '%d-12-31' % y,
                                'kinds': ['start', 'shell', 'fitout', 'feed']} for y in range(FIRST_YEAR, FIRST_YEAR + years)}

    def classes(self):
        made = {}
        for name, (kw, load, latency, level, gbps, replication, _, _, _) in CLASSES.items():
            made[name] = {'kw_per_rack': kw, 'load_factor': load, 'security_level': level}
            if self.size != 'province':  # the whole of a province is near enough
                made[name]['latency_limit_ms'] = latency
            if self.with_network:
                made[name].update(gbps_per_rack=gbps, replication_gbps_per_rack=replication)
        return made

    def regions(self):
        made = {'land': {'name': {'zh': '某地', 'en': 'the land'}, 'kind': 'country'}}
        for province in self.provinces:
            made[province['id']] = {'parent': 'land', 'kind': 'province'}
        for city in self.cities:
            made[city['id']] = {'name': city['name'], 'parent': city['province']['id'], 'kind': 'city'}
        return made

    def scenario(self):
        self.draw_land()
        self.network = Network(self.cities[:self.n_nodes], self.n, EARLY, km_between, self.random, self.milp)
        self.draw_demands()
        self.work_out_reference()
        sites = {city['id']: self.site(city) for city in self.cities}
        made = {
            'rackplan': 1, 'id': self.id,
            'title': {'zh': '测速用的虚构场景', 'en': 'made up to measure speed'},
            'origin': {'assumed': 'made up for measurements: no such place exists; sizes, prices and climates are of a plausible order',
                       'range_share': [0.8, 1.25]},
            'horizon': {'first_day': '%d-01-01' % FIRST_YEAR, 'last_day': self.day(self.n), 'step': 'quarter'},
            'money': {'currency': 'CNY', 'price_year': FIRST_YEAR, 'discount_rate': 0.06},
            'settings': {'standard_rack_kw': 2.5, 'hours_per_year': 8760, 'route_factor': 1.4},
            'regions': self.regions(),
            'tariffs': {province['id']: self.tariff(province) for province in self.provinces},
            'classes': self.classes(), 'nodes': self.network.nodes(), 'sites': sites,
            'demands': {demand['id']: self.demand(demand) for demand in self.demands},
            'targets': self.targets(sites), 'budgets': self.budgets(sites)}
        if self.with_network:
            made.update(self.network.written())
        return made


def main():
    parser = argparse.ArgumentParser(description='A made-up scenario for measurements.')
    parser.add_argument('size', choices=list(SIZES))
    parser.add_argument('--no-network', dest='network', action='store_false')
    parser.add_argument('--milp', action='store_true')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('-o', dest='output')
    args = parser.parse_args()
    text = json.dumps(Made(args.size, args.network, args.milp, args.seed).scenario(), ensure_ascii=False, indent=1) + '\n'
    if args.output:
        with open(args.output, 'w', encoding='utf-8') as file:
            file.write(text)
    else:
        sys.stdout.buffer.write(text.encode())


if __name__ == '__main__':
    main()

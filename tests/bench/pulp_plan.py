"""A made-up scenario solved with PuLP and CBC, written as somebody would who uses PuLP: dictionaries of variables, lpSum over them.

usage: pulp_plan.py SCENARIO.json [--whole]

The same program as rackplan's: racks in parts, 0/1 decisions whole; --whole asks for whole racks, steps and modules as well.
Knows what make_scenario.py writes and nothing else. Prints the status, the optimum, and the seconds of reading, building and solving.
"""
import json
import math
import sys
import time

import pulp


class Model:
    def __init__(self, scenario, whole):
        self.sc, self.kind = scenario, 'Integer' if whole else 'Continuous'
        self.n = round(12 * (int(scenario['horizon']['last_day'][:4]) - int(scenario['horizon']['first_day'][:4]) + 1) / 3)
        self.rate = scenario['money']['discount_rate']
        self.discount = [(1 + self.rate) ** -((t + 0.5) / 4) for t in range(self.n)]
        self.problem = pulp.LpProblem('capacity', pulp.LpMinimize)
        self.cost, self.constant = [], 0.0
        self.spent = {}  # (kind, year) -> terms, undiscounted
        self.sites, self.demands = scenario['sites'], scenario['demands']
        self.phases = [(s, p) for s in self.sites for p in self.sites[s]['phases']]
        self.at = {s: [(s, p) for p in self.sites[s]['phases']] for s in self.sites}
        self.network = 'links' in scenario

    def phase(self, key):
        return self.sites[key[0]]['phases'][key[1]]

    def series(self, value, t):
        if isinstance(value, dict):
            return value['start'] * (1 + value['growth_per_year']) ** ((t + 1) / 4)
        return value

    def need(self, d, t):
        value = self.series(self.demands[d]['need_racks'], t)
        return math.ceil(value - 1e-9)

    def pay(self, kind, t, amount, term, life=None):
        """An amount for each unit of a variable; what outlives the horizon gives a share back."""
        factor = self.discount[t]
        if life:
            rest = 1 - (self.n / 4 - (t + 0.5) / 4) / life
            factor -= max(0, rest) * (1 + self.rate) ** -(self.n / 4)
        self.cost.append(amount * factor * term)
        self.spent.setdefault((kind, t // 4), []).append(amount * term)

    # ---- variables ----

    def make_phases(self):
        self.start, self.commission = {}, {}
        followed = {(s, self.sites[s]['phases'][p].get('predecessor')) for s, p in self.phases}
        for key in self.phases:
            phase = self.phase(key)
            built = phase['state'] != 'operating'
            module = phase.get('module_racks', 1)
            whole = phase.get('whole') or key in followed
            most = (phase['design_racks'] - phase.get('available_racks', 0 if built else phase['design_racks'])) // module
            name = '%s_%s' % key
            for t in range(self.n):
                if built and whole:
                    self.start[key, t] = pulp.LpVariable('start_%s_%d' % (name, t), 0, 1, 'Integer')
                elif built:
                    self.start[key, t] = pulp.LpVariable('start_%s_%d' % (name, t), 0, phase['design_racks'], self.kind)
                if most > 0 and (not built or t >= self.lead(phase['lead_months'])):
                    self.commission[key, t] = pulp.LpVariable('commission_%s_%d' % (name, t), 0, most, self.kind)

    def lead(self, months):
        return math.ceil(months / 3)

    def make_hosts(self):
        self.host, self.unserved, self.pair = {}, {}, {}
        for d, demand in self.demands.items():
            for t in range(self.n):
                need = self.need(d, t)
                for s in demand['sites']:
                    if self.may_host(d, s):
                        self.host[d, s, t] = pulp.LpVariable('host_%s_%s_%d' % (d, s, t), 0, need, self.kind)
                if 'unserved_cny_per_rack_year' in demand:
                    self.unserved[d, t] = pulp.LpVariable('unserved_%s_%d' % (d, t), 0, need, self.kind)
                for s in demand['sites']:
                    for r in demand.get('backup', {}).get('sites', []):
                        if self.may_pair(d, s, r):
                            self.pair[d, s, r, t] = pulp.LpVariable('pair_%s_%s_%s_%d' % (d, s, r, t), 0, need, self.kind)
        self.hosted_at, self.kept_at = {}, {}
        for (d, s, t), x in self.host.items():
            self.hosted_at.setdefault((s, t), []).append((d, x))
        for (d, s, r, t), x in self.pair.items():
            self.kept_at.setdefault((r, t), []).append((d, x))

    def km(self, a, b):
        north = math.radians(b['latitude_deg'] - a['latitude_deg']) / 2
        east = math.radians(b['longitude_deg'] - a['longitude_deg']) / 2
        chord = math.sin(north) ** 2 + (math.cos(math.radians(a['latitude_deg'])) * math.cos(math.radians(b['latitude_deg']))
                                        * math.sin(east) ** 2)
        return 2 * 6371.0088 * math.asin(min(1, math.sqrt(chord)))

    def class_of(self, d):
        return self.sc['classes'][self.demands[d]['class']]

    def holds(self, d, s):
        kind, site, node = self.class_of(d), self.sites[s], self.sc['nodes'][self.demands[d]['node']]
        limit = kind.get('latency_limit_ms', 0)
        if limit and self.km(node, site) * self.sc['settings']['route_factor'] * 4.9 / 1000 > limit:
            return False
        return any(p['max_kw_per_rack'] >= kind['kw_per_rack'] for p in site['phases'].values())

    def may_host(self, d, s):
        return s in self.demands[d]['sites'] and self.holds(d, s)

    def may_pair(self, d, s, r):
        return (s != r and self.may_host(d, s) and self.holds(d, r) and
                self.km(self.sites[s], self.sites[r]) >= self.demands[d]['backup']['min_km'])

    # ---- rows ----

    def available(self, key, t):
        phase = self.phase(key)
        entered = phase.get('available_racks', phase['design_racks']) if phase['state'] == 'operating' else 0
        module = phase.get('module_racks', 1)
        return entered + pulp.lpSum(module * self.commission[key, u] for u in range(t + 1) if (key, u) in self.commission)

    def design(self, key, t):
        phase = self.phase(key)
        have = phase['design_racks'] if phase['state'] == 'operating' else 0
        return have + pulp.lpSum(self.racks(key) * self.start[key, u] for u in range(t + 1) if (key, u) in self.start)

    def racks(self, key):
        return self.phase(key)['design_racks'] if self.start[key, 0].cat == 'Integer' and self.start[key, 0].upBound == 1 else 1

    def phase_rows(self):
        for key in self.phases:
            phase = self.phase(key)
            if phase['state'] != 'operating':
                self.problem += pulp.lpSum(self.racks(key) * self.start[key, t] for t in range(self.n)) <= phase['design_racks']
            for t in range(self.n):
                if (key, t) not in self.commission:
                    continue
                if phase['state'] == 'operating':
                    self.problem += self.available(key, t) <= phase['design_racks']
                else:
                    self.problem += self.available(key, t) <= self.design(key, t - self.lead(phase['lead_months']))
            if 'predecessor' in phase:
                before = (key[0], phase['predecessor'])
                for t in range(self.n):
                    self.problem += (pulp.lpSum(self.start[key, u] for u in range(t + 1)) <=
                                     pulp.lpSum(self.start[before, u] for u in range(t + 1)))
            for t in range(self.n):
                if (key, t) in self.start:
                    amount = self.racks(key) * phase['shell_cny_per_rack']
                    self.pay('shell', t, amount, self.start[key, t], phase['life_years'])
                    if 'start_cny' in phase:
                        self.pay('start', t, phase['start_cny'], self.start[key, t], phase['life_years'])
                if (key, t) in self.commission:
                    amount = phase.get('module_racks', 1) * phase['fitout_cny_per_rack']
                    self.pay('fitout', t, amount, self.commission[key, t], phase['life_years'])

    def it_mw(self, s, t):
        kw = lambda d: self.class_of(d)['kw_per_rack'] / 1000
        return pulp.lpSum([kw(d) * x for d, x in self.hosted_at.get((s, t), [])] +
                          [kw(d) * self.demands[d]['backup']['power_share'] * x for d, x in self.kept_at.get((s, t), [])])

    def site_rows(self):
        hours = self.sc['settings']['hours_per_year'] / 4
        for s, site in self.sites.items():
            feed = site['feeds']['grid']
            steps = {}
            lead = self.lead(feed['lead_months'])
            for t in range(self.n - lead):
                steps[t] = pulp.LpVariable('feed_%s_%d' % (s, t), 0, feed['most_steps'], self.kind)
                self.pay('feed', t, feed['cny_per_step'], steps[t], feed['life_years'])
            self.problem += pulp.lpSum(steps.values()) <= feed['most_steps']
            if 'start_cny' in feed:
                self.first(s, steps, feed['most_steps'], feed['start_cny'], feed['life_years'], 'feed')
            for t in range(self.n):
                self.site_row(s, site, t, steps, lead, hours)

    def first(self, name, steps, most, start_cny, life, kind):
        """The first step costs extra."""
        first = {t: pulp.LpVariable('%s_first_%s_%d' % (kind, name, t), 0, 1, 'Integer') for t in steps}
        for t in steps:
            self.problem += (pulp.lpSum(x for u, x in steps.items() if u <= t) <=
                             most * pulp.lpSum(x for u, x in first.items() if u <= t))
            self.problem += first[t] <= steps[t]
            self.pay(kind, t, start_cny, first[t], life)
        self.problem += pulp.lpSum(first.values()) <= 1

    def site_row(self, s, site, t, steps, lead, hours):
        hosted, kept = self.hosted_at.get((s, t), []), self.kept_at.get((s, t), [])
        free = [self.available(key, t) for key in self.at[s]]
        self.problem += pulp.lpSum([x for _, x in hosted] + [x for _, x in kept]) <= pulp.lpSum(free)
        for limit in sorted({self.phase(key)['max_kw_per_rack'] for key in self.at[s]}):
            denser = [x for d, x in hosted + kept if self.class_of(d)['kw_per_rack'] > limit]
            if denser:
                self.problem += pulp.lpSum(denser) <= pulp.lpSum(
                    self.available(key, t) for key in self.at[s] if self.phase(key)['max_kw_per_rack'] > limit)
        pue = self.series(site['pue'], t)
        it_mw = self.it_mw(s, t)
        power = pulp.lpSum(feed * site['feeds']['grid']['mw_per_step'] for u, feed in steps.items() if u + lead <= t)
        self.problem += pue * it_mw <= site['usable_share'] * (site['installed_mw'] + power)
        if 'cooling_mw' in site:
            self.problem += it_mw <= site['cooling_mw']
        tariff = self.sc['tariffs'][site['tariff']]
        self.pay('demand_charge', t, 1000 * pue * tariff['demand_cny_per_kw_month'] * 3, it_mw)
        load = lambda d: self.class_of(d)['kw_per_rack'] * self.class_of(d)['load_factor'] / 1000
        draw = pue * hours * pulp.lpSum([load(d) * x for d, x in hosted] +
                                        [load(d) * self.demands[d]['backup']['power_share'] * x for d, x in kept])
        if 'energy' in site:
            bought = {}
            for e, source in site['energy'].items():
                most = source.get('most_mwh_per_year', None)
                bought[e] = pulp.LpVariable('energy_%s_%s_%d' % (s, e, t), 0, most and most / 4)
                self.pay('energy', t, 1000 * self.series(source['cny_per_kwh'], t), bought[e])
            self.problem += pulp.lpSum(bought.values()) == draw
        else:
            self.pay('energy', t, 1000 * self.series(tariff['energy_cny_per_kwh'], t), draw)
        self.pay('opex', t, site['opex_cny_per_rack_year'] / 4, pulp.lpSum(free))

    def demand_rows(self):
        for d, demand in self.demands.items():
            for t in range(self.n):
                racks = [self.host[d, s, t] for s in demand['sites'] if (d, s, t) in self.host]
                if (d, t) in self.unserved:
                    racks.append(self.unserved[d, t])
                    self.pay('unserved', t, demand['unserved_cny_per_rack_year'] / 4, self.unserved[d, t])
                self.problem += pulp.lpSum(racks) == self.need(d, t)
                for s in demand['sites']:
                    if 'backup' in demand and (d, s, t) in self.host:
                        pairs = pulp.lpSum(self.pair[d, s, r, t] for r in demand['backup']['sites'] if (d, s, r, t) in self.pair)
                        self.problem += pairs >= demand['backup']['share'] * self.host[d, s, t]
                        self.problem += pairs <= self.host[d, s, t]

    def network_rows(self):
        nodes, links = list(self.sc['nodes']), self.sc['links']
        arcs = [(l, links[l]['from'], links[l]['to']) for l in links] + [(l, links[l]['to'], links[l]['from']) for l in links]
        flow = {(v, a, t): pulp.LpVariable('flow_%s_%s_%s_%d' % (v, a[0], a[1], t), 0)
                for v in nodes for a in arcs for t in range(self.n) if a[2] != v}
        leaves = {}
        for item in self.sc['traffic'].values():
            for t in range(self.n):
                gbps = item['households'] * self.series(item['mbps'], t) * item['concurrency'] / 1000
                leaves.setdefault((item['from'], item['to'], t), []).append(gbps)
        for (d, s, t), x in self.host.items():
            a, b, gbps = self.demands[d]['node'], self.sites[s]['node'], self.class_of(d)['gbps_per_rack']
            if a != b:
                leaves.setdefault((a, b, t), []).append(gbps * x)
                leaves.setdefault((b, a, t), []).append(gbps * x)
        for (d, s, r, t), x in self.pair.items():
            a, b, gbps = self.sites[s]['node'], self.sites[r]['node'], self.class_of(d)['replication_gbps_per_rack']
            if a != b and gbps:
                leaves.setdefault((a, b, t), []).append(gbps * x)
        into, out = {w: [a for a in arcs if a[2] == w] for w in nodes}, {w: [a for a in arcs if a[1] == w] for w in nodes}
        for t in range(self.n):
            for v in nodes:
                for w in nodes:
                    if w != v:
                        self.problem += (pulp.lpSum(flow[v, a, t] for a in into[w]) -
                                         pulp.lpSum(flow[v, a, t] for a in out[w] if a[2] != v)
                                         == pulp.lpSum(leaves.get((v, w, t), [])))
        for l, link in links.items():
            self.link_rows(l, link, [a for a in arcs if a[0] == l], nodes, flow)

    def link_rows(self, l, link, arcs, nodes, flow):
        module = link['modules']['wave']
        lead = self.lead(module['lead_months'])
        built = {t: pulp.LpVariable('bw_%s_%d' % (l, t), 0, module['most'], self.kind) for t in range(self.n - lead)}
        self.problem += pulp.lpSum(built.values()) <= module['most']
        for t, x in built.items():
            self.pay('link', t, module['cny'], x, module['life_years'])
        if 'start_cny' in module:
            self.first(l, built, module['most'], module['start_cny'], module['life_years'], 'link')
        for t in range(self.n):
            installed = link['installed_gbps'] + pulp.lpSum(module['gbps'] * x for u, x in built.items() if u + lead <= t)
            self.pay('opex', t, link['opex_cny_per_gbps_year'] / 4, installed)
            for a in arcs:
                self.problem += (pulp.lpSum(flow[v, a, t] for v in nodes if (v, a, t) in flow) <=
                                 link['headroom_share'] * installed)

    # ---- targets and budgets ----

    def target_rows(self):
        for g, target in self.sc['targets'].items():
            year, month = int(target['by'][:4]), int(target['by'][5:7])
            t = 4 * (year - int(self.sc['horizon']['first_day'][:4])) + month // 3 - 1
            regions = target.get('scope', {}).get('regions')
            sites = [s for s in self.sites if not regions or self.sc['regions'][self.sites[s]['region']]['parent'] in regions]
            keys = [key for s in sites for key in self.at[s]]
            left, sign = self.metric(target, sites, keys, t), 1 if target['op'] == '>=' else -1
            if target['modality'] != 'must':
                miss = pulp.LpVariable('shortfall_' + g, 0)
                left += sign * miss
                self.pay('shortfall', t, target['price_cny_per_unit'], miss)
            self.problem += sign * left >= 0

    def metric(self, target, sites, keys, t):
        value = target['value']
        available = pulp.lpSum(self.available(key, t) for key in keys)
        if target['metric'] == 'design_racks':
            return pulp.lpSum(self.design(key, t) for key in keys) - value
        if target['metric'] == 'available_racks':
            return available - value
        if target['metric'] == 'utilization':
            racks = [x for s in sites for _, x in self.hosted_at.get((s, t), []) + self.kept_at.get((s, t), [])]
            return pulp.lpSum(racks) - value * available
        if target['metric'] == 'served_share':
            racks = [x for (d, s, u), x in self.host.items() if u == t]
            return pulp.lpSum(racks) - value * sum(self.need(d, t) for d in self.demands)
        if target['metric'] == 'pue':
            return pulp.lpSum((self.series(self.sites[s]['pue'], t) - value) * self.it_mw(s, t) for s in sites)
        raise ValueError(target['metric'])

    def budget_rows(self):
        first = int(self.sc['horizon']['first_day'][:4])
        for budget in self.sc['budgets'].values():
            year = int(budget['from'][:4]) - first
            terms = [term for kind in budget['kinds'] for term in self.spent.get((kind, year), [])]
            self.problem += pulp.lpSum(terms) <= budget['amount_cny']

    def build(self):
        self.make_phases()
        self.make_hosts()
        self.phase_rows()
        self.site_rows()
        self.demand_rows()
        if self.network:
            self.network_rows()
        self.target_rows()
        self.budget_rows()
        self.problem += pulp.lpSum(self.cost)


def main():
    whole = '--whole' in sys.argv
    begun = time.perf_counter()
    with open(sys.argv[1], encoding='utf-8') as file:
        scenario = json.load(file)
    model = Model(scenario, whole)
    model.build()
    built = time.perf_counter()
    model.problem.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=1e-6) if pulp.PULP_CBC_CMD(msg=False).available()
                        else pulp.COIN_CMD(msg=False, gapRel=1e-6))
    solved = time.perf_counter()
    word = pulp.LpStatus[model.problem.status]
    print('%s %.17g build %.3f solve %.3f' % ('Whole' if whole and word == 'Optimal' else word, pulp.value(model.problem.objective),
                                              built - begun, solved - built))


if __name__ == '__main__':
    main()

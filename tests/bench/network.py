"""The links of a made-up land, and what a reference plan sends over them on the shortest ways. For make_scenario.py."""
import heapq
import math

LINKS_PER_NODE = 1.4
HEADROOM = 0.8
MODULE_GBPS = 100


class Network:
    def __init__(self, cities, n_periods, early, km_between, random, milp):
        """Nodes are the largest cities; others use the nearest of them."""
        self.cities, self.n, self.early, self.km_between, self.random, self.milp = cities, n_periods, early, km_between, random, milp
        self.places = {}  # city's id -> number of its node
        self.draw_links()
        self.ways = [self.shortest_from(start) for start in range(len(cities))]
        self.traffic = {}
        self.send_households()

    def place(self, city):
        if city['id'] not in self.places:
            self.places[city['id']] = min(range(len(self.cities)), key=lambda i: (self.km_between(city, self.cities[i]), i))
        return self.places[city['id']]

    def node_of(self, city):
        return 'n-' + self.cities[self.place(city)]['id']

    def draw_links(self):
        """A tree of the shortest links that reach every node, then the shortest others that save a long way round."""
        n = len(self.cities)
        pairs = sorted((self.km_between(self.cities[i], self.cities[j]), i, j) for i in range(n) for j in range(i))
        self.links, group = {}, list(range(n))

        def find(i):
            while group[i] != i:
                i = group[i]
            return i

        for km, i, j in pairs:
            if find(i) != find(j):
                group[find(i)] = find(j)
                self.links[i, j] = km
        degree = [sum(i in ends for ends in self.links) for i in range(n)]
        for km, i, j in pairs:
            if len(self.links) >= LINKS_PER_NODE * n:
                break
            if (i, j) not in self.links and degree[i] < 4 and degree[j] < 4:
                self.links[i, j] = km
                degree[i] += 1
                degree[j] += 1
        self.load = {}
        for i, j in self.links:
            self.load[i, j] = [0.0] * self.n
            self.load[j, i] = [0.0] * self.n

    def shortest_from(self, start):
        """Where a shortest way from `start` came from, by node."""
        neighbours = {}
        for (i, j), km in self.links.items():
            neighbours.setdefault(i, []).append((j, km))
            neighbours.setdefault(j, []).append((i, km))
        came_from, queue = {}, [(0.0, start, start)]
        while queue:
            km, node, before = heapq.heappop(queue)
            if node in came_from:
                continue
            came_from[node] = before
            for other, more in neighbours.get(node, []):
                if other not in came_from:
                    heapq.heappush(queue, (km + more, other, node))
        return came_from

    def carry(self, start, end, gbps):
        a, b = self.place(start), self.place(end)
        while b != a:
            before = self.ways[a][b]
            for t in range(self.n):
                self.load[before, b][t] += gbps[t]
            b = before

    def send_households(self):
        """Every node's households to the nearest of three exits and back."""
        exits = self.cities[:3]
        for city in self.cities:
            exit_city = min(exits, key=lambda other: (self.km_between(city, other), other['id']))
            if exit_city is city:
                continue
            households, growth = round(city['million'] * 350000), 0.12
            for way, (start, end), mbps in (('down', (exit_city, city), 60), ('up', (city, exit_city), 20)):
                self.traffic['%s-%s' % (city['id'], way)] = {
                    'from': self.node_of(start), 'to': self.node_of(end), 'households': households,
                    'mbps': {'start': mbps, 'growth_per_year': growth}, 'concurrency': 0.002}
                self.carry(start, end, [households * mbps * (1 + growth) ** ((t + 1) / 4) * 0.002 / 1000 for t in range(self.n)])

    def nodes(self):
        return {self.node_of(city): {'name': city['name'], 'region': city['id'], 'latitude_deg': city['lat'],
                                     'longitude_deg': city['lon']} for city in self.cities}

    def written(self):
        links = {}
        for (i, j), km in self.links.items():
            load = [max(self.load[i, j][t], self.load[j, i][t]) for t in range(self.n)]
            installed = 10 * math.ceil(1.3 * load[min(self.early, self.n - 1)] / HEADROOM / 10) + 10
            most = math.ceil(max(0, 1.5 * load[-1] / HEADROOM - installed) / MODULE_GBPS) + 2
            module = {'gbps': MODULE_GBPS, 'cny': round(2e6 + 9000 * km), 'lead_months': 6, 'most': most, 'life_years': 10}
            if self.milp:
                module['start_cny'] = round(1e6 + 30000 * km)
            links['l-%d-%d' % (i, j)] = {
                'from': self.node_of(self.cities[i]), 'to': self.node_of(self.cities[j]), 'installed_gbps': installed,
                'headroom_share': HEADROOM, 'opex_cny_per_gbps_year': 300, 'modules': {'wave': module}}
        exits = [name for name, link in links.items() if self.node_of(self.cities[0]) in (link['from'], link['to'])]
        return {'links': links, 'traffic': self.traffic, 'cuts': {'exit': {'links': exits}}}

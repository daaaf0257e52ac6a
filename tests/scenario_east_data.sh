#!/bin/sh
# The national programme: what latency keeps in the east, 65 % occupancy, PUE limits, and what must fail.
. tests/lib.sh
scenario=scenarios/east-data-west-compute.json
. tests/scenario_tables.inc
table=scenarios/east-data-west-compute.demand.csv

holds 'east_data_records_15_rows_and_encodes_every_a_and_b' rows_and_grades EW 15 7 6 2

solve_as base base
holds 'east_data_base_has_a_plan' ended base 0
holds 'east_data_base_is_accepted_by_the_verifier' "$rackplan" verify "$scenario" "$work/base/plan.json"
every_number_has_an_origin base east_data
holds 'east_data_base_is_within_one_percent_of_its_bound' \
	compare "$(objective base)" '<=' "$(awk -v b="$(bound base)" 'BEGIN { printf "%.0f", b * 1.01 }')"
holds 'east_data_all_demand_is_hosted_in_every_year' all_hosted base "$table"

# ---- eight hubs, ten clusters ----

# NAME WHAT: a question to the resolved scenario and plan.csv, with distances worked out here.
cat >"$work/ask.py" <<'PYTHON'
import csv, json, math, sys
folder, what = sys.argv[1], sys.argv[2]
scenario = json.load(open(folder + "/scenario.resolved.json"))
number = lambda x: x["value"] if isinstance(x, dict) else x
sites, nodes, demands, classes = (scenario[k] for k in ("sites", "nodes", "demands", "classes"))
position = lambda place: (math.radians(number(place["latitude_deg"])), math.radians(number(place["longitude_deg"])))
plan = [r for r in csv.DictReader(open(folder + "/plan.csv"))]
years = sorted({r["period"] for r in plan})
value = {(r["site"], r["item"], r["period"]): float(r["value"]) for r in plan}

def round_trip_ms(node, site):
    (a, b), (c, d) = position(nodes[node]), position(sites[site])
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 2 * 6371 * math.asin(math.sqrt(h)) * 1.4 * 0.0049

if what == "counts":
    print(len({s["region"] for s in sites.values()}), len(sites),
          sum(number(s["phases"]["in-use"]["design_racks"]) for s in sites.values()))
elif what == "circle":  # clusters within so many ms there and back of a node
    print(*sorted(s for s in sites if round_trip_ms(sys.argv[3], s) <= float(sys.argv[4])))
elif what == "limits":  # of the classes, there and back
    print(*("%s %g" % (k, 2 * number(v.get("latency_limit_ms", 0))) for k, v in classes.items()))
elif what == "late":  # racks hosted farther away than their class allows
    limit = {d: 2 * number(classes[v["class"]].get("latency_limit_ms", 0)) for d, v in demands.items()}
    n = late = 0
    for (site, item, period), racks in value.items():
        if item.startswith("hosted:") and racks > 0 and limit[item[7:]]:
            n += racks
            late += racks if round_trip_ms(demands[item[7:]]["node"], site) > limit[item[7:]] + 1e-9 else 0
    print(late, "late" if n else "nothing hosted")
elif what == "beyond":  # racks of a class farther away than so many ms there and back
    print("%g" % sum(racks for (site, item, _), racks in value.items() if item.startswith("hosted:") and
                     demands[item[7:]]["class"] == sys.argv[3] and
                     round_trip_ms(demands[item[7:]]["node"], site) > float(sys.argv[4])))
elif what == "where":  # sites that ever host the demand
    print(*sorted({s for (s, item, _), racks in value.items() if item == "hosted:" + sys.argv[3] and racks > 0}))
elif what == "occupancy":  # cluster-years below 65 %, above 90 %, and the least
    shares = [value[s, "occupied_racks", y] / value[s, "available_racks", y] for s in sites for y in years]
    print(sum(x < 0.65 for x in shares), sum(x > 0.9 for x in shares), len(shares), "%.4f" % min(shares))
elif what == "pue":  # of a region in 2025, from racks and the table beside the scenario
    table = {r["period"]: r for r in csv.DictReader(open("scenarios/east-data-west-compute.pue.csv"))}["2025"]
    held = {s: value[s, "occupied_racks", "2025"] for s, v in sites.items() if v["region"] == sys.argv[3]}
    print("%.6f" % (sum(n * float(table[s.replace("-", "_")]) for s, n in held.items()) / sum(held.values())))
elif what == "west":  # share of the coast's work of a class that is hosted in the four western hubs, over all years
    coast = {"hosted:%s-%s" % (r, sys.argv[3]) for r in ("jjj", "yrd", "gba")}
    racks = [(s, n) for (s, item, _), n in value.items() if item in coast]
    print("%.4f" % (sum(n for s, n in racks if sites[s]["tier"] == "west") / sum(n for _, n in racks)))
PYTHON
ask() { ask_name=$1; shift; /usr/bin/python3 "$work/ask.py" "$work/$ask_name" "$@"; }
is() { [ "$1" = "$2" ] || { echo "got '$1', expected '$2'"; return 1; }; } # GOT EXPECTED

holds 'east_data_eight_hubs_ten_clusters_1460000_racks' is "$(ask base counts)" '8 10 1460000'

# ---- 20 ms: what may move ----

holds 'east_data_classes_have_their_limits' is "$(ask base limits)" 'hot 5 online 10 warm 20 cold 0'
holds 'east_data_20_ms_of_beijing' is "$(ask base circle beijing 20)" 'chongqing delta-zone horinger qingyang wuhu zhangjiakou zhongwei'
holds 'east_data_20_ms_of_shanghai' is "$(ask base circle shanghai 20)" 'chongqing delta-zone horinger qingyang shaoguan wuhu zhangjiakou'
holds 'east_data_20_ms_of_guangzhou' is "$(ask base circle guangzhou 20)" 'chongqing delta-zone guian shaoguan tianfu wuhu'
holds 'east_data_10_ms_of_guangzhou_leaves_guian_out' is "$(ask base circle guangzhou 10)" 'shaoguan'
holds 'east_data_no_rack_is_farther_than_its_class_allows' is "$(ask base late)" '0 late'
holds 'east_data_no_warm_rack_is_beyond_20_ms' is "$(ask base beyond warm 20)" '0'
holds 'east_data_hot_data_of_beijing_stays' is "$(ask base where jjj-hot)" 'zhangjiakou'
within() { for site in $1; do case " $2 " in *" $site "*) ;; *) echo "at $site"; return 1 ;; esac; done; [ -n "$1" ]; } # SITES ALLOWED
holds 'east_data_hot_data_of_shanghai_stays' within "$(ask base where yrd-hot)" 'delta-zone wuhu'
holds 'east_data_online_work_of_shanghai_stays' within "$(ask base where yrd-online)" 'delta-zone wuhu'
holds 'east_data_online_work_of_beijing_goes_no_farther_than_horinger' within "$(ask base where jjj-online)" 'zhangjiakou horinger'
holds 'east_data_hot_data_of_guangzhou_stays' is "$(ask base where gba-hot)" 'shaoguan'
holds 'east_data_online_work_of_guangzhou_stays' is "$(ask base where gba-online)" 'shaoguan'
west_hot=$(ask base west hot) west_online=$(ask base west online) west_warm=$(ask base west warm) west_cold=$(ask base west cold)
echo "# of the coast's rack-years in the four western hubs: hot $west_hot, online $west_online, warm $west_warm, cold $west_cold"
holds 'east_data_the_west_holds_no_hot_data_of_the_coast' is "$west_hot" '0.0000'
holds 'east_data_the_more_latency_allows_the_more_moves_west' \
	sh -c "awk 'BEGIN { exit !($west_online < $west_warm && $west_warm < $west_cold) }'"
holds 'east_data_most_cold_data_moves_west' compare "$west_cold" '>=' 0.7

# ---- occupancy and PUE ----

occupancy=$(ask base occupancy)
echo "# cluster-years below 65 %, above 90 %, of how many, and the least: $occupancy"
holds 'east_data_each_cluster_is_at_65_percent_in_each_year' is "$occupancy" '0 0 40 0.6500'
holds 'east_data_the_ledger_says_so' is "$(ledger base occupancy-delta-zone state) $(ledger base occupancy-delta-zone achieved)" 'met 0.65'
for limit in 'jjj 1.25' 'yrd 1.25' 'gba 1.25' 'cc 1.25' 'guizhou 1.2' 'neimenggu 1.2' 'gansu 1.2' 'ningxia 1.2'; do
	holds "east_data_pue_of_${limit% *}_is_${limit#* }_or_less" compare "$(ask base pue "${limit% *}")" '<=' "${limit#* }"
done
holds 'east_data_the_delta_is_at_its_limit_as_its_zone_alone_is_above' compare "$(ask base pue yrd)" '>=' 1.2499
holds 'east_data_horinger_buys_80_percent_green' compare "$(ledger base green-horinger achieved)" '>=' 0.7999999

# ---- variants that have a plan ----

for variant in one-way-20ms by-design-2025 no-western-power green-80; do
	solve_as "$variant" "$variant"
	holds "east_data_${variant}_has_a_plan" ended "$variant" 0
	echo "# $variant: $(objective "$variant") CNY, bound $(bound "$variant"); base $(objective base), $(bound base)"
done
holds 'east_data_one_way_every_hub_is_within_20_ms' is "$(ask one-way-20ms circle guangzhou 40 | wc -w)" 10
holds 'east_data_one_way_costs_no_more' compare "$(bound one-way-20ms)" '<=' "$(bound base)"
holds 'east_data_one_way_uses_what_the_round_trip_forbids' compare "$(ask one-way-20ms beyond warm 20)" '>' 0
for variant in by-design-2025 no-western-power green-80; do
	holds "east_data_${variant}_costs_more" compare "$(bound "$variant")" '>' "$(objective base)"
done
holds 'east_data_green_80_is_met_at_80_percent' is "$(ledger green-80 green-all state)" 'met'
holds 'east_data_without_western_power_the_west_has_no_feed' \
	sh -c "! grep -E '^[^,]*,[^,]*,[^,]*,order_feed,(guian|horinger|qingyang|zhongwei),' '$work/no-western-power/orders.csv'"

# ---- variants that must fail, with the cause, and what would make them feasible ----

fails() { # VARIANT TEXT...
	fails_variant=$1
	shift
	"$rackplan" check "$scenario" --scenario "$fails_variant" >"$work/$fails_variant.text" 2>&1 </dev/null
	echo $? >"$work/$fails_variant.code"
	holds "east_data_${fails_variant}_is_infeasible" ended "$fails_variant" 4
	for fails_text; do holds "east_data_${fails_variant}_names_$(printf %s "${fails_text%%:*}" | tr - _)" says "$work/$fails_variant.text" "$fails_text"; done
}
fails round-trip-10ms 'served: required 100 %, reachable 94.60 %: short by 5.40 %' 'shaoguan/2024: ready 2024-09-01'
fails no-growth
holds 'east_data_no-growth_names_a_cluster_below_65_percent' \
	grep -qE '^occupancy-[a-z-]+: required 65 %, reachable [0-9.]+ %: short by [0-9.]+ %.*source EW-02' "$work/no-growth.text"
fails by-design 'occupancy-wuhu: required 65 %, reachable 45 %: short by 20 %' 'occupancy-shaoguan: required 65 %, reachable 45 %'
fails pue-each-cluster 'pue-delta-zone: required 1.25, reachable 1.27: over by 0.02 by 2025-12-31 (source EW-03)'
fails guian-as-reported 'pue-guizhou: required 1.20, reachable 1.35: over by 0.15 by 2025-12-31 (source EW-04)'
fails coast-only 'served: required 100 %, reachable '

feasible_with() { # VARIANT SET...
	feasible_variant=$1
	shift
	for set; do set -- "$@" --set "$set"; shift; done
	"$rackplan" check "$scenario" --scenario "$feasible_variant" "$@" >/dev/null 2>&1 </dev/null
}
holds 'east_data_a_third_of_a_millisecond_more_lets_guangzhou_use_guian' \
	feasible_with round-trip-10ms classes.warm.latency_limit_ms=5.3
holds 'east_data_a_delta_zone_at_1.25_keeps_each_clusters_limit' feasible_with pue-each-cluster sites.delta-zone.pue=1.25
holds 'east_data_guian_at_1.20_keeps_the_limit' feasible_with guian-as-reported sites.guian.pue=1.2
holds 'east_data_with_cold_data_in_the_west_the_coast_holds_the_rest' feasible_with coast-only \
	demands.jjj-cold.sites=null demands.yrd-cold.sites=null demands.gba-cold.sites=null

finish

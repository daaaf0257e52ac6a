"""Usage: days_agree.py RACKPLAN WORK SCENARIO...: what --days says of each date is what the scenario with that date written into
it comes to. Ends 1 and says which is not."""
import json
import subprocess
import sys

rackplan, work, files = sys.argv[1], sys.argv[2], sys.argv[3:]


def bound(file, *sets):
    command = [rackplan, "solve", file, "-q", "--no-charts", "--no-ranges", "-o", work + "/days"]
    for pointer, value in sets:
        command += ["--set", "%s=%s" % (pointer, value)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return json.load(open(work + "/days/run.json"))["lp_bound"]


wrong = said = 0
for file in files:
    answer = json.loads(subprocess.run([rackplan, "check", file, "-q", "--days", "--format", "json"], check=True,
                                       stdout=subprocess.PIPE).stdout)["days"]
    assert answer["known"] and answer["tried"] >= len(answer["dates"]), answer
    before = bound(file)
    for date in answer["dates"]:
        saved = before - bound(file, (date["pointer"], date["moved_to"]))
        said += 1
        if "nearer_to_goal" in date or abs(saved - date["saves_cny_per_day"] * date["days"]) > 1e-6 * max(1, abs(before)):
            print("%s: %s: %s, found %.9g over %s days" % (file, date["pointer"], date, saved, date["days"]))
            wrong += 1
        assert date["saves_cny_per_day"] > 0, date
print("%d dates of %d scenarios" % (said, len(files)))
sys.exit(wrong > 0 or said == 0)

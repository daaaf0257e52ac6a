"""Runs commands several times, one after the other, in turns; how long each took and how much memory. For bench.py."""
import os
import resource
import signal
import statistics
import subprocess
import threading
import time


class Result:
    def __init__(self, name):
        self.name, self.seconds, self.peak_mb, self.objective, self.note, self.objectives = name, [], 0.0, None, '', []

    def median(self):
        return statistics.median(self.seconds) if self.seconds else None


def run_once(argv, env, limit_s):
    """Returns wall seconds, peak MB, exit status (None: stopped at the limit), output."""
    begun = time.perf_counter()
    process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, **env},
                               start_new_session=True)
    stopped = threading.Event()

    def stop():
        stopped.set()
        os.killpg(process.pid, signal.SIGKILL)

    timer = threading.Timer(limit_s, stop)
    timer.start()
    output = process.stdout.read().decode('utf-8', 'replace')
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begun
    return seconds, usage.ru_maxrss / 1024, None if stopped.is_set() else process.returncode, output


def limit_memory():
    """What is started from here on may not take the machine down."""
    most = 24 << 30
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def measure(tools, rounds, limit_s, share_s, say):
    """Each tool once a round, so that what slows the machine down slows all. A tool that took its share of the time is done."""
    results = [Result(tool.name) for tool in tools]
    for turn in range(rounds):
        for tool, result in zip(tools, results):
            if result.note or (turn > 0 and sum(result.seconds) + result.median() > share_s):
                continue
            seconds, peak_mb, status, output = run_once(tool.argv, tool.env, limit_s)
            if status is None:
                result.note = 'nothing within %d s' % limit_s
            elif status not in tool.good:
                result.note = 'ended with %s: %s' % (status, output.strip().splitlines()[-1:] or '')
            else:
                result.seconds.append(seconds)
                result.peak_mb = max(result.peak_mb, peak_mb)
                result.objective = tool.objective(output)
            say('%-28s %s' % (tool.name, result.note or '%.3f s' % seconds))
    return results

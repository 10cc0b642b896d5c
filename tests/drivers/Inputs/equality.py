"""The same files through the command and through the plugin: the same findings.

usage: equality.py COROSAFE CLANG-TIDY PLUGIN FILE... -- FLAGS...
"""
import concurrent.futures
import json
import os
import re
import subprocess
import sys

corosafe, tidy, plugin = sys.argv[1:4]
split = sys.argv.index("--")
files, flags = sys.argv[4:split], sys.argv[split + 1 :]


def command_findings():
    run = subprocess.run([corosafe, "--format=json", *files, "--", *flags], stdout=subprocess.PIPE, check=False)
    assert run.returncode in (0, 1), f"corosafe ended with {run.returncode}"
    return {
        (d["location"]["file"], d["location"]["line"], d["location"]["column"], d["check"], d["message"])
        for d in json.loads(run.stdout)["diagnostics"]
    }


def plugin_findings(file):
    run = subprocess.run(
        [tidy, "--load", plugin, "--checks=-*,corosafe-*", "--header-filter=.*", "--quiet", file, "--", *flags],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    line = re.compile(r"^(/[^:]*):(\d+):(\d+): (?:warning|error): (.*) \[(corosafe-[a-z-]+|clang-diagnostic-error)[^\]]*\]$")
    found = set()
    for match in filter(None, map(line.match, run.stdout.decode("utf-8", "replace").splitlines())):
        assert match[5] != "clang-diagnostic-error", match[0]
        found.add((os.path.realpath(match[1]), int(match[2]), int(match[3]), match[5], match[4]))
    return found


with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    by_plugin = set().union(*pool.map(plugin_findings, files))
by_command = command_findings()
for finding in sorted(by_command - by_plugin):
    print("only the command finds", *finding)
for finding in sorted(by_plugin - by_command):
    print("only the plugin finds", *finding)
print(len(by_command & by_plugin), "findings are the same")
sys.exit(by_command != by_plugin or not by_command)

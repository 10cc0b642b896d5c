"""Runs every corosafe command that docs/ci.md shows, in a small project with a compile database.

usage: ci-examples.py CORO_SAFE CI.md PROJECT
"""
import pathlib
import re
import subprocess
import sys

import yaml

command, page, project = sys.argv[1:]
text = pathlib.Path(page).read_text()
commands = []
for kind, block in re.findall(r"```(\w+)\n(.*?)```", text, re.S):
    if kind == "console":
        commands += [line[2:].split("   #")[0] for line in block.splitlines() if line.startswith("$ ")]
    elif kind == "yaml":
        pending = [yaml.safe_load(block)]
        while pending:
            node = pending.pop()
            if isinstance(node, dict):
                for key, value in node.items():
                    if key in ("run", "script"):
                        commands += value if isinstance(value, list) else [value]
                    else:
                        pending.append(value)
            elif isinstance(node, list):
                pending += node
commands = [c for c in commands if "corosafe" in c]
if len(commands) < 3:
    sys.exit(f"{page}: only {len(commands)} commands")
for line in commands:
    line = re.sub(r"\bcorosafe -", f"{command} -", line.split("   #")[0])
    run = subprocess.run(["bash", "-euo", "pipefail", "-c", line], cwd=project, capture_output=True, text=True)
    print(run.returncode, line)
    if run.returncode not in (0, 1) or "corosafe: error" in run.stderr:
        sys.exit(run.stdout + run.stderr)
print(len(commands), "commands")

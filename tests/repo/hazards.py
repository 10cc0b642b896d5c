"""Runs corosafe on every example of docs/hazards.md: the check that its section names is found, and no other.

usage: hazards.py CORO_SAFE HAZARDS.md FOLDER flags...
"""
import json
import pathlib
import re
import subprocess
import sys

command, page, folder, *flags = sys.argv[1:]
text = pathlib.Path(page).read_text()
files, wanted = [], {}
for number, section in enumerate(re.split(r"^## ", text, flags=re.M)[1:]):
    title = section.splitlines()[0]
    check = re.search(r"Found by \[([a-z-]+)\]\(checks/\1\.md\)", section)
    code = re.search(r"```cpp\n(.*?)```", section, re.S)
    if not check or not code:
        sys.exit(f"{page}: '{title}' has no check or no example")
    path = pathlib.Path(folder) / f"{number:02}.cpp"
    path.write_text('#include "hazards.h"\n' + code.group(1))
    files.append(str(path))
    wanted[str(path.resolve())] = (title, "corosafe-" + check.group(1))
found = {}
for path in files:
    run = subprocess.run([command, "--format=json", path, "--", *flags], capture_output=True, text=True)
    report = json.loads(run.stdout)
    if report["skipped"]:
        print(run.stderr, report["skipped"])
    for d in report["diagnostics"]:
        found.setdefault(str(pathlib.Path(path).resolve()), set()).add(d["check"])
wrong = [f"'{title}': expected {check}, found {', '.join(sorted(found.get(path, {'nothing'})))}"
         for path, (title, check) in wanted.items() if found.get(path, set()) != {check}]
print("\n".join(wrong) or f"{len(wanted)} examples")
sys.exit(bool(wrong))

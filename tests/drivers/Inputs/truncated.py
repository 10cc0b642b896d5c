"""A file that ends after every tenth token, as it does while it is typed: the command must not crash on it.

usage: truncated.py COROSAFE FILE
"""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

corosafe, file = sys.argv[1], pathlib.Path(sys.argv[2])
text = file.read_text()
ends = [m.end() for m in re.finditer(r"\w+|[^\w\s]", text)][9::10]


def status(end):
    part = file.with_name(f"{file.stem}-{end}.cpp")
    part.write_text(text[:end])
    run = subprocess.run([corosafe, str(part), "--", "-std=c++20"], capture_output=True, timeout=60, check=False)
    return end, run.returncode, b"crashed" in run.stderr


with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    bad = [s for s in pool.map(status, ends) if s[1] not in (0, 1, 2) or s[2]]
print(f"{len(ends)} texts, {len(bad)} crashes", *bad)

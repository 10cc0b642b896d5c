"""Fails unless the official validator, its GitHub rules included, has no error and no warning.

usage: sarif_valid.py NPM_FOLDER SCRATCH_FOLDER FILE...
"""
import json
import os
import subprocess
import sys

npm, scratch = sys.argv[1:3]
tool = f"{npm}/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
os.makedirs(scratch, exist_ok=True)
config, verdict = f"{scratch}/config.xml", f"{scratch}/verdict.sarif"
# This rule asks the network for every URL in the report.
with open(config, "w") as file:
    file.write(
        '<?xml version="1.0"?><Properties><Properties Key="SARIF2006.UrisShouldBeReachable.Options">'
        '<Property Key="RuleEnabled" Value="Disabled"/></Properties></Properties>'
    )
bad = False
for source in sys.argv[3:]:
    run = subprocess.run(
        [tool, "validate", "--config", config, "--rule-kind", "Sarif;Gh", "--log", "ForceOverwrite", "--output", verdict, source],
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        capture_output=True,
        text=True,
    )
    if run.returncode:
        sys.exit(run.stdout + run.stderr)
    log = json.load(open(verdict, encoding="utf-8-sig"))["runs"][0]
    for result in log.get("results", []):
        if result.get("level", "warning") in ("error", "warning"):
            bad = True
            print(result["ruleId"], result["message"], file=sys.stderr)
    if bad:
        sys.exit(run.stdout)
print("valid")

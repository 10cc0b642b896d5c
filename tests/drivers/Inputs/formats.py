"""Reads the reports of formats.test as other tools do and prints what they say."""
import json
import sys
import xml.etree.ElementTree as xml

out = sys.argv[1]
issues = json.load(open(f"{out}/gitlab.json"))
first = issues[0]
assert set(first) == {"description", "check_name", "fingerprint", "severity", "location"}, first
print(f"gitlab: {len(issues)} issues, {first['location']['path']}:{first['location']['lines']['begin']}", first["check_name"], first["severity"])
suites = xml.parse(f"{out}/junit.xml").getroot()
for suite in suites:
    counts = {tag: sum(len(case.findall(tag)) for case in suite) for tag in ("failure", "skipped")}
    assert [len(suite), counts["failure"], counts["skipped"]] == [int(suite.get(k)) for k in ("tests", "failures", "skipped")]
    print(f"junit: suite '{suite.get('name')}' {len(suite)} tests {counts['failure']} failures {counts['skipped']} skipped")
assert int(suites.get("tests")) == sum(len(suite) for suite in suites)
print("junit:", suites.findall(".//skipped")[-1].get("message"))
for file in xml.parse(f"{out}/checkstyle.xml").getroot():
    for error in file:
        print(f"checkstyle: {file.get('name')}:{error.get('line')}:{error.get('column')}", error.get("severity"), error.get("source"))

"""Names the models without a test in which every entry of theirs changes what is found."""
import json
import pathlib
import sys

root = pathlib.Path(sys.argv[1])
problems = []
for model in sorted((root / "checks/models/libraries").glob("*.json")):
    library = json.loads(model.read_text())["library"]
    tests = [root / f"tests/models/{folder}{model.stem}.cpp" for folder in ("entries/", "")]
    runs = [line for test in tests if test.exists() for line in test.read_text().splitlines() if f"--idle-entries={library} %s" in line]
    if not any(line.endswith("| diff /dev/null -") for line in runs):
        problems.append(f"{model.name}: no test runs --idle-entries={library} on itself and wants to see nothing of it: {tests[0].relative_to(root)}")
print("\n".join(problems))
sys.exit(bool(problems))

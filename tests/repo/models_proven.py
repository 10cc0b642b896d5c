"""Names the models without a test in which every entry of theirs changes what is found."""
import json
import pathlib
import sys

root = pathlib.Path(sys.argv[1])
# Names of the system and of the standard library: tests/rules meets them, not one by one.
BY_RULES = {"std", "posix", "conventions"}
problems = []
for model in sorted((root / "checks/models/libraries").glob("*.json")):
    if model.stem in BY_RULES:
        continue
    library = json.loads(model.read_text())["library"]
    test = root / f"tests/models/entries/{model.stem}.cpp"
    text = test.read_text() if test.exists() else ""
    if f"--idle-entries={library} %s" not in text:
        problems.append(f"{model.name}: {test.relative_to(root)} does not run --idle-entries={library}")
    if "| diff /dev/null -" not in text:
        problems.append(f"{test.relative_to(root)}: says nothing of what --idle-entries may print: nothing")
print("\n".join(problems))
sys.exit(bool(problems))

"""Names the models without a test of their entries, and the tests that leave more entries unproven than before."""
import json
import pathlib
import sys

root = pathlib.Path(sys.argv[1])
# Names of the system and of the standard library: tests/rules meets them, not one by one.
BY_RULES = {"std", "posix", "conventions"}
# May become less, never more.
UNPROVEN = {
    "asio": 21,
    "async-simple": 3,
    "beast": 1,
    "boost-thread": 6,
    "cobalt": 4,
    "concurrencpp": 2,
    "corosio": 2,
    "corral": 6,
    "crimson": 1,
    "drogon": 1,
    "elio": 2,
    "flow": 7,
    "folly": 4,
    "hpx": 1,
    "libcoro": 3,
    "qt": 3,
    "redpanda": 3,
    "seastar": 4,
    "stdexec": 1,
    "toomanycooks": 8,
    "userver": 2,
}
problems = []
for model in sorted((root / "checks/models/libraries").glob("*.json")):
    if model.stem in BY_RULES:
        continue
    library = json.loads(model.read_text())["library"]
    test = root / f"tests/models/entries/{model.stem}.cpp"
    text = test.read_text() if test.exists() else ""
    if f"--idle-entries={library} %s" not in text:
        problems.append(f"{model.name}: {test.relative_to(root)} does not run --idle-entries={library}")
    left = text.count("\n// unproven: ")
    if left > UNPROVEN.get(model.stem, 0):
        problems.append(f"{test.relative_to(root)}: {left} entries are unproven, {UNPROVEN.get(model.stem, 0)} were")
print("\n".join(problems))
sys.exit(bool(problems))

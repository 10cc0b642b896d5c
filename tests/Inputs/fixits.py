"""Every fix of every file of a folder is applied, alone and then all together by the
command itself. What comes out compiles, and the finding is gone. Functions whose
name ends in _nofix have findings that nothing can mend by itself, in _alternative
those for which there is only what holds if something is meant that the code does not say.

usage: fixits.py COROSAFE CLANG FOLDER -- FLAGS...
"""
import json
import pathlib
import subprocess
import sys
import tempfile

corosafe, clang, folder = sys.argv[1:4]
flags = sys.argv[5:]
problems = []


def analysed(file, *options):
    run = subprocess.run([corosafe, "--no-cache", "--format=json", *options, str(file), "--", *flags], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if run.returncode not in (0, 1):
        return None
    return json.loads(run.stdout)["diagnostics"]


def check(ok, *what):
    if not ok:
        problems.append(" ".join(map(str, what)))


def compiles(file):
    run = subprocess.run([clang, "-fsyntax-only", "-w", *flags, str(file)], capture_output=True, text=True)
    return run.stderr if run.returncode else ""


def place(diagnostic):
    return diagnostic["function"], diagnostic["check"], diagnostic["message"]


for source in sorted(pathlib.Path(folder).glob("*.cpp")):
    with tempfile.TemporaryDirectory() as where:
        file = pathlib.Path(where, source.name)
        original = source.read_bytes()
        file.write_bytes(original)
        found = analysed(file)
        check(found, source.name, "has no findings, or does not compile")
        for diagnostic in found or []:
            expected = not diagnostic["function"].endswith("_nofix")
            check(bool(diagnostic["fixes"]) == expected, source.name, diagnostic["location"]["line"], diagnostic["function"],
                  "has no fix" if expected else "has a fix")
            applied = not diagnostic["function"].endswith(("_nofix", "_alternative"))
            check((sum(not fix["alternative"] for fix in diagnostic["fixes"]) == 1) == applied, source.name,
                  diagnostic["location"]["line"], diagnostic["function"], "is not mended" if applied else "is mended", "unasked")
            for fix in diagnostic["fixes"]:
                text = original
                for part in sorted(fix["replacements"], key=lambda r: r["offset"], reverse=True):
                    check(pathlib.Path(part["file"]).name == source.name, "a fix in", part["file"])
                    text = text[: part["offset"]] + part["text"].encode() + text[part["offset"] + part["length"] :]
                file.write_bytes(text)
                errors = compiles(file)
                check(not errors, source.name, diagnostic["location"]["line"], fix["message"], "does not compile:\n" + errors)
                left = analysed(file) or []
                check(list(map(place, left)).count(place(diagnostic)) < list(map(place, found)).count(place(diagnostic)),
                      source.name, diagnostic["location"]["line"], fix["message"], "does not mend it")
        file.write_bytes(original)
        analysed(file, "--fix")
        errors = compiles(file)
        check(not errors, source.name, "does not compile after --fix:\n" + errors)
        for diagnostic in analysed(file) or []:
            check(diagnostic["function"].endswith(("_nofix", "_alternative")), source.name, "after --fix:", diagnostic["function"], diagnostic["message"])
        print(source.name, len(found or []), "findings")
for problem in problems:
    print(problem)
print(len(problems), "problems")
sys.exit(bool(problems))

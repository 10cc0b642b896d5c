"""Each fix that the command knows is a quick fix in the editor under the same name, and both make the same text.

usage: clangd_fixes.py CLANGD COROSAFE FOLDER... -- FLAGS...
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from lsp import Server, edited

clangd, corosafe = sys.argv[1:3]
dashes = sys.argv.index("--")
files = sorted(f for folder in sys.argv[3:dashes] for f in pathlib.Path(folder).resolve().glob("*.cpp"))
flags = sys.argv[dashes + 1 :]
os.environ["XDG_CONFIG_HOME"] = os.environ["HOME"] = "/nonexistent"  # What the person who tests has configured is not read.


def told_by_command(file):
    run = subprocess.run([corosafe, "--no-cache", "--format=json", str(file), "--", *flags], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    made, text = set(), file.read_bytes()
    for diagnostic in json.loads(run.stdout)["diagnostics"]:
        for fix in diagnostic["fixes"]:
            after = text
            for part in sorted(fix["replacements"], key=lambda r: r["offset"], reverse=True):
                after = after[: part["offset"]] + part["text"].encode() + after[part["offset"] + part["length"] :]
            made.add((diagnostic["location"]["line"], fix["message"], after.decode()))
    return made


def told_by_editor(server, file):
    uri, text = server.open(file), file.read_bytes().decode()
    made = set()
    for diagnostic in server.found(uri):
        for action in server.fixes(uri, diagnostic):
            if list(action.get("edit", {}).get("changes", {})) == [uri] and not action["title"].startswith("suppress"):
                made.add((diagnostic["range"]["start"]["line"] + 1, action["title"], edited(text, action["edit"]["changes"][uri])))
    return made


with tempfile.TemporaryDirectory() as folder:
    commands = [{"directory": folder, "file": str(f), "arguments": ["clang++", *flags, "-c", str(f)]} for f in files]
    pathlib.Path(folder, "compile_commands.json").write_text(json.dumps(commands))
    server = Server([clangd, "--background-index=0", f"--compile-commands-dir={folder}"], folder)
    for file in files:
        command, editor = told_by_command(file), told_by_editor(server, file)
        for what, only in (("no quick fix", command - editor), ("only in the editor", editor - command)):
            for line, title, _ in sorted(only):
                print(f"{file.name}:{line}: {what}: {title}")
        print(f"{file.name}: {len(command)} fixes, {'the same' if command == editor else 'others'} in the editor")
    print("ended with", server.end())

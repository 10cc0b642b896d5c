"""What may befall a cache, and that it changes nothing.

usage: cache_faults.py CASE COROSAFE WORK_FOLDER
"""
import fcntl
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

case, corosafe, work = sys.argv[1:4]
here = os.path.dirname(os.path.abspath(__file__))
cache = os.path.join(work, "cache")
database = os.path.join(cache, "facts.sqlite")


def source(number, extra=""):
    return (f'#include "tiny.h"\ntask f{number}() {{\n  std::lock_guard<std::mutex> lock(shared_mutex);\n'
            f"  co_await work();\n}}\n{extra}")


def make(count, extra=""):
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    files = [os.path.join(work, f"{i:02}.cpp") for i in range(count)]
    for i, file in enumerate(files):
        with open(file, "w") as out:
            out.write(source(i, extra(i) if extra else ""))
    return files


def command(files, *options):
    return [corosafe, *options, *files, "--", "-std=c++20", f"-I{here}"]


def start(files, *options, folder=cache, before=None):
    return subprocess.Popen(command(files, f"--cache-dir={folder}", "--stats", *options), stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, preexec_fn=before)


class Run:
    def __init__(self, process):
        self.out, self.err = process.communicate()
        self.status = process.returncode
        self.said = [line for line in self.err.splitlines() if line.startswith("corosafe: warning")]
        counts = [line for line in self.err.splitlines() if "cache:" in line]
        self.parsed = int(counts[-1].split()[1].rstrip(";")) if counts else None


def expect(truth, what):
    assert truth, what
    print("ok:", what)


def plain(files):
    run = subprocess.run(command(files, "--no-cache"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    assert run.returncode == 1 and run.stdout.count("warning:") == len(files), run.stderr
    return run.stdout


def same(run, expected, what):
    expect(run.out == expected and run.status == 1, f"{what}: same findings, same status")


def warns(run, text, what):
    expect(len(run.said) == 1 and text in run.said[0], f"{what}: one line, '{text}'" + ("" if run.said else " " + run.err))


def edited(file):
    with open(file, "a") as out:
        out.write("// more\n")


def sound():
    with sqlite3.connect(database) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def killed():
    files = make(12)
    expected = plain(files)
    begin = time.monotonic()
    Run(start(files))
    whole = time.monotonic() - begin
    shutil.rmtree(cache)
    for attempt in range(12):
        process = start(files, "-j2")
        time.sleep(whole * attempt / 12)
        process.send_signal(signal.SIGKILL)
        process.wait()
    run = Run(start(files))
    same(run, expected, "after many kills")
    expect(not run.said and sound(), "nothing is damaged")
    expect(Run(start(files)).parsed == 0, "all is known")
    for file in files:
        edited(file)
    process = start(files)
    time.sleep(whole / 2)
    process.kill()
    process.wait()
    same(Run(start(files)), plain(files), "killed while it replaced")


def together():
    files = make(8)
    expected = plain(files)
    runs = [Run(process) for process in [start(files if i % 2 else files[::-1]) for i in range(5)]]
    for i, run in enumerate(runs):
        same(run, expected, f"process {i}")
        expect(not run.said, "no complaint")
    expect(sound() and Run(start(files)).parsed == 0, "all is known")


def damaged():
    files = make(4)
    expected = plain(files)
    generator = random.Random(1)

    def spoil(how):
        Run(start(files))
        with open(database, "r+b") as file:
            how(file, os.path.getsize(database))

    def overwrite(position, data):
        return lambda file, size: (file.seek(position(size) if callable(position) else position), file.write(data))

    def flip(file, size):
        for _ in range(size // 64):
            place = generator.randrange(size)
            file.seek(place)
            byte = file.read(1)
            file.seek(place)
            file.write(bytes([byte[0] ^ 1 << generator.randrange(8)]))

    for what, how, must in [("no database", overwrite(0, b"what is this? " * 400), True),
                            ("flipped bits", flip, False),
                            ("zeros", overwrite(lambda size: size // 2, bytes(8192)), False),
                            ("cut off", lambda file, size: file.truncate(size // 2), False),
                            ("empty", lambda file, size: file.truncate(0), False)]:
        spoil(how)
        run = Run(start(files))
        same(run, expected, what)
        expect(len(run.said) <= 1 and (run.said or not must), f"{what}: at most one line")
        if run.said:
            warns(run, "is damaged; it is made anew", what)
        expect(Run(start(files)).parsed == 0, f"{what}: all is known again")

    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE facts SET bytes = zeroblob(length(bytes))")
    run = Run(start(files))
    same(run, expected, "wrong facts")
    warns(run, "is damaged; it is made anew", "wrong facts")
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version = 77")
    run = Run(start(files))
    same(run, expected, "another format")
    warns(run, "was written by another version of corosafe; it is made anew", "another format")
    expect(Run(start(files)).parsed == 0, "another format: all is known again")

    spoil(overwrite(0, b"what is this? " * 400))
    with open(os.path.join(cache, "lock")) as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        run = Run(start(files))
    same(run, expected, "in use")
    warns(run, "another process has it open; going on without it", "in use")
    run = Run(start(files))
    warns(run, "is damaged; it is made anew", "no longer in use")


def unwritable():
    files = make(4)
    expected = plain(files)
    run = Run(start(files, folder="/dev/null/cache"))
    same(run, expected, "no place")
    warns(run, "cannot make the cache in '/dev/null/cache'", "no place")

    # A write beyond the limit fails; the signal that comes with it kills who does not expect it.
    for limit in (0, 5000, 20000, 60000):
        shutil.rmtree(cache, ignore_errors=True)
        run = Run(start(files, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))))
        same(run, expected, f"full at {limit} bytes")
        expect(len(run.said) <= 1, "at most one line")
        run = Run(start(files))
        same(run, expected, "no longer full")
        expect(Run(start(files)).parsed == 0, "all is known")


def mounted():
    files = make(4)
    expected = plain(files)
    os.makedirs(cache)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", cache], stderr=subprocess.DEVNULL, check=False).returncode:
        print("ok: file systems cannot be mounted here")
        return
    try:
        run = Run(start(files))
        same(run, expected, "a full disk")
        warns(run, "going on without it", "a full disk")
        subprocess.run(["mount", "-o", "remount,size=10m", cache], check=True)
        same(Run(start(files)), expected, "no longer full")
        expect(Run(start(files)).parsed == 0, "all is known")
        subprocess.run(["mount", "-o", "remount,ro", cache], check=True)
        run = Run(start(files))
        same(run, expected, "read-only")
        expect(run.parsed == 0 and not run.said, "read-only: what is there is used")
        edited(files[0])
        run = Run(start(files))
        same(run, plain(files), "read-only, edited")
        expect(run.parsed == 1, "read-only: the rest is used")
        warns(run, "it is read-only", "read-only")
    finally:
        subprocess.run(["umount", cache], check=True)


def bounded():
    generator = random.Random(2)
    names = lambda _: "\n".join(f"void f_{generator.getrandbits(192):x}() {{}}" for _ in range(5000))
    files = make(8, names)
    for file in files:
        Run(start([file], "--cache-size=1"))
    with sqlite3.connect(database) as connection:
        size, count = connection.execute("SELECT total(size), count(*) FROM entry").fetchone()
        orphans = connection.execute("SELECT count(*) FROM facts WHERE entry NOT IN (SELECT id FROM entry)").fetchone()[0]
    expect(0 < size <= 1 << 20 and 0 < count < len(files) and orphans == 0, f"{count} units are kept")
    expect(os.path.getsize(database) < 2 << 20, "the file is small")
    expect(Run(start(files[-1:])).parsed == 0, "the newest is kept")
    expect(Run(start(files[:1])).parsed == 1, "the oldest is not")


{"killed": killed, "together": together, "damaged": damaged, "unwritable": unwritable, "mounted": mounted, "bounded": bounded}[case]()

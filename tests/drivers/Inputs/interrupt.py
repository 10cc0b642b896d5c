"""Ends corosafe by a signal while it is at a given point of its work, and looks at what it leaves.

    interrupt.py CASE COROSAFE FOLDER

A header is a pipe, which makes corosafe wait until somebody writes to it: so it
is known where it is when the signal comes."""
import errno
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

CASE, COROSAFE, FOLDER = sys.argv[1], sys.argv[2].split(), pathlib.Path(sys.argv[3])
TIMEOUT = 60
PIPE, TEXT = FOLDER / "sys/slow.h", (FOLDER / "sys/slow.text").read_text()
TEMPORARY = FOLDER / "tmp"


def start(*arguments):
    return subprocess.Popen([*COROSAFE, *arguments], cwd=FOLDER, env={**os.environ, "TMPDIR": str(TEMPORARY)}, start_new_session=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for_reader(process):
    """The pipe's other end, once corosafe has opened it."""
    end = time.monotonic() + TIMEOUT
    while time.monotonic() < end:
        try:
            return os.open(PIPE, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            assert error.errno == errno.ENXIO, error
        assert process.poll() is None, "it ended: " + process.communicate()[1]
        time.sleep(0.01)
    sys.exit("corosafe never read the pipe")


def interrupt_at(opening, which, *arguments):
    """Lets it read the header `opening` times, and ends it while it waits for the next."""
    process = start(*arguments)
    for _ in range(opening):
        pipe = wait_for_reader(process)
        os.write(pipe, TEXT.encode())
        os.close(pipe)
        time.sleep(0.3)  # Else it might be this reader that is found again.
    pipe = wait_for_reader(process)
    process.send_signal(which)
    process.communicate(timeout=TIMEOUT)
    os.close(pipe)
    assert process.returncode == -which, process.returncode
    try:
        os.killpg(process.pid, 0)
        sys.exit("something of it still runs")
    except ProcessLookupError:
        pass


def files(folder):
    return sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file())


def run(*arguments):
    process = start(*arguments)
    out, err = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 1, err
    return out


# Who runs in the background of a shell has it ignored, and hands that on.
signal.signal(signal.SIGINT, signal.SIG_DFL)
TEMPORARY.mkdir(exist_ok=True)
PIPE.write_text(TEXT)
expected = run("-p", ".", "--no-cache")
assert expected.count("[corosafe-") == 3, expected
which = signal.SIGTERM if CASE.endswith("terminated") else signal.SIGINT
cache = () if CASE.startswith("cache") else ("--no-cache",)
for opening in range(2):  # While it scans; while it makes shared headers.
    shutil.rmtree(FOLDER / ".corosafe", ignore_errors=True)
    PIPE.unlink()
    os.mkfifo(PIPE)
    interrupt_at(opening, which, "-p", ".", "-j2", *cache)
    left = files(TEMPORARY)
    assert not left, left
    if cache:
        assert not (FOLDER / ".corosafe").exists()
    else:
        half = [f for f in files(FOLDER / ".corosafe") if "tmp" in f or f.endswith(".pch")]
        assert not half, half
    PIPE.unlink()
    PIPE.write_text(TEXT)
    for _ in range(2):
        assert run("-p", ".", *cache) == expected

# lit's configuration: substitutions that tests use, and which files are tests.
import glob
import hashlib
import os
import platform

import lit.formats

config.name = "corosafe"
config.test_format = lit.formats.ShTest(True)
config.suffixes = [".cpp", ".test"]
config.excludes = ["Inputs", "bench"]
config.test_source_root = os.path.join(config.source_dir, "tests")
config.test_exec_root = os.path.join(config.build_dir, "tests", "output")

bin_dir = os.path.join(config.llvm_prefix, "bin")
build_bin = os.path.join(config.build_dir, "bin")
plugin = os.path.join(config.build_dir, "lib", "libcorosafe-tidy.so")
config.environment["PATH"] = os.pathsep.join([build_bin, bin_dir, os.environ.get("PATH", "")])
config.environment["LC_ALL"] = "C.UTF-8"

# Findings are compared with clang's own -verify markers; notes are compared only where a test asks for them.
verify = "-Xclang -verify -Xclang -verify-ignore-unexpected=note,remark"
config.substitutions += [
    ("%corosafe", os.path.join(build_bin, "corosafe")),
    ("%tidy", f"{bin_dir}/clang-tidy --load={plugin}"),
    ("%plugin", plugin),
    ("%verify", verify),
    ("%equality", f"/usr/bin/python3 {config.test_source_root}/drivers/Inputs/equality.py {build_bin}/corosafe {bin_dir}/clang-tidy {plugin}"),
    ("%difftidy", os.path.join(config.llvm_prefix, "share/clang/clang-tidy-diff.py")),
    ("%clangd-session", f"/usr/bin/python3 {config.test_source_root}/drivers/Inputs/clangd.py {build_bin}/corosafe-clangd"),
    ("%clangd", os.path.join(build_bin, "corosafe-clangd")),
    ("%rules-flags", " ".join([
        "-std=c++20 -fPIC -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE -Wno-unused-value",
        f"-I{config.test_source_root}/Inputs",
        "-isystem /usr/include/qcoro6 -isystem /usr/include/qcoro6/qcoro",
        *(f"-isystem /usr/include/{platform.machine()}-linux-gnu/qt6{part}" for part in ("", "/QtCore", "/QtNetwork")),
    ])),
    ("%inputs", os.path.join(config.test_source_root, "Inputs")),
    ("%source_dir", config.source_dir),
    ("%build_dir", config.build_dir),
    ("%json-valid", f"/usr/bin/python3 {config.test_source_root}/Inputs/json_valid.py {config.source_dir}/docs/json-schema.json"),
]

# What scripts/setup --test installs with npm, outside the repository.
with open(f"{config.test_source_root}/Inputs/npm/package-lock.json", "rb") as lock:
    lock_hash = hashlib.sha256(lock.read()).hexdigest()[:16]
cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
npm = os.path.join(cache, "corosafe-tests", lock_hash)
config.substitutions += [
    ("%sarif-valid", f"/usr/bin/python3 {config.test_source_root}/Inputs/sarif_valid.py {npm} %t.validator"),
    ("%npm", npm),
]

config.available_features.add(f"llvm-{config.llvm_major}")
for feature, pattern in [
    ("boost", "/usr/include/boost/asio.hpp"),
    ("asio", "/usr/include/asio.hpp"),
    ("abseil", "/usr/include/absl/synchronization/mutex.h"),
    ("tbb", "/usr/include/tbb/spin_mutex.h"),
    ("gtest", "/usr/include/gtest/gtest.h"),
    ("qcoro", "/usr/include/qcoro6/qcoro/qcorotask.h"),
    ("clangd", os.path.join(build_bin, "corosafe-clangd")),
    ("neovim", "/usr/bin/nvim"),
    ("valgrind", "/usr/bin/valgrind"),
    ("dpkg", "/usr/bin/dpkg-shlibdeps"),
    ("bazel", "/usr/bin/bazel"),
    ("chromium", "/usr/bin/chromium"),
    ("sarif-multitool", f"{npm}/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"),
    ("root", "/"),
]:
    if glob.glob(pattern) and (feature != "root" or os.geteuid() == 0):
        config.available_features.add(feature)

"""Makes a folder 'latin 1' with a buggy source, name and text in Latin-1."""
import os
import sys

folder = os.fsencode(sys.argv[1]) + b"/latin 1"
os.makedirs(folder, exist_ok=True)
with open(folder + b"/gr\xfc\xdfe.cpp", "wb") as source:
    source.write(
        b'#include "demo.h"\n// Gr\xfc\xdfe\nnamespace n {\nstd::mutex m;\ntask gru() {\n'
        b'  std::lock_guard<std::mutex> lock(m); /* \xe4\xf6\xfc */ co_await work(); // \xff\xfe\n}\n}\n')

"""Makes N sources with two findings each and a common header with one; the 8th does not compile."""
import sys

folder, count = sys.argv[1], int(sys.argv[2])
body = "{ std::lock_guard<std::mutex> lock(shared_mutex); co_await work(); }\n"
with open(f"{folder}/common.h", "w") as header:
    header.write(f'#pragma once\n#include "demo.h"\ninline task common() {body}')
for i in range(count):
    with open(f"{folder}/{i:02}.cpp", "w") as source:
        source.write(f'#include "common.h"\ntask a{i}() {body}task b{i}() {body}')
        if i == 7:
            source.write("int broken = nothing;\n")

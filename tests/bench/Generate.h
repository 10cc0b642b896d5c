//===- Generate.h - Programs of any size, as facts --------------------------===//
//
// Makes the facts that extraction would make of a server over Asio, unit by unit:
// coroutines that read, write, wait, lock, race, spawn, recurse and call each
// other over several layers and units, through plain calls, members and virtual
// functions. The same number gives the same program.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_BENCH_GENERATE_H
#define COROSAFE_BENCH_GENERATE_H

#include "facts/Facts.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corosafe::bench {

/// Makes the translation units of a program of that many coroutines, one after the other.
void generate(uint32_t Coroutines, llvm::function_ref<void(TuFacts)> Unit);
/// How many those are.
uint32_t unitsOf(uint32_t Coroutines);

} // namespace corosafe::bench

#endif

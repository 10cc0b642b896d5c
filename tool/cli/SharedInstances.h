//===- SharedInstances.h - What many units would instantiate alike ----------===//
//
// Of a unit on top of shared headers, most of what is left is instantiating the
// templates that all of them use: a library's task of void, a read from a socket.
// A typical unit's text is parsed on top of the headers as well, what it declares
// is taken out again, and what is left, instances, is kept with the headers:
//
//   h-<group>.pch ◄── h-<group>.instances.pch ◄── unit
//
// A text is typical if many units have its words. It must need no header but
// those and no template of the user's (facts come from what each unit itself
// instantiates of these), define nothing that the headers declare a part of (a
// class, a static member, a specialisation), and leave no macro or pragma behind.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_SHAREDINSTANCES_H
#define COROSAFE_TOOL_CLI_SHAREDINSTANCES_H

#include "PrecompiledHeaders.h"
#include "llvm/ADT/ArrayRef.h"
#include <string>

namespace corosafe {

/// Files that go with headers, by what is added to their stem.
inline constexpr llvm::StringLiteral InstancesEnd = ".instances";

/// Puts those that were made on top of exactly these headers, if any, into Known.Top.
void loadInstances(PrecompiledHeaders &Known, const std::string &Stem);

/// Units that could be on top of these headers, the most typical first.
std::vector<size_t> typicalOf(llvm::ArrayRef<size_t> Units, const std::vector<ScanResult> &Scans, const PrecompiledHeaders &Known);

/// Makes them of the first unit that will do, and puts them into Known.Top; also kept is that none will.
void makeInstances(PrecompiledHeaders &Known, const std::string &Stem, llvm::ArrayRef<size_t> Typical, const std::vector<Job> &Jobs,
                   const std::vector<ScanResult> &Scans, const Options &Request);

} // namespace corosafe

#endif

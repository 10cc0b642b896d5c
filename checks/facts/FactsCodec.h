//===- FactsCodec.h - Facts as text, as bytes, and back --------------------===//
//
// The text is for people and their tools; the bytes are for the cache and the
// index: about a third of the size, and read an order of magnitude faster.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FACTS_FACTSCODEC_H
#define COROSAFE_FACTS_FACTSCODEC_H

#include "Facts.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <string>

namespace corosafe {

/// Facts as compact JSON; the same facts give the same bytes.
std::string encodeFacts(const TuFacts &Facts);

/// The inverse of encodeFacts: nothing is lost. An error for text that is not
/// such JSON or holds an index out of its table's range.
llvm::Expected<TuFacts> decodeFacts(llvm::StringRef Text);

/// Facts as bytes, with a check sum; the same facts give the same bytes.
std::string encodeFactsBinary(const TuFacts &Facts);

/// The inverse of encodeFactsBinary. An error for bytes that were damaged, cut
/// off, or written by a corosafe whose facts look different.
llvm::Expected<TuFacts> decodeFactsBinary(llvm::StringRef Bytes);

/// Says what is wrong if a number is no index into the table that it should be
/// an index into; empty if all is well. Both decoders ask it.
std::string brokenIndexIn(const TuFacts &Facts);

/// Facts for people: functions, blocks and events in the style of Facts.h's example.
void dumpFacts(const TuFacts &Facts, llvm::raw_ostream &OS);

} // namespace corosafe

#endif

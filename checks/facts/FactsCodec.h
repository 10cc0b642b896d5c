//===- FactsCodec.h - Facts as text and back -------------------------------===//

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

/// Facts for people: functions, blocks and events in the style of Facts.h's example.
void dumpFacts(const TuFacts &Facts, llvm::raw_ostream &OS);

} // namespace corosafe

#endif

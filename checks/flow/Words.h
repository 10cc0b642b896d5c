//===- Words.h - Names read as words -----------------------------------------===//
//
// Where no model and no body says what a function does, its name often does.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_WORDS_H
#define COROSAFE_FLOW_WORDS_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace corosafe {

/// "beginTransaction", "begin_transaction" and "async_begin_transaction" are "begin transaction".
std::string wordsOf(llvm::StringRef Leaf);

/// The words behind a verb; nothing if the name does not begin with it.
std::optional<llvm::StringRef> behind(llvm::StringRef Words, llvm::StringRef Verb);

/// True if the words begin or end with the verb: "close socket", "socket close".
bool saysVerb(llvm::StringRef Words, llvm::StringRef Verb);

/// True if the name says that a callback which the function is given is called later on: "on_message", "subscribe", "add_handler".
bool saysCalledLater(llvm::StringRef Leaf);

/// True if the name says that the function throws where what it is given is not as it should be: "check", "throw_if_failed".
bool saysCheck(llvm::StringRef Leaf);

} // namespace corosafe

#endif

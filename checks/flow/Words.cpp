//===- Words.cpp -------------------------------------------------------------===//

#include "Words.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace corosafe {

std::string wordsOf(llvm::StringRef Leaf) {
  std::string R;
  for (size_t I = 0; I < Leaf.size(); ++I) {
    char C = Leaf[I];
    bool Upper = C >= 'A' && C <= 'Z';
    bool Starts = C == '_' || (Upper && I && !(Leaf[I - 1] >= 'A' && Leaf[I - 1] <= 'Z'));
    if (Starts && !R.empty() && R.back() != ' ')
      R += ' ';
    if (C != '_')
      R += llvm::toLower(C);
  }
  llvm::StringRef Words = R;
  for (llvm::StringRef Prefix : {"async ", "co ", "do "})
    Words.consume_front(Prefix);
  for (llvm::StringRef Suffix : {" async", " coro"})
    Words.consume_back(Suffix);
  return Words.rtrim().str();
}

std::optional<llvm::StringRef> behind(llvm::StringRef Words, llvm::StringRef Verb) {
  bool WantsMore = Verb.consume_back(" *");
  if (!Words.consume_front(Verb) || (!Words.empty() && Words.front() != ' ') || (WantsMore && Words.empty()))
    return std::nullopt;
  return Words.ltrim();
}

bool saysVerb(llvm::StringRef Words, llvm::StringRef Verb) {
  return behind(Words, Verb) || (Words.consume_back(Verb) && Words.ends_with(" "));
}

/// True if one of them is among the words of a name.
static bool hasWord(llvm::StringRef Leaf, std::initializer_list<llvm::StringRef> Any) {
  std::string Words = " " + wordsOf(Leaf) + " ";
  return llvm::any_of(Any, [&](llvm::StringRef W) { return Words.find((" " + W + " ").str()) != std::string::npos; });
}

bool saysCalledLater(llvm::StringRef Leaf) {
  return Leaf.starts_with("async") || hasWord(Leaf, {"on", "when", "after", "every", "later", "then", "once", "subscribe", "listen", "listener",
                                                     "observe", "observer", "watch", "register", "connect", "handler", "handle", "callback",
                                                     "hook", "signal", "notify", "add", "set", "install", "bind", "attach", "post", "defer",
                                                     "dispatch", "schedule", "enqueue", "queue", "push", "submit", "spawn", "start", "launch",
                                                     "timer", "timeout", "send", "request", "route", "get", "put", "emplace", "insert"});
}

bool saysCheck(llvm::StringRef Leaf) {
  return hasWord(Leaf, {"check", "throw", "rethrow", "raise", "ensure", "verify", "require", "expect", "assert", "enforce", "must"});
}

} // namespace corosafe

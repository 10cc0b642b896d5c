//===- Words.cpp -------------------------------------------------------------===//

#include "Words.h"
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

bool saysCheck(llvm::StringRef Leaf) {
  std::string Words = " " + wordsOf(Leaf) + " ";
  for (llvm::StringRef Verb : {"check", "throw", "rethrow", "raise", "ensure", "verify", "require", "expect", "assert", "enforce", "must"})
    if (Words.find((" " + Verb + " ").str()) != std::string::npos)
      return true;
  return false;
}

} // namespace corosafe

//===- ExtractInstances.h - Whose instances are those of a shared header? ---===//
//
// A precompiled header holds the instances of templates that any of its headers
// needed, also of headers that the unit does not include:
//
//   task.h       template <class T> class task { ... };
//   storage.h    task<block> read();            task<block>: made here
//   names.h      task<std::string> lookup();    task<std::string>: made here
//   main.cpp     #include "names.h"             task<std::string> is its own, task<block> is not
//
// An instance is the unit's own if it was made by a file that the unit reads, by
// a body that is the unit's own, or if such a body (or an initializer outside all
// bodies) uses it, be it unsaid: members that are initialised or destroyed, a
// coroutine's promise.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FACTS_EXTRACTINSTANCES_H
#define COROSAFE_FACTS_EXTRACTINSTANCES_H

#include "../Analyze.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <vector>

namespace corosafe {

/// What a unit and the headers that it reads hold.
struct Collected {
  std::vector<const clang::FunctionDecl *> Functions; ///< With their bodies.
  std::vector<clang::Decl *> AtFileScope;             ///< Variables with an initializer, static assertions.
};

class Instances {
public:
  Instances(clang::ASTContext &Context, const PrecompiledCode &Shared, const Collected &Unit);

  /// The functions of the unit.
  std::vector<const clang::FunctionDecl *> theUnits();

private:
  struct Body {
    unsigned Begin, End;
    const clang::FunctionDecl *Function;
  };
  bool wasMadeByOwn(const clang::FunctionDecl &Instance) const;
  bool takeMore();

  const clang::SourceManager &Sources;
  const PrecompiledCode &Shared;
  std::vector<const clang::FunctionDecl *> Own, Waiting;
  std::vector<clang::Decl *> AtFileScope;
  llvm::DenseMap<clang::FileID, std::vector<Body>> Bodies; ///< In order.
  llvm::DenseSet<const clang::FunctionDecl *> IsOwn;       ///< The outermost ones.
  llvm::DenseSet<const clang::FunctionDecl *> IsUsed;      ///< By those, canonical.
};

} // namespace corosafe

#endif

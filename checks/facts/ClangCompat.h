//===- ClangCompat.h - One spelling for what differs between LLVM 19 and 22 -===//

#ifndef COROSAFE_FACTS_CLANGCOMPAT_H
#define COROSAFE_FACTS_CLANGCOMPAT_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/Version.h"

namespace corosafe::compat {

/// The canonical type that a class or enum declares.
inline clang::QualType tagType(const clang::ASTContext &Context, const clang::TagDecl *Tag) {
#if CLANG_VERSION_MAJOR >= 22
  return Context.getCanonicalTagType(Tag);
#else
  return Context.getCanonicalType(Context.getTypeDeclType(Tag));
#endif
}

/// True if a function is declared [[clang::blocking]], which LLVM 20 was the first to know.
inline bool hasBlockingEffect([[maybe_unused]] const clang::FunctionDecl *Function) {
#if CLANG_VERSION_MAJOR >= 20
  for (clang::FunctionEffectWithCondition Effect : Function->getFunctionEffects())
    if (Effect.Effect.kind() == clang::FunctionEffect::Kind::Blocking)
      return true;
#endif
  return false;
}

} // namespace corosafe::compat

#endif

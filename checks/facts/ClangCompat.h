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

} // namespace corosafe::compat

#endif

//===- ExtractTables.h - The tables of a TuFacts, being filled -------------===//
//
//   FunctionDecl ─► entity()  ┐
//   QualType     ─► type()    ├─► an index, the same for the same thing
//   VarDecl      ─► global()  │
//   SourceRange  ─► span()    ┘
//
// Invariant: indices are given in the order of first use, and no pointer value
// ever decides an order, so equal translation units give equal tables.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FACTS_EXTRACTTABLES_H
#define COROSAFE_FACTS_EXTRACTTABLES_H

#include "Facts.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/PrettyPrinter.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include <optional>

namespace corosafe {

class Tables {
public:
  Tables(clang::ASTContext &Context, TuFacts &Out);

  clang::ASTContext &Context;
  TuFacts &Out;
  /// Every function named so far, and the members of the user's classes, in the order in which they were met.
  std::vector<const clang::FunctionDecl *> Met;

  Symbol symbol(llvm::StringRef Text);
  /// Absolute, as all output names the file.
  std::string pathOf(clang::FileID Id) const;
  SourceSpan span(clang::SourceRange Range);
  TypeId type(clang::QualType T) { return typeAt(T, 0, false); }
  /// The type without its reference, as operands and variables want it.
  TypeId valueType(clang::QualType T);
  EntityId entity(const clang::FunctionDecl *Function);
  /// What an unresolved name of a dependent expression may mean.
  EntityId unresolved(llvm::StringRef Leaf, const clang::NamedDecl *Candidate);
  GlobalId global(const clang::VarDecl *Variable);
  void skip(Symbol Function, llvm::StringRef Reason, clang::SourceRange Range);
  /// Describes the types that were met; types met while doing so included.
  void finish();

  bool inSystemHeader(const clang::Decl *D) const;
  /// The USR, with the file before it where the USR alone is not unique.
  std::string key(const clang::NamedDecl *D) const;
  /// Qualified, without template arguments and inline namespaces.
  std::string qualifiedName(const clang::NamedDecl *D) const;
  /// The same under which namespaces around its own bring it in, by a using-declaration or a using-directive.
  std::vector<Symbol> publicNames(const clang::NamedDecl *D);

  /// What `await_ready` says when its body is one constant: false suspends always.
  SuspendPolicy readyPolicy(const clang::FunctionDecl *AwaitReady) const;
  /// The same of the point before a coroutine's body; not known where `await_suspend` does something, as it may be to
  /// have the coroutine resumed.
  SuspendPolicy startPolicy(const clang::FunctionDecl *AwaitReady, const clang::FunctionDecl *AwaitSuspend) const;

  static Passing passing(clang::QualType T);
  /// The call operator of a closure type; of a generic lambda, the first specialisation by key.
  const clang::CXXMethodDecl *callOperator(const clang::CXXRecordDecl *Closure) const;
  /// A member of that name, own or inherited, also of templates that are not instantiated.
  const clang::NamedDecl *findMember(const clang::CXXRecordDecl *Record, llvm::StringRef Name,
                                     unsigned Depth = 0) const;

private:
  struct PendingType {
    TypeId Id;
    clang::QualType T;
    unsigned Depth;
  };

  TypeId typeAt(clang::QualType T, unsigned Depth, bool KeepConst);
  void noteAliases(clang::QualType T, TypeId Id);
  void describe(const PendingType &P);
  void describeRecord(TypeFacts &Facts, const clang::CXXRecordDecl *Record, unsigned Depth);
  void describeMembers(TypeFacts &Facts, const clang::CXXRecordDecl *Definition, bool System, unsigned Depth);
  void describeCoroutineTraits(TypeFacts &Facts, const clang::CXXRecordDecl *Record);
  void addMethods(TypeFacts &Facts, const clang::CXXRecordDecl *Definition, unsigned Depth);
  TemplateArg templateArg(const clang::TemplateArgument &A, unsigned Depth);
  void addTemplateArgs(std::vector<TemplateArg> &Args, llvm::ArrayRef<clang::TemplateArgument> From, unsigned Depth);
  void describeOverloads(EntityFacts &Facts, const clang::FunctionDecl *Function);
  void describeEntity(EntityFacts &Facts, const clang::FunctionDecl *Function);
  FileId file(clang::FileID Id);
  SuspendPolicy suspendPolicy(const clang::CXXRecordDecl *Promise, llvm::StringRef Name) const;
  const clang::CXXRecordDecl *promiseOf(const clang::CXXRecordDecl *Record);
  bool hasOperatorCoawait(const clang::CXXRecordDecl *Record) const;
  bool isTransformed(const clang::CXXRecordDecl *Record, const clang::CXXRecordDecl *Promise) const;
  void readCoroutineTraits();

  clang::PrintingPolicy Policy;
  llvm::StringMap<Symbol> Symbols;
  llvm::DenseMap<clang::FileID, FileId> FilesById;
  llvm::StringMap<FileId> FilesByName;
  llvm::DenseMap<const void *, TypeId> TypesByCanonical, TypesBySugar;
  llvm::DenseMap<const clang::FunctionDecl *, EntityId> EntitiesByDecl;
  llvm::StringMap<EntityId> EntitiesByKey;
  llvm::DenseMap<const clang::VarDecl *, GlobalId> GlobalsByDecl;
  std::vector<PendingType> Pending;
  size_t NextPending = 0;
  /// What std::coroutine_traits says, by the return type's canonical declaration or its template.
  llvm::DenseMap<const clang::Decl *, const clang::CXXRecordDecl *> PromiseByTrait;
};

/// What the body of a function returns when it is one return statement; null if it is not, or not seen.
const clang::Expr *returnedValue(const clang::FunctionDecl *Function);

} // namespace corosafe

#endif

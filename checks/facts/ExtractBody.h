//===- ExtractBody.h - One function's body as a graph of events ------------===//
//
//   body ──scan()──► what each statement is for (machinery? discarded? in which try?)
//     └───CFG──────► blocks ──element by element──► operand(expression) ──► events
//
// `operand` is the heart: it gives what an expression stands for, and appends
// the events of evaluating it the first time that it is asked. The CFG holds
// every subexpression before the expression it belongs to, so events come in
// evaluation order, and what the CFG repeats (the operand of a co_await is in
// it several times) is described once.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FACTS_EXTRACTBODY_H
#define COROSAFE_FACTS_EXTRACTBODY_H

#include "DependentRanges.h"
#include "ExtractTables.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseSet.h"

namespace corosafe {

class BodyExtractor {
public:
  BodyExtractor(Tables &T, const clang::FunctionDecl *Function, FunctionFacts &F);
  void run();

private:
  // ExtractScan.cpp: what each statement is for, before any event is made.
  struct StmtInfo {
    RegionId Region = None;
    bool InHandler = false;
    bool Machinery = false; ///< Part of what co_await, co_return or a range-for expands to.
  };
  bool scan(const clang::Stmt *Root);
  void markDiscarded(const clang::Stmt *S, Discard How);
  const clang::Expr *writtenOperand(const clang::CoroutineSuspendExpr *E) const;

  // ExtractScopes.cpp: which locals could end before a suspend point.
  void describeScopes(const clang::Stmt *Body);
  SourceSpan endableRange(const clang::VarDecl *Variable, llvm::ArrayRef<const clang::Stmt *> Rest);

  // ExtractBody.cpp: the graph.
  void describeHead();
  void describeCaptures(const clang::CXXRecordDecl *Closure);
  void describeBlocks(const clang::CFG &Graph);
  void describeBlock(const clang::CFGBlock &B);
  void describeEdges(const clang::CFGBlock &B, Block &Out);
  Operand condition(const clang::CFGBlock &B);
  void visitElement(const clang::CFGElement &Element);
  void visitStatement(const clang::Stmt *S);
  void visitInitializer(const clang::CXXCtorInitializer *Init);
  Operand dependentConstruct(const clang::VarDecl *Variable, const clang::ParenListExpr *Init);
  void visitDecl(const clang::VarDecl *Variable);
  void enterHandler(const clang::CXXCatchStmt *Handler);
  void destroyVariable(const clang::VarDecl *Variable, const clang::Stmt *Trigger);
  void destroyParameters();
  void destroyTemporary(const clang::CXXBindTemporaryExpr *Bind);

  // ExtractExpr.cpp, ExtractCall.cpp, ExtractObjects.cpp: expressions.
  Operand operand(const clang::Expr *E);
  Operand describe(const clang::Expr *E);
  Operand named(const clang::DeclRefExpr *E);
  Operand member(const clang::MemberExpr *E);
  /// An element of a container; one at a constant index is told from the others.
  Operand element(const Place &Of, const Operand &Index);
  std::optional<Operand> elementOfRange(const clang::VarDecl *Begin); ///< Of what a range-for goes over, if that is its `__begin`.
  Operand unary(const clang::UnaryOperator *E);
  Operand binary(const clang::BinaryOperator *E);
  Operand call(const clang::CallExpr *E);
  void assignParts(const clang::CXXOperatorCallExpr *E, const Operand &Tuple, const Operand &From);
  Operand operatorCall(const clang::CXXOperatorCallExpr *E, const clang::FunctionDecl *Callee);
  Operand transparentCall(const clang::CallExpr *E, const clang::FunctionDecl *Callee, bool &Handled);
  Operand callResult(const clang::CallExpr *E, const clang::FunctionDecl *Callee, const Operand &Receiver,
                     EventId Made);
  Operand construct(const clang::Expr *E, const clang::CXXConstructorDecl *Constructor,
                    llvm::ArrayRef<const clang::Expr *> Args);
  Operand newObject(const clang::CXXNewExpr *E);
  Operand deleteObject(const clang::CXXDeleteExpr *E);
  Operand lambda(const clang::LambdaExpr *E);
  Operand suspend(const clang::Expr *E);
  Operand constantOr(const clang::Expr *E, Operand Otherwise) const;

  Event &emit(EventKind Kind, const clang::Expr *E);
  Event makeEvent(EventKind Kind, const clang::Expr *E);
  Operand add(Event E, const clang::Expr *Made);
  EventId addEvent(Event E);
  void addArgs(Event &E, llvm::ArrayRef<const clang::Expr *> Args, const clang::FunctionDecl *Callee,
               unsigned FirstParam = 0);
  static std::optional<Place> placeOf(const Operand &O);
  Operand dereferenced(Operand O) const;
  Operand inPlace(Place P, Symbol Element) const;
  Operand inPlace(Place P) const;

  // ExtractVariables.cpp: variables, and the places that they name.
  SourceSpan ampersandOf(const clang::ParmVarDecl *Param);
  std::optional<Place> placeOfVariable(const clang::ValueDecl *D);
  uint32_t localFor(const clang::VarDecl *Variable);
  static bool hasDestructor(clang::QualType Type);

  Tables &T;
  clang::ASTContext &Context;
  const clang::FunctionDecl *Function;
  FunctionFacts &F;
  Block *Current = nullptr;
  RegionId CurrentRegion = None;
  unsigned Nesting = 0;
  bool TooDeep = false;

  llvm::DenseMap<const clang::Stmt *, StmtInfo> Info;
  llvm::DenseMap<const clang::Stmt *, Discard> Discards;
  llvm::DenseSet<const clang::Stmt *> DiscardRoots, HeapInits;
  llvm::DenseMap<const clang::VarDecl *, RegionId> RegionOfVariable;
  llvm::DenseMap<const clang::VarDecl *, const clang::VarDecl *> RangeOfBegin;
  DependentRanges Ranges{Context};
  llvm::DenseSet<const clang::VarDecl *> BindingHolders; ///< What clang keeps a tuple-like binding in.
  llvm::DenseMap<const clang::Expr *, const clang::VarDecl *> RangeSuspends;
  llvm::DenseMap<const clang::CXXCatchStmt *, RegionId> RegionOfHandler; ///< The region that the handler stands in.
  std::vector<const clang::CXXTryStmt *> Tries;                          ///< By RegionId.

  llvm::DenseMap<const clang::Expr *, Operand> Memo;
  llvm::DenseSet<const clang::Expr *> MadeEvent;
  llvm::DenseSet<const clang::Expr *> DestroyedTemporaries;
  llvm::DenseMap<const clang::Expr *, const clang::Expr *> ResumedTemporaries; ///< What a suspend point gives, bound as a temporary: the suspend point.
  llvm::DenseMap<const clang::ValueDecl *, uint32_t> Captures;
  llvm::DenseMap<const clang::VarDecl *, uint32_t> Locals;
  bool startsAtReference(const clang::Expr *E) const;
  llvm::DenseMap<const clang::VarDecl *, Place> Aliases; ///< References to known places.
  llvm::DenseMap<const clang::CFGBlock *, BlockId> BlockIds;
};

/// Does the variable keep a temporary alive?
bool extendsTemporary(const clang::VarDecl *Variable);

} // namespace corosafe

#endif

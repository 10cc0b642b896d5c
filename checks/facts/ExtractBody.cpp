//===- ExtractBody.cpp - From clang's CFG to blocks of events --------------===//

#include "ExtractBody.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/Attr.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using llvm::StringRef;

namespace corosafe {

static CFG::BuildOptions graphOptions() {
  CFG::BuildOptions Options;
  Options.AddImplicitDtors = true;
  Options.AddLifetime = true;
  Options.AddTemporaryDtors = true;
  Options.AddInitializers = true;
  Options.AddCXXDefaultInitExprInCtors = true;
  // Exceptions are described by regions. Edges for them would run no destructors.
  Options.AddEHEdges = false;
  // Every subexpression then stands in the block, and at the point, where it is evaluated.
  Options.setAllAlwaysAdd();
  return Options;
}

BodyExtractor::BodyExtractor(Tables &T, const FunctionDecl *Function, FunctionFacts &F)
    : T(T), Context(T.Context), Function(Function), F(F) {}

//===----------------------------------------------------------------------===//
// The function
//===----------------------------------------------------------------------===//

bool BodyExtractor::hasDestructor(QualType Type) {
  return !Type.isNull() && !Type->isDependentType() && !Type->isReferenceType() &&
         Type.isDestructedType() == QualType::DK_cxx_destructor;
}

/// The member function of that name that the expressions below call first.
static const FunctionDecl *memberCalled(const Stmt *S, StringRef Member) {
  for (; S; S = S->child_begin() == S->child_end() ? nullptr : *S->child_begin())
    if (auto *Call = dyn_cast<CXXMemberCallExpr>(S); Call && Call->getMethodDecl())
      if (const IdentifierInfo *Name = Call->getMethodDecl()->getIdentifier(); Name && Name->isStr(Member))
        return Call->getMethodDecl();
  return nullptr;
}

/// The co_await of the initial or final suspend point, whose awaiter tells whether it suspends.
static SuspendPolicy pointPolicy(const Tables &T, const Stmt *S, bool Initial) {
  while (S && !isa<CoawaitExpr>(S))
    S = S->child_begin() == S->child_end() ? nullptr : *S->child_begin();
  auto *Await = cast_or_null<CoawaitExpr>(S);
  if (!Await)
    return SuspendPolicy::Unknown;
  const FunctionDecl *Ready = memberCalled(Await->getReadyExpr(), "await_ready");
  return Initial ? T.startPolicy(Ready, memberCalled(Await->getSuspendExpr(), "await_suspend")) : T.readyPolicy(Ready);
}

void BodyExtractor::describeHead() {
  const SourceManager &SM = Context.getSourceManager();
  F.Entity = T.entity(Function);
  T.Out.Entities[F.Entity].HasBody = true;
  F.Name = T.span(Function->getNameInfo().getSourceRange());
  F.Body = T.span(Function->getBody()->getSourceRange());
  F.InMainFile = SM.isInMainFile(SM.getExpansionLoc(Function->getLocation()));
  F.ExternallyVisible = Function->isExternallyVisible();
  F.IsTemplatePattern = Function->isDependentContext();
  for (const ParmVarDecl *P : Function->parameters()) {
    Variable V;
    V.Name = T.symbol(P->getName());
    V.Type = T.valueType(P->getType());
    V.Pass = Tables::passing(P->getType());
    V.HasDestructor = hasDestructor(P->getType());
    V.Range = T.span(P->getLocation());
    V.ByValueWithout = ampersandOf(P);
    F.Params.push_back(V);
  }
  auto *Method = dyn_cast<CXXMethodDecl>(Function);
  if (!Method)
    return;
  const CXXRecordDecl *Class = Method->getParent();
  if (auto *Outer = dyn_cast_or_null<FunctionDecl>(Class->getParentFunctionOrMethod()))
    F.EnclosingFunction = T.entity(Outer);
  if (isLambdaCallOperator(Method)) {
    F.IsLambda = true;
    describeCaptures(Class);
  }
}

void BodyExtractor::describeCaptures(const CXXRecordDecl *Closure) {
  for (const LambdaCapture &Capture : Closure->captures()) {
    Variable V;
    V.Range = T.span(Capture.getLocation());
    if (Capture.capturesVariable()) {
      const ValueDecl *Captured = Capture.getCapturedVar();
      Captures[Captured] = uint32_t(F.Captures.size());
      V.Name = T.symbol(Captured->getName());
      V.Type = T.valueType(Captured->getType());
      V.Pass = Capture.getCaptureKind() == LCK_ByRef ? Passing::MutableRef
                                                     : Tables::passing(Captured->getType().getNonReferenceType());
      V.HasDestructor =
          Capture.getCaptureKind() != LCK_ByRef && hasDestructor(Captured->getType().getNonReferenceType());
    } else if (Capture.capturesThis()) {
      V.Name = T.symbol("this");
      V.Pass = Capture.getCaptureKind() == LCK_StarThis ? Passing::ByValue : Passing::MutablePointer;
      if (auto *Method = dyn_cast<CXXMethodDecl>(Function))
        if (auto *Outer = dyn_cast_or_null<CXXMethodDecl>(Closure->getParentFunctionOrMethod()))
          if (Method && Outer->isInstance())
            V.Type = T.valueType(Outer->getThisType());
    }
    F.Captures.push_back(V);
  }
}

void BodyExtractor::run() {
  describeHead();
  Stmt *Body = Function->getBody();
  if (auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Body)) {
    F.IsCoroutine = true;
    F.InitialSuspend = pointPolicy(T, Coroutine->getInitSuspendStmt(), /*Initial=*/true);
    F.FinalSuspend = pointPolicy(T, Coroutine->getFinalSuspendStmt(), /*Initial=*/false);
    Body = Coroutine->getBody();
  }
  Symbol Name = T.Out.Entities[F.Entity].Name;
  bool Shallow = scan(Body);
  if (auto *Constructor = dyn_cast<CXXConstructorDecl>(Function))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      Shallow = Shallow && (!Init->getInit() || scan(Init->getInit()));
  if (!Shallow) {
    F.Regions.clear();
    T.skip(Name, "an expression is nested too deeply", Body->getSourceRange());
    return;
  }
  // A coroutine whose promise could not be found keeps its body without a CoroutineBodyStmt.
  if (!F.IsCoroutine)
    for (const auto &Entry : Info)
      if (isa<CoawaitExpr, CoyieldExpr, DependentCoawaitExpr, CoreturnStmt>(Entry.first)) {
        F.IsCoroutine = true;
        break;
      }
  std::unique_ptr<CFG> Graph = CFG::buildCFG(Function, Body, &Context, graphOptions());
  if (!Graph) {
    F.Regions.clear();
    T.skip(Name, "clang builds no control-flow graph for it", Body->getSourceRange());
    return;
  }
  describeBlocks(*Graph);
  if (F.IsCoroutine)
    describeScopes(Body);
  if (TooDeep)
    T.skip(Name, "part of an expression is nested too deeply", Body->getSourceRange());
}

//===----------------------------------------------------------------------===//
// Blocks and edges
//===----------------------------------------------------------------------===//

void BodyExtractor::describeBlocks(const CFG &Graph) {
  std::vector<const CFGBlock *> Handlers;
  for (const CFGBlock *B : Graph)
    if (B && B->getLabel() && isa<CXXCatchStmt>(B->getLabel()))
      Handlers.push_back(B);
  const SourceManager &SM = Context.getSourceManager();
  llvm::sort(Handlers, [&](const CFGBlock *A, const CFGBlock *B) {
    SourceLocation LA = SM.getExpansionLoc(A->getLabel()->getBeginLoc());
    SourceLocation LB = SM.getExpansionLoc(B->getLabel()->getBeginLoc());
    if (LA != LB)
      return SM.isBeforeInTranslationUnit(LA, LB);
    return A->getBlockID() > B->getBlockID();
  });

  // Control reaches a handler by no edge, so each is a root of its own, after what precedes it in the source.
  std::vector<const CFGBlock *> Order;
  llvm::DenseSet<const CFGBlock *> Seen;
  auto Visit = [&](const CFGBlock *Root) {
    std::vector<const CFGBlock *> PostOrder;
    std::vector<std::pair<const CFGBlock *, CFGBlock::const_succ_iterator>> Stack;
    if (!Seen.insert(Root).second)
      return;
    Stack.push_back({Root, Root->succ_begin()});
    while (!Stack.empty()) {
      auto &[B, Next] = Stack.back();
      if (Next == B->succ_end()) {
        PostOrder.push_back(B);
        Stack.pop_back();
        continue;
      }
      const CFGBlock *Successor = (Next++)->getReachableBlock();
      bool Dispatch = Successor && Successor->getTerminatorStmt() && isa<CXXTryStmt>(Successor->getTerminatorStmt());
      if (Successor && !Dispatch && Seen.insert(Successor).second)
        Stack.push_back({Successor, Successor->succ_begin()});
    }
    Order.insert(Order.end(), PostOrder.rbegin(), PostOrder.rend());
  };
  Visit(&Graph.getEntry());
  for (const CFGBlock *Handler : Handlers)
    Visit(Handler);
  if (Seen.insert(&Graph.getExit()).second)
    Order.push_back(&Graph.getExit());

  for (const CFGBlock *B : Order)
    BlockIds[B] = BlockId(BlockIds.size());
  F.Blocks.resize(Order.size());
  F.Entry = BlockIds[&Graph.getEntry()];
  F.Exit = BlockIds[&Graph.getExit()];
  for (RegionId R = 0; R < Tries.size(); ++R)
    for (unsigned H = 0; H < Tries[R]->getNumHandlers(); ++H) {
      const CXXCatchStmt *Handler = Tries[R]->getHandler(H);
      for (const CFGBlock *B : Handlers)
        if (B->getLabel() == Handler)
          F.Regions[R].Handlers.push_back({T.valueType(Handler->getCaughtType()), BlockIds.lookup(B)});
    }
  for (const CFGBlock *B : Order)
    describeBlock(*B);
}

void BodyExtractor::describeBlock(const CFGBlock &B) {
  Block &Out = F.Blocks[BlockIds.lookup(&B)];
  Current = &Out;
  CurrentRegion = None;
  if (auto *Handler = dyn_cast_or_null<CXXCatchStmt>(B.getLabel()))
    enterHandler(Handler);
  for (const CFGElement &Element : B)
    visitElement(Element);
  if (BlockIds.lookup(&B) == F.Exit)
    destroyParameters();
  Out.Condition = condition(B);
  describeEdges(B, Out);
}

Operand BodyExtractor::condition(const CFGBlock &B) {
  CFGTerminator Terminator = B.getTerminator();
  if (!Terminator.isValid() || !Terminator.isStmtBranch() || isa<CXXForRangeStmt, CXXTryStmt>(Terminator.getStmt()))
    return {};
  unsigned Reachable = 0;
  for (const CFGBlock::AdjacentBlock &Successor : B.succs())
    Reachable += Successor.getReachableBlock() != nullptr;
  if (Reachable == 0)
    return {};
  auto *E = dyn_cast_or_null<Expr>(B.getTerminatorCondition());
  // The branch on `a && b` stands after b: a has a branch of its own.
  while (E) {
    auto *Logical = dyn_cast<BinaryOperator>(E->IgnoreParens());
    if (!Logical || !Logical->isLogicalOp())
      break;
    E = Logical->getRHS();
  }
  if (!E)
    return {};
  Operand O = operand(E);
  if (O.K == Operand::InPlace && Reachable > 1) {
    Event Read = makeEvent(EventKind::Read, E);
    Read.Discarded = Discard::No;
    Read.Args.push_back(O);
    addEvent(std::move(Read));
  }
  return O;
}

void BodyExtractor::describeEdges(const CFGBlock &B, Block &Out) {
  // After a throw or a call that does not return there is no successor here:
  // where an exception goes is what the event's region says.
  if (B.hasNoReturnElement() || (!Out.Events.empty() && F.Events[Out.Events.back()].Kind == EventKind::Throw))
    return;
  const Stmt *Terminator = B.getTerminatorStmt();
  auto *Switch = dyn_cast_or_null<SwitchStmt>(Terminator);
  unsigned Index = 0, Reachable = 0;
  for (const CFGBlock::AdjacentBlock &Successor : B.succs())
    Reachable += Successor.getReachableBlock() != nullptr;
  bool TwoWay = Out.Condition.K != Operand::Nothing && !Switch && B.succ_size() == 2 && Reachable == 2;
  for (const CFGBlock::AdjacentBlock &Successor : B.succs()) {
    unsigned Position = Index++;
    const CFGBlock *To = Successor.getReachableBlock();
    if (!To || !BlockIds.count(To))
      continue;
    Edge E;
    E.To = BlockIds.lookup(To);
    if (TwoWay)
      E.When = Position == 0 ? Edge::True : Edge::False;
    if (Switch) {
      E.When = Edge::Default;
      auto *Case = dyn_cast_or_null<CaseStmt>(To->getLabel());
      bool IsLast = Position + 1 == B.succ_size();
      if (Case && !IsLast && !Case->getLHS()->isValueDependent()) {
        E.When = Edge::Case;
        E.Low = Case->getLHS()->EvaluateKnownConstInt(Context).getExtValue();
        E.High = Case->getRHS() && !Case->getRHS()->isValueDependent()
                     ? Case->getRHS()->EvaluateKnownConstInt(Context).getExtValue()
                     : E.Low;
      }
    }
    Out.Succs.push_back(E);
  }
}

void BodyExtractor::enterHandler(const CXXCatchStmt *Handler) {
  Event E;
  E.Kind = EventKind::CatchEnter;
  E.Region = CurrentRegion = RegionOfHandler.lookup(Handler);
  if (!RegionOfHandler.count(Handler))
    E.Region = CurrentRegion = None;
  E.Type = T.valueType(Handler->getCaughtType());
  E.Range = T.span(SourceRange(Handler->getCatchLoc(), Handler->getHandlerBlock()->getBeginLoc()));
  if (const VarDecl *Variable = Handler->getExceptionDecl()) {
    RegionOfVariable[Variable] = E.Region;
    E.Target.Index = localFor(Variable);
    E.HasTarget = true;
  }
  addEvent(std::move(E));
}

//===----------------------------------------------------------------------===//
// Elements
//===----------------------------------------------------------------------===//

/// An object of a class, or an array of such, that ends without a destructor.
static bool isTrivialObject(QualType Type) {
  const CXXRecordDecl *Class = Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  return !Type->isReferenceType() && Class && Class->hasDefinition() && Class->hasTrivialDestructor();
}

void BodyExtractor::visitElement(const CFGElement &Element) {
  switch (Element.getKind()) {
  case CFGElement::Statement:
  case CFGElement::Constructor:
  case CFGElement::CXXRecordTypedCall:
    return visitStatement(Element.castAs<CFGStmt>().getStmt());
  case CFGElement::Initializer:
    return visitInitializer(Element.castAs<CFGInitializer>().getInitializer());
  case CFGElement::AutomaticObjectDtor: {
    auto Dtor = Element.castAs<CFGAutomaticObjDtor>();
    return destroyVariable(Dtor.getVarDecl(), Dtor.getTriggerStmt());
  }
  case CFGElement::LifetimeEnds: {
    // The others have destructors, which say it.
    auto End = Element.castAs<CFGLifetimeEnds>();
    if (isTrivialObject(End.getVarDecl()->getType()))
      destroyVariable(End.getVarDecl(), End.getTriggerStmt());
    return;
  }
  case CFGElement::TemporaryDtor:
    return destroyTemporary(Element.castAs<CFGTemporaryDtor>().getBindTemporaryExpr());
  default:
    return;
  }
}

void BodyExtractor::visitStatement(const Stmt *S) {
  if (auto *Decls = dyn_cast<DeclStmt>(S)) {
    // The CFG splits `T a, b;` into statements of its own making, which scan() has not seen.
    auto It = Info.find(S);
    if (It != Info.end() && It->second.Machinery)
      return;
    for (const Decl *D : Decls->decls())
      if (auto *Variable = dyn_cast<VarDecl>(D);
          Variable && !RangeOfBegin.count(Variable) && !BindingHolders.contains(Variable))
        visitDecl(Variable);
    return;
  }
  auto It = Info.find(S);
  bool Ranged = isa<Expr>(S) && RangeSuspends.count(cast<Expr>(S));
  if ((It == Info.end() || It->second.Machinery) && !Ranged)
    return;
  CurrentRegion = It == Info.end() ? None : It->second.Region;
  if (auto *Return = dyn_cast<ReturnStmt>(S)) {
    Event E;
    E.Kind = EventKind::Return;
    if (const Expr *Value = Return->getRetValue()) {
      E.Args.push_back(operand(Value));
      E.Type = E.Args[0].Type;
    }
    E.Region = CurrentRegion;
    E.Range = T.span(S->getSourceRange());
    addEvent(std::move(E));
    return;
  }
  if (auto *Return = dyn_cast<CoreturnStmt>(S)) {
    // Falling off the end of a coroutine is a co_return that nobody wrote; clang's graph of the body has none.
    if (Return->isImplicit())
      return;
    Event E;
    E.Kind = EventKind::Return;
    E.IsCoReturn = true;
    if (const Expr *Value = Return->getOperand()) {
      E.Args.push_back(operand(Value));
      E.Type = E.Args[0].Type;
    }
    E.Region = CurrentRegion;
    E.Range = T.span(S->getSourceRange());
    addEvent(std::move(E));
    return;
  }
  auto *E = dyn_cast<Expr>(S);
  // What a list of arguments makes is for the declaration that it initialises to say.
  if (!E || isa<ParenListExpr>(E))
    return;
  Operand O = operand(E);
  if (O.K != Operand::InPlace || !DiscardRoots.contains(E) || !DiscardRoots.erase(E))
    return;
  // `x;` and `(void)x;` make no event of their own, and are reads all the same.
  const Expr *Core = E->IgnoreParenCasts();
  if (auto *Full = dyn_cast<FullExpr>(Core))
    Core = Full->getSubExpr()->IgnoreParenCasts();
  if (MadeEvent.contains(Core) || isa<BinaryOperator, ConditionalOperator>(Core))
    return;
  if (auto *Unary = dyn_cast<UnaryOperator>(Core); Unary && Unary->isIncrementDecrementOp())
    return;
  Event Read = makeEvent(EventKind::Read, E);
  if (Discards.lookup(Core) == Discard::VoidCast)
    Read.Discarded = Discard::VoidCast;
  Read.Type = O.Type;
  Read.Args.push_back(O);
  addEvent(std::move(Read));
}

void BodyExtractor::visitInitializer(const CXXCtorInitializer *Init) {
  CurrentRegion = None;
  if (!Init->getInit())
    return;
  Operand Value = operand(Init->getInit());
  // A base is a part of *this that has no name of its own.
  const FieldDecl *Field = Init->getAnyMember();
  if (!Field && !Init->isBaseInitializer())
    return;
  QualType Type = Field ? Field->getType() : QualType(Init->getBaseClass(), 0);
  Event E;
  E.Kind = EventKind::Assign;
  E.Target.Root = Place::This;
  if (Field)
    E.Target.Path.push_back(T.symbol(Field->getName()));
  E.HasTarget = true;
  E.Type = T.valueType(Type);
  E.Range = T.span(Init->isWritten() ? Init->getSourceRange() : SourceRange(Function->getLocation()));
  E.Args.push_back(std::move(Value));
  E.Args.back().Pass = Tables::passing(Type);
  addEvent(std::move(E));
}

/// `T x(args)` of a dependent type: taken for a constructor's call, as it nearly always is one.
Operand BodyExtractor::dependentConstruct(const VarDecl *Variable, const ParenListExpr *Init) {
  QualType Type = Variable->getType();
  if (Type->isReferenceType() || Type->isScalarType() || Type->isUndeducedType())
    return operand(Init);
  Event Made = makeEvent(EventKind::Construct, Init);
  Made.Type = T.valueType(Type);
  auto *List = const_cast<ParenListExpr *>(Init);
  llvm::SmallVector<const Expr *, 8> Args(List->exprs().begin(), List->exprs().end());
  addArgs(Made, Args, nullptr);
  return add(std::move(Made), Init);
}

/// True if an expression names what a handle or pointer leads to, or a part of that: `*handle`, `handle->part`.
static bool followsHandle(const Expr *E) {
  for (unsigned Depth = 0; E && Depth < 16; ++Depth) {
    E = E->IgnoreParenImpCasts();
    if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
      return Operator->getNumArgs() == 1 && (Operator->getOperator() == OO_Star || Operator->getOperator() == OO_Arrow);
    if (auto *Unary = dyn_cast<UnaryOperator>(E))
      return Unary->getOpcode() == UO_Deref && !isa<CXXThisExpr>(Unary->getSubExpr()->IgnoreParenImpCasts());
    auto *Member = dyn_cast<MemberExpr>(E);
    E = Member ? Member->getBase() : nullptr;
    if (Member && Member->isArrow() && !isa<CXXThisExpr>(E->IgnoreParenImpCasts()) && !isa<CXXOperatorCallExpr>(E->IgnoreParenImpCasts()))
      return true;
  }
  return false;
}

void BodyExtractor::visitDecl(const VarDecl *Variable) {
  if (auto It = RegionOfVariable.find(Variable); It != RegionOfVariable.end())
    CurrentRegion = It->second;
  if (Variable->hasExternalStorage() || Variable->isInvalidDecl())
    return;
  Operand Value;
  if (const Expr *Init = Variable->getInit())
    Value = isa<ParenListExpr>(Init) ? dependentConstruct(Variable, cast<ParenListExpr>(Init)) : operand(Init);
  if (Variable->getType()->isReferenceType()) {
    std::optional<Place> P = placeOf(Value);
    // Which thread's object it is was settled here, and not where the reference is used.
    bool OfThread = P && P->Root == Place::Global && T.Out.Globals[P->Index].ThreadLocal;
    // `auto &&x = T(y)` is a copy with a name, and no name of y.
    bool Copied = extendsTemporary(Variable);
    if (P && Value.K == Operand::InPlace && !Variable->hasGlobalStorage() && !OfThread && !Copied) {
      Aliases[Variable] = *P;
      if (Variable->isCXXForRangeDecl()) {
        // Another element stands at this place from here on.
        Event Turn;
        Turn.Kind = EventKind::Init;
        Turn.HasTarget = true;
        Turn.Target = *P;
        Turn.TargetThroughReference = Value.ThroughReference;
        Turn.Type = T.valueType(Variable->getType());
        Turn.Region = CurrentRegion;
        Turn.Range = T.span(Variable->getSourceRange());
        addEvent(std::move(Turn));
      } else if (followsHandle(Variable->getInit()) || (F.IsLambda && F.IsCoroutine && (P->Root == Place::Capture || P->Root == Place::This))) {
        // `T &x = *handle;` follows it here, and not again where x is used. So does `T &x = captured;` with the closure.
        Event Followed;
        Followed.Kind = EventKind::Read;
        Followed.Region = CurrentRegion;
        Followed.Range = T.span(Variable->getSourceRange());
        Followed.Args.emplace_back();
        Followed.Args[0].K = Operand::InPlace;
        Followed.Args[0].P = *P;
        Followed.Args[0].AddressOf = true;
        addEvent(std::move(Followed));
      }
      return;
    }
  }
  Event E;
  E.Kind = EventKind::Init;
  E.HasTarget = true;
  if (Variable->hasGlobalStorage()) {
    E.Target.Root = Place::Global;
    E.Target.Index = T.global(Variable);
  } else {
    E.Target.Index = localFor(Variable);
  }
  E.Type = T.valueType(Variable->getType());
  E.Region = CurrentRegion;
  E.Range = T.span(Variable->getSourceRange());
  E.InSystemMacro =
      Variable->getBeginLoc().isMacroID() && Context.getSourceManager().isInSystemMacro(Variable->getBeginLoc());
  E.InMacro = Variable->getBeginLoc().isMacroID() || Variable->getEndLoc().isMacroID();
  if (Value.K != Operand::Nothing) {
    Value.Pass = Tables::passing(Variable->getType());
    E.Args.push_back(std::move(Value));
  }
  addEvent(std::move(E));
}

void BodyExtractor::destroyVariable(const VarDecl *Variable, const Stmt *Trigger) {
  // Newer versions of clang list parameters too: destroyParameters() does that for all versions.
  std::optional<Place> P;
  if (!isa<ParmVarDecl>(Variable) && Locals.count(Variable))
    P = placeOfVariable(Variable);
  if (!P)
    return;
  Event E;
  E.Kind = EventKind::Destroy;
  E.Target = *P;
  E.HasTarget = true;
  E.Type = T.valueType(Variable->getType());
  if (auto It = RegionOfVariable.find(Variable); It != RegionOfVariable.end())
    E.Region = It->second;
  // A scope's locals die at its closing brace, or where the statement leaves the scope.
  if (Trigger)
    E.Range = T.span(isa<CompoundStmt>(Trigger) ? SourceRange(cast<CompoundStmt>(Trigger)->getRBracLoc())
                                                : Trigger->getSourceRange());
  addEvent(std::move(E));
}

/// By-value parameters die where every path ends that does not throw: in the exit block.
void BodyExtractor::destroyParameters() {
  for (unsigned I = Function->getNumParams(); I-- > 0;) {
    if (!F.Params[I].HasDestructor)
      continue;
    Event E;
    E.Kind = EventKind::Destroy;
    E.Target.Root = Place::Parameter;
    E.Target.Index = I;
    E.HasTarget = true;
    E.Type = F.Params[I].Type;
    E.Range = T.span(Function->getBody()->getEndLoc());
    addEvent(std::move(E));
  }
}

void BodyExtractor::destroyTemporary(const CXXBindTemporaryExpr *Bind) {
  if (!Bind || !DestroyedTemporaries.insert(Bind).second)
    return;
  const Expr *Resumed = ResumedTemporaries.lookup(Bind), *Made = Resumed ? Resumed : Bind;
  auto It = Info.find(Made);
  auto Value = Memo.find(Resumed ? Resumed : Bind->getSubExpr());
  if (It == Info.end() || It->second.Machinery || Value == Memo.end() || Value->second.K != Operand::OfValue)
    return;
  Event E = makeEvent(EventKind::Destroy, Made);
  E.Discarded = Discard::No;
  E.Target.Root = Place::Value;
  E.Target.Index = Value->second.V;
  E.HasTarget = true;
  addEvent(std::move(E));
}

} // namespace corosafe

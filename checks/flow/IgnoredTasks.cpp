//===- IgnoredTasks.cpp -----------------------------------------------------===//

#include "IgnoredTasks.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

namespace {

constexpr unsigned MaxDepth = 4;

/// What a function type, or a function object over one, returns; null if that is not known.
const TypeFacts *resultOf(const Program &P, TypeId Function) {
  const TypeFacts *Ty = P.type(P.strip(Function));
  if (Ty && Ty->Kind == TypeFacts::Record)
    Ty = Ty->Args.empty() || Ty->Args[0].K != TemplateArg::Type ? nullptr : P.type(Ty->Args[0].T);
  return Ty && Ty->Kind == TypeFacts::FunctionType ? P.type(Ty->Pointee) : nullptr;
}

bool isVoid(const Program &P, const TypeFacts *T) { return T && P.str(T->Spelling) == "void"; }

class Ignored {
public:
  Ignored(const Program &P, FunctionId F, EventId Id) : P(P), Fn(P.function(F)), F(F), Id(Id), E(Fn.Events[Id]) {}

  llvm::SmallVector<IgnoredTask, 1> Out;

  void find() {
    bool Assigns = E.Kind == EventKind::Call && E.Callee != None && P.str(P.Facts.Entities[E.Callee].Leaf) == "operator=";
    if (E.Args.size() == 1 && (E.Kind == EventKind::Construct || Assigns) &&
        isVoid(P, resultOf(P, E.Kind == EventKind::Construct ? E.Type : P.typeOf(Fn, E.Receiver))))
      take(E.Args[0], 0);
    const FunctionModel *M = E.Kind == EventKind::Call || E.Kind == EventKind::Construct ? P.meaning(F, Id).Model : nullptr;
    if (!M || keepsResult())
      return;
    // What starts the task keeps it, and drops the callable only.
    if (llvm::any_of(M->Acts, [](const Action &A) { return A.Does == Act::Spawns; }))
      return;
    for (const Action &A : M->Acts)
      if (A.Does == Act::Drops)
        for (const Operand *O : P.operands(Fn, E, A.On)) {
          AtOnce = llvm::any_of(M->Acts, [&](const Action &Other) {
            return Other.Does == Act::Invokes && llvm::is_contained(P.operands(Fn, E, Other.On), O);
          });
          take(*O, 0);
        }
    AtOnce = false;
    // An operation that gives nothing back has been given its completion handler.
    if (M->Op && isVoid(P, P.type(E.Type)))
      for (const Operand &A : E.Args)
        take(A, 0);
  }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  EventId Id;
  const Event &E;
  bool AtOnce = false; ///< The callable is called by the time that the call returns: its task is dropped here, and not for later.

  /// What the call gives may be, or hold, what the callable returns.
  bool keepsResult() const {
    const TypeFacts *Ty = P.type(P.strip(E.Type));
    std::optional<TaskInfo> Info = taskInfo(P, E.Type);
    return (Info && Info->Awaitable) || (Ty && Ty->Awaitable);
  }

  void take(const Operand &O, unsigned Depth) {
    if (Depth > MaxDepth)
      return;
    if (O.K == Operand::Function)
      return note(Id, P.Facts.Entities[O.V].ReturnType, false);
    if (O.K == Operand::InPlace) {
      const Operand *Def = O.P.Root == Place::Local && O.P.Path.empty() ? P.soleValue(F, O.P.Index) : nullptr;
      return Def ? take(*Def, Depth + 1) : void();
    }
    if (O.K != Operand::OfValue)
      return;
    const Event &Made = Fn.Events[O.V];
    if (Made.Kind == EventKind::Lambda) {
      FunctionId Body = P.bodyOf(Made.Callee);
      if (Body != None)
        note(O.V, P.Facts.Entities[P.function(Body).Entity].ReturnType,
             llvm::any_of(P.function(Body).Captures, [](const Variable &V) { return V.Pass != Passing::ByValue; }));
      return;
    }
    if (const TypeFacts *Gives = Made.Kind == EventKind::Construct ? resultOf(P, Made.Type) : nullptr; Gives && !isVoid(P, Gives))
      return note(O.V, TypeId(Gives - P.Facts.Types.data()), false);
    // `std::bind(&session::run, this)`, `bind_executor(strand, [] { ... })`: a callable made from another.
    const TypeFacts *Ty = P.type(P.strip(Made.Type));
    if (Made.Kind == EventKind::Call && Ty && P.str(Ty->Name).contains_insensitive("bind") && P.meaning(F, O.V).InLibrary)
      for (const Operand &A : Made.Args)
        take(A, Depth + 1);
  }

  void note(EventId At, TypeId Task, bool Refers) {
    std::optional<TaskInfo> Info = taskInfo(P, Task);
    const TypeFacts *Ty = P.type(P.strip(Task));
    if (!Info || !Ty || Info->OnDrop == TaskModel::Harmless)
      return;
    // What runs by itself may be meant to, unless it goes on to use what its maker has.
    if (Info->OnDrop == TaskModel::Detaches && !(Ty->NoDiscard && (Refers || AtOnce)))
      return;
    if (llvm::none_of(Out, [&](const IgnoredTask &T) { return T.At == At; }))
      Out.push_back({At, Task, *Info});
  }
};

} // namespace

llvm::SmallVector<IgnoredTask, 1> ignoredTasks(const Program &P, FunctionId F, EventId Id) {
  Ignored I(P, F, Id);
  I.find();
  return std::move(I.Out);
}

bool ignoresTask(const Program &P, FunctionId F, EventId Call, TypeId Task) {
  const Event &E = P.function(F).Events[Call];
  std::optional<TaskInfo> Given = taskInfo(P, E.Type), Info = taskInfo(P, Task);
  return Info && Info->OnDrop == TaskModel::NeverRuns && !(Given && Given->Awaitable);
}

bool isForgotten(const FunctionFacts &Fn, EventId Call) {
  auto Init = llvm::find_if(Fn.Events, [&](const Event &E) {
    return E.Kind == EventKind::Init && E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty() && E.Args.size() == 1 &&
           E.Args[0].K == Operand::OfValue && E.Args[0].V == Call;
  });
  if (Init == Fn.Events.end())
    return false;
  auto IsLocal = [&](const Place &Pl) { return Pl.Root == Place::Local && Pl.Index == Init->Target.Index; };
  auto Names = [&](const Operand &O) { return O.K == Operand::InPlace && IsLocal(O.P); };
  return llvm::none_of(Fn.Events, [&](const Event &E) {
    bool Other = &E != &*Init && E.Kind != EventKind::Destroy;
    return Other && ((E.HasTarget && IsLocal(E.Target)) || Names(E.Receiver) || llvm::any_of(E.Args, Names));
  }) && llvm::none_of(Fn.Blocks, [&](const Block &B) { return Names(B.Condition); });
}

} // namespace corosafe

//===- Unowned.cpp ----------------------------------------------------------===//

#include "Unowned.h"
#include "Awaited.h"
#include "FreshTasks.h"
#include "Loops.h"
#include "OwnJoins.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

void Instantiated::add(TypeId T) {
  T = P.strip(T);
  if (T == None || !Types.insert(T).second || P.Facts.Types[T].Kind != TypeFacts::Record)
    return;
  // By what Program::typeIs() would know it.
  llvm::SmallVector<TypeId, 8> Work{T};
  for (size_t I = 0; I < Work.size(); ++I) {
    const TypeFacts &Ty = P.Facts.Types[Work[I]];
    auto Called = [&](Symbol S) {
      Names.insert(P.str(S));
      Names.insert(P.Models.canonical(P.str(S)));
    };
    if (Ty.Name)
      Called(Ty.Name);
    llvm::for_each(Ty.Aliases, Called);
    for (TypeId B : Ty.Bases)
      if (B = P.strip(B); B != None && !llvm::is_contained(Work, B))
        Work.push_back(B);
  }
}

bool Instantiated::has(TypeId Class) {
  if (!Made) {
    Made = true;
    for (const TypeFacts &T : P.Facts.Types)
      for (const TypeFacts::Field &Fd : T.Fields) {
        add(Fd.Type);
        if (P.isPointerLike(Fd.Type))
          add(P.pointee(Fd.Type));
      }
    for (const GlobalFacts &G : P.Facts.Globals)
      add(G.Type);
    std::vector<bool> Seen(P.Facts.Entities.size());
    for (FunctionId F = 0; F < P.functionCount(); ++F)
      for (const Event &E : P.function(F).Events) {
        if (E.Kind == EventKind::Construct)
          add(E.Type);
        if (E.Kind != EventKind::Call || E.Callee == None || Seen[E.Callee])
          continue;
        Seen[E.Callee] = true;
        const EntityFacts &Callee = P.Facts.Entities[E.Callee];
        if (P.str(Callee.Leaf).starts_with("make_"))
          for (const TemplateArg &A : Callee.TemplateArgs)
            if (A.K == TemplateArg::Type)
              add(A.T);
      }
  }
  return Types.count(Class) || Names.count(P.str(P.Facts.Types[Class].Name));
}

/// `while (!stopped_) { auto [ec, s] = co_await acceptor_.async_accept(); co_spawn(ex, serve(std::move(s)), detached); }`: one
/// coroutine for each that comes. It is a server, which stands as long as its program.
static bool isServer(const Program &P, FunctionId F, EventId Launch) {
  const FunctionFacts &Fn = P.function(F);
  Loops In(Fn);
  auto ComesIn = [&](EventId Id) {
    const Event &E = Fn.Events[Id];
    if (E.Kind != EventKind::Suspend || E.How != SuspendKind::Await || E.Args.empty())
      return false;
    AwaitNode N = resolveAwaited(P, F, E.Args[0]);
    return N.K == AwaitNode::Operation && N.Op->Does == Effect::Consume && (N.Op->Ended == EndedBy::Owner || llvm::StringRef(N.Name.str()).contains_insensitive("accept"));
  };
  for (const Loop *L = Fn.IsCoroutine ? In.around(Launch) : nullptr; L; L = In.parent(*L))
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id)
      if (L->contains(In.blockOf(Id)) && ComesIn(Id))
        return true;
  return false;
}

/// What a program is set up with stays.
static bool isSetUp(llvm::StringRef Name) {
  llvm::StringRef Leaf = Name.substr(Name.rfind(':') + 1);
  return llvm::any_of(std::initializer_list<llvm::StringRef>{"config", "options", "settings", "context", "params"},
                      [&](llvm::StringRef W) { return Leaf.contains_insensitive(W); });
}

/// A text, container or other value of the standard library; nothing that runs, locks or is called.
static bool isStandardValue(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  const LibraryModel *L = Ty ? P.Models.libraryOf(P.str(Ty->Name)) : nullptr;
  return L && L->Name == "std" && !P.isCallable(T) && !taskInfo(P, T) &&
         llvm::none_of(std::initializer_list<llvm::StringRef>{"atomic", "thread", "mutex", "stop_", "condition"},
                       [&](llvm::StringRef W) { return P.str(Ty->Name).contains(W); });
}

/// `struct request { std::string path; int id; };`: a class of the program's own that is nothing but values.
static bool isPlainData(const Program &P, const TypeFacts &Ty, unsigned Depth = 0) {
  llvm::StringRef Name = P.str(Ty.Name), Leaf = Name.substr(Name.rfind(':') + 1);
  auto IsSpecial = [&](Symbol Method) { return P.str(Method) == Leaf || P.str(Method).starts_with("operator") || P.str(Method).starts_with("~"); };
  auto IsValue = [&](const TypeFacts::Field &Fd) {
    const TypeFacts *Of = P.type(Fd.Type);
    const TypeModel *M = P.typeModel(Fd.Type);
    if (!Of || Fd.Reference || (M && (M->Owner || M->Mutex)) || P.isPointerLike(Fd.Type))
      return false;
    return Of->Kind == TypeFacts::Builtin || Of->Kind == TypeFacts::Enum || isStandardValue(P, Fd.Type) || isPlainData(P, *Of, Depth + 1);
  };
  return Depth < 4 && Ty.Kind == TypeFacts::Record && !Ty.InSystemHeader && !Ty.IsLambda && Ty.Bases.empty() && !Ty.Fields.empty() &&
         !isSetUp(Name) && llvm::all_of(Ty.Methods, IsSpecial) && llvm::all_of(Ty.Fields, IsValue);
}

/// A type whose objects come and go: what is passed for a moment, not a part of the program's frame. Of libraries', so are
/// those that events are told by: a string, a sender, its arguments.
static bool isValueLike(const Program &P, TypeId T, bool OfLibraries) {
  const TypeFacts *Ty = P.type(P.strip(T));
  if (!Ty || Ty->Kind == TypeFacts::Builtin)
    return Ty;
  const LibraryModel *L = P.Models.libraryOf(P.str(Ty->Name));
  const TypeModel *M = P.typeModel(T);
  if ((L && L->Name == "std") || (M && (M->View || M->Owner)))
    return true;
  if (isPlainData(P, *Ty))
    return true;
  return OfLibraries && (L || Ty->InSystemHeader) && !isSetUp(P.str(Ty->Name));
}

static bool isPassedForAMoment(const Program &P, const Variable &V, bool OfLibraries = false) {
  if (V.Pass == Passing::RvalueRef)
    return true;
  const TypeModel *M = P.typeModel(V.Type);
  return (V.Pass == Passing::ConstRef && isValueLike(P, V.Type, OfLibraries)) || (M && M->View);
}

/// Of a task that is handed over: its caller knows how long that lives.
static bool isWhatItRefersTo(const Program &P, const Place &On) { return !On.Path.empty() && P.str(On.Path[0]) == "*"; }

/// `[this, self = shared_from_this()]`: who keeps such a handler keeps the object.
static bool keepsCounted(const Program &P, const FunctionFacts &Closure) {
  return llvm::any_of(Closure.Captures, [&](const Variable &V) {
    const TypeModel *M = V.Pass == Passing::ByValue ? P.typeModel(V.Type) : nullptr;
    return M && M->Owner;
  });
}

void judgeUnowned(const Program &P, FunctionId F, const std::vector<BorrowSummary> &Known, llvm::ArrayRef<DroppedTask> Dropped,
                  Instantiated &Objects, DanglingResult &Result) {
  const FunctionFacts &Fn = P.function(F);
  Borrows B(P, Known);
  for (DanglingTask &D : Result.Unowned) {
    D.Sure = std::min(D.Sure, Confidence::Medium);
    if (llvm::any_of(Dropped, [&](const DroppedTask &T) { return T.Made == D.At; }))
      continue;
    if (D.What.On.Root == Place::This) {
      TypeId Class = B.classOf(F);
      if (Class == None || Objects.has(Class) || waitsWhenDestroyed(P, Class) || objectWaitsFor(P, D.What.Of.In) || isServer(P, F, D.At) ||
          isJoinedWithObject(P, F, Class, D.At))
        continue;
    } else if (D.What.On.Root != Place::Parameter || isWhatItRefersTo(P, D.What.On) || !P.callers(F).empty() || Fn.IsLambda ||
               !isPassedForAMoment(P, Fn.Params[D.What.On.Index])) {
      continue;
    }
    Result.Tasks.push_back(std::move(D));
  }
  Result.Unowned.clear();
  // A coroutine that nobody can wait for, called by who knows whom.
  const TypeFacts *Ty = P.type(P.strip(P.Facts.Entities[Fn.Entity].ReturnType));
  std::optional<TaskInfo> Info = Fn.IsCoroutine ? taskInfo(P, P.Facts.Entities[Fn.Entity].ReturnType) : std::nullopt;
  bool Left = Info && Info->Model && Info->Model->CallerMayLeave;
  if (!Fn.IsCoroutine || !Ty || (Ty->Awaitable && !Left) || Ty->CanYield || P.isStackful(F) || Fn.InitialSuspend != SuspendPolicy::Never ||
      !P.callers(F).empty() || P.str(P.Facts.Entities[Fn.Entity].Name) == "main")
    return;
  // A type that a model knows as one of tasks: those that nobody can await, and need not keep.
  if (Info && !Left && (Info->Awaitable || Info->OnDrop != TaskModel::Harmless))
    return;
  for (const Need &N : Known[F].Result) {
    bool Momentary = N.K == Need::Parameter && isPassedForAMoment(P, Fn.Params[N.Index], /*OfLibraries=*/true);
    bool Counted = N.K == Need::This && B.isCounted(B.classOf(F));
    if (!Momentary && !(Fn.IsLambda ? Counted && !keepsCounted(P, Fn) : Counted))
      continue;
    DanglingTask D;
    D.What.Of = N;
    D.What.On.Root = N.K == Need::This ? Place::This : Place::Parameter;
    D.What.On.Index = N.K == Need::This ? 0 : N.Index;
    D.Object = P.spell(F, D.What.On);
    D.Declared = N.K == Need::This ? Fn.Name : Fn.Params[N.Index].Range;
    D.Task = P.functionName(F);
    D.Sure = Confidence::Medium;
    if (Left && N.K == Need::This)
      D.Manner = DanglingTask::LetGo;
    Result.Tasks.push_back(std::move(D));
  }
}

} // namespace corosafe

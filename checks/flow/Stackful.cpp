//===- Stackful.cpp ---------------------------------------------------------===//

#include "Stackful.h"
#include "Program.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

namespace corosafe {

namespace {

/// True if some name of the program is of a library whose coroutines have stacks.
bool namesAny(const Program &P) {
  auto Suspends = [&](const auto &E) {
    return E.Name && llvm::any_of(P.namesOf(E), [&](llvm::StringRef Name) {
             return llvm::any_of(P.Models.functions(Name), [](const FunctionModel *M) { return M->Stackful; });
           });
  };
  auto IsToken = [&](const TypeFacts &T) {
    const TypeModel *M = T.Name ? P.Models.type(P.str(T.Name)) : nullptr;
    return M && M->Stackful;
  };
  return llvm::any_of(P.Facts.Types, IsToken) || llvm::any_of(P.Facts.Entities, Suspends) || llvm::any_of(P.Facts.Globals, Suspends);
}

class Finder {
public:
  explicit Finder(const Program &P) : P(P), Library(P.functionCount()) {}

  std::vector<StackfulFunction> run() {
    givenStacks();
    for (FunctionId F = 0; F < P.functionCount(); ++F)
      if (mayBe(F))
        calls(F);
    while (!Work.empty()) {
      FunctionId B = Work.pop_back_val();
      for (Program::CallSite S : ReachedBy[B])
        mark(S.Caller, S.Call, Library[B]);
    }
    // A task that nothing suspends is one all the same: it blocks the thread of the others, or is not to be stopped.
    for (auto [B, Of] : Started)
      if (!Library[B]) {
        Library[B] = Of;
        Suspending[B].resize(P.function(B).Events.size());
      }
    std::vector<StackfulFunction> Found;
    for (auto &[F, Calls] : Suspending)
      Found.push_back({F, Library[F], awaited(P.function(F), Calls)});
    return Found;
  }

private:
  const Program &P;
  std::vector<const LibraryModel *> Library; ///< By function: whose operation suspends it, as far as it is known to be suspended.
  std::map<FunctionId, std::vector<bool>> Suspending; ///< By event: whether it suspends the function.
  std::map<FunctionId, std::vector<Program::CallSite>> ReachedBy;
  llvm::SmallVector<FunctionId, 32> Work;
  std::vector<std::pair<FunctionId, const LibraryModel *>> Started; ///< Closures that run on a stack of their own, and the library that starts them.
  std::vector<bool> HasStack; ///< By function: some library runs it, or what calls it, on a stack made for it.

  /// `async([&] { ready(k).get(); })`: a library that has coroutines of both kinds runs that closure on a stack of its own.
  void givenStacks() {
    HasStack.resize(P.functionCount());
    llvm::SmallVector<FunctionId, 16> Next;
    auto Give = [&](FunctionId B) {
      if (B == None || HasStack[B] || !mayBe(B) || P.function(B).IsCoroutine)
        return;
      HasStack[B] = true;
      Next.push_back(B);
    };
    for (FunctionId F = 0; F < P.functionCount(); ++F)
      for (EventId Id = 0; Id < P.function(F).Events.size(); ++Id) {
        const Event &E = P.function(F).Events[Id];
        if (E.Kind != EventKind::Call && E.Kind != EventKind::Construct)
          continue;
        if (const FunctionModel *M = P.meaning(F, Id).Model; M && M->Stackful)
          for (const Action &A : M->Acts)
            for (const Operand *O : A.Does == Act::Stores ? P.operands(P.function(F), E, A.On) : llvm::SmallVector<const Operand *, 4>()) {
              FunctionId B = closure(P.function(F), *O);
              Give(B);
              if (B != None && HasStack[B] && P.function(B).IsLambda)
                Started.push_back({B, P.Models.libraryNamed(M->Library)});
            }
      }
    while (!Next.empty()) {
      FunctionId F = Next.pop_back_val();
      for (EventId Id = 0; Id < P.function(F).Events.size(); ++Id)
        if (P.function(F).Events[Id].Kind == EventKind::Call)
          called(F, Id, Give);
    }
  }

  /// The bodies that run when a call does.
  template <class Then> void called(FunctionId F, EventId Id, Then Do) const {
    const Meaning &M = P.meaning(F, Id);
    if (!M.Model) {
      for (FunctionId B : M.Bodies)
        Do(B);
      return;
    }
    for (const Action &A : M.Model->Acts)
      if (A.Does == Act::Invokes)
        for (const Operand *O : P.operands(P.function(F), P.function(F).Events[Id], A.On))
          Do(closure(P.function(F), *O));
  }

  /// The program's main runs before there is any coroutine.
  bool mayBe(FunctionId F) const {
    return !P.isLibraryCode(F) && P.str(P.Facts.Entities[P.function(F).Entity].Name) != "main";
  }

  void mark(FunctionId F, EventId Call, const LibraryModel *Of) {
    std::vector<bool> &Calls = Suspending[F];
    if (Calls.empty())
      Calls.resize(P.function(F).Events.size());
    Calls[Call] = true;
    if (Library[F])
      return;
    Library[F] = Of;
    if (!P.function(F).IsCoroutine) // Who calls a coroutine without a stack awaits it, or does not.
      Work.push_back(F);
  }

  void calls(FunctionId F) {
    const FunctionFacts &Fn = P.function(F);
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Kind != EventKind::Call)
        continue;
      const Meaning &M = P.meaning(F, Id);
      if (const LibraryModel *L = operation(F, E, M))
        mark(F, Id, L);
      else
        called(F, Id, [&](FunctionId B) { reaches(F, Id, B); });
    }
  }

  void reaches(FunctionId F, EventId Call, FunctionId B) {
    if (B != None && mayBe(B) && !P.function(B).IsCoroutine)
      ReachedBy[B].push_back({F, Call});
  }

  FunctionId closure(const FunctionFacts &Fn, const Operand &O) const {
    if (O.K == Operand::Function)
      return P.bodyOf(O.V);
    const TypeFacts *T = P.type(P.typeOf(Fn, O));
    return T && T->IsLambda ? P.bodyOf(T->CallOperator) : None;
  }

  /// The library whose operation a call is that suspends whoever calls it; null if it is none.
  const LibraryModel *operation(FunctionId F, const Event &E, const Meaning &M) const {
    // Elsewhere it blocks the thread, or there is nothing to wait for.
    if (M.Model && M.Model->Stackful && M.Model->Blocks != BlockingStrength::NotBlocking && !HasStack[F])
      return nullptr;
    if (const TypeFacts *T = P.type(P.strip(E.Type)); T && T->Awaitable && E.Discarded == Discard::No)
      return nullptr; // Its result is what may be waited for.
    if (M.Model && M.Model->Stackful && llvm::any_of(M.Model->Acts, [](const Action &A) { return A.Does == Act::Stores; }))
      return nullptr; // It makes a coroutine.
    if (M.Model && (M.Model->Stackful || M.Model->NeverSuspends))
      return M.Model->Stackful && !blockedFor(F, E) ? P.Models.libraryNamed(M.Model->Library) : nullptr;
    // Where the body is seen, that says what it does with a token. A call that gives one on only adapts it.
    if ((!M.Model && !M.Bodies.empty()) || token(E.Type))
      return nullptr;
    for (const Operand &A : E.Args)
      if (A.K != Operand::Nothing)
        if (const TypeModel *T = token(P.typeOf(P.function(F), A)))
          return P.Models.libraryNamed(T->Library);
    return nullptr;
  }

  /// `task.BlockingWait(); return task.Get();`: a thread of nobody's coroutine waits, and there is nothing left to wait for.
  bool blockedFor(FunctionId F, const Event &E) const {
    const FunctionFacts &Fn = P.function(F);
    if (E.Receiver.K != Operand::InPlace || E.Receiver.P.Root != Place::Local)
      return false;
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &By = Fn.Events[Id];
      if (By.Kind != EventKind::Call || By.Receiver.K != Operand::InPlace || !(By.Receiver.P == E.Receiver.P))
        continue;
      const FunctionModel *M = P.meaning(F, Id).Model;
      if (M && M->Blocks != BlockingStrength::NotBlocking && !M->Stackful)
        return true;
    }
    return false;
  }

  /// A token that makes operations suspend a coroutine with a stack, or an adapter around one.
  const TypeModel *token(TypeId T, unsigned Depth = 0) const {
    const TypeModel *M = P.typeModel(T);
    if (M && M->Stackful)
      return M;
    const TypeFacts *Ty = P.type(P.strip(T));
    if (!Ty || Ty->Kind != TypeFacts::Record || Depth > 3)
      return nullptr;
    for (const TemplateArg &A : Ty->Args)
      if (A.K == TemplateArg::Type)
        if (const TypeModel *Inner = token(A.T, Depth + 1))
          return Inner;
    return nullptr;
  }

  /// The function with a suspend point behind each of these calls.
  FunctionFacts awaited(const FunctionFacts &Fn, const std::vector<bool> &Calls) const {
    FunctionFacts R = Fn;
    // Where an event stands now, and whose value stands for its own.
    std::vector<EventId> Moved(Fn.Events.size()), Value(Fn.Events.size());
    R.Events.clear();
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      Moved[Id] = Value[Id] = R.Events.size();
      R.Events.push_back(Fn.Events[Id]);
      if (!Calls[Id])
        continue;
      if (!givesReference(Fn.Events[Id]))
        ++Value[Id];
      R.Events.push_back(suspend(Moved[Id], R.Events.back()));
    }
    auto MovePlace = [&](Place &Pl) {
      if (Pl.Root == Place::Value && Pl.Index < Value.size())
        Pl.Index = Value[Pl.Index];
    };
    auto MoveOperand = [&](Operand &O) {
      if (O.K == Operand::OfValue && O.V < Value.size())
        O.V = Value[O.V];
      if (O.K == Operand::InPlace)
        MovePlace(O.P);
    };
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      Event &E = R.Events[Moved[Id]];
      if (E.HasTarget)
        MovePlace(E.Target);
      MoveOperand(E.Receiver);
      llvm::for_each(E.Args, MoveOperand);
    }
    for (Block &B : R.Blocks) {
      MoveOperand(B.Condition);
      std::vector<EventId> Events;
      for (EventId Id : B.Events) {
        Events.push_back(Moved[Id]);
        if (Calls[Id])
          Events.push_back(Moved[Id] + 1);
      }
      B.Events = std::move(Events);
    }
    if (!R.IsCoroutine)
      R.InitialSuspend = SuspendPolicy::Never;
    R.IsCoroutine = true;
    return R;
  }

  bool givesReference(const Event &Call) const {
    const TypeFacts *R = Call.Callee == None ? nullptr : P.type(P.Facts.Entities[Call.Callee].ReturnType);
    return R && R->Kind == TypeFacts::LvalueRef;
  }

  static Event suspend(EventId Id, Event &Call) {
    Event S;
    S.Kind = EventKind::Suspend;
    S.Discarded = std::exchange(Call.Discarded, Discard::No);
    S.InHandler = Call.InHandler;
    S.InSystemMacro = Call.InSystemMacro;
    S.InMacro = Call.InMacro;
    S.Region = Call.Region;
    S.Type = Call.Type;
    S.Range = Call.Range;
    Operand &Awaited = S.Args.emplace_back();
    Awaited.K = Operand::OfValue;
    Awaited.Type = Call.Type;
    Awaited.V = Id;
    return S;
  }
};

} // namespace

std::vector<StackfulFunction> findStackful(const Program &P) {
  return namesAny(P) ? Finder(P).run() : std::vector<StackfulFunction>();
}

} // namespace corosafe

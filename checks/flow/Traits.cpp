//===- Traits.cpp ------------------------------------------------------------===//

#include "Traits.h"
#include "Lookups.h"
#include "PairNames.h"
#include "Program.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

namespace {

constexpr unsigned MaxDepth = 5;

/// What a type may be or hold, found out once for each type.
class Types {
public:
  static constexpr uint8_t Task = 1, Guard = 2, Mutex = 4, Token = 8, Scope = 16, TokenMember = 32, Known = 64, View = 128;

  explicit Types(const Program &P) : P(P), Bits(P.Facts.Types.size(), 0) {}

  uint8_t of(TypeId T) {
    T = P.strip(T);
    return T == None ? 0 : Bits[T] ? Bits[T] : find(T);
  }

private:
  const Program &P;
  std::vector<uint8_t> Bits;

  uint8_t find(TypeId T) {
    const TypeModel *M = P.typeModel(T);
    bool Members = hasTokens(T, 0);
    Bits[T] = Known | (isTask(T, 0) ? Task : 0) | (isGuard(T, 0) ? Guard : 0) | (isMutex(T, 0) ? Mutex : 0) |
              (isToken(T, 0) ? Token : 0) | (M && M->Scope ? Scope : 0) | (Members ? TokenMember : 0) | (M && M->View ? View : 0);
    return Bits[T];
  }

  /// A member of the class, or of one that it is made of, is a token.
  bool hasTokens(TypeId T, unsigned Depth) const {
    const TypeFacts &Ty = P.Facts.Types[T];
    return llvm::any_of(Ty.Fields, [&](const TypeFacts::Field &Fd) { return isToken(Fd.Type, 0); }) ||
           llvm::any_of(Ty.Bases, [&](TypeId B) { return P.strip(B) != None && Depth < MaxDepth && hasTokens(P.strip(B), Depth + 1); });
  }

  /// A task, an awaiter, or what has one inside.
  bool isTask(TypeId T, unsigned Depth) const {
    const TypeFacts *Ty = P.type(P.strip(T));
    if (!Ty || Depth > MaxDepth)
      return false;
    const TypeModel *M = P.typeModel(T);
    return (M && M->Task) || Ty->HasPromise || Ty->Awaitable || Ty->Awaiter ||
           (Ty->Kind == TypeFacts::Array && isTask(Ty->Pointee, Depth + 1)) ||
           llvm::any_of(Ty->Args, [&](const TemplateArg &A) { return A.K == TemplateArg::Type && isTask(A.T, Depth + 1); });
  }

  bool isGuard(TypeId T, unsigned Depth) const {
    const TypeFacts *Ty = P.type(P.strip(T));
    if (!Ty || Depth > MaxDepth)
      return false;
    if (const TypeModel *M = P.typeModel(T); M ? M->Guard.has_value() : Ty->ScopedLockable)
      return true;
    // A class of the program's own that unlocks in its destructor.
    bool Unlocks = P.destructorOf(T) != None && llvm::any_of(Ty->Fields, [&](const TypeFacts::Field &Fd) { return isMutex(Fd.Type, 0); });
    return Ty->Kind == TypeFacts::Record &&
           (Unlocks || llvm::any_of(Ty->Args, [&](const TemplateArg &A) { return A.K == TemplateArg::Type && isGuard(A.T, Depth + 1); }) ||
            llvm::any_of(Ty->Fields, [&](const TypeFacts::Field &Fd) { return !Fd.Reference && isGuard(Fd.Type, Depth + 1); }) ||
            llvm::any_of(Ty->Bases, [&](TypeId B) { return isGuard(B, Depth + 1); }));
  }

  bool isMutex(TypeId T, unsigned Depth) const {
    T = P.strip(T);
    if (T == None || Depth > MaxDepth)
      return false;
    if (P.isPointerLike(T))
      return isMutex(P.pointee(T), Depth + 1);
    const TypeModel *M = P.typeModel(T);
    return (M && (M->Mutex || M->Guard)) || !P.methods(T, "lock").empty() ||
           llvm::any_of(P.Facts.Types[T].Methods, [&](Symbol S) { return P.str(S) == "lock"; });
  }

  /// A token or a point in time, itself or behind a pointer.
  bool isToken(TypeId T, unsigned Depth) const {
    const TypeFacts *Ty = P.type(P.strip(T));
    if (!Ty || Depth > MaxDepth)
      return false;
    if (const TypeModel *M = P.typeModel(T); M && (M->Token || M->Deadline))
      return true;
    if (Ty->Kind == TypeFacts::Pointer)
      return isToken(Ty->Pointee, Depth + 1);
    return P.str(Ty->Name).ends_with("::time_point") || P.str(Ty->Name).ends_with("Deadline") ||
           llvm::any_of(Ty->Args, [&](const TemplateArg &A) { return A.K == TemplateArg::Type && isToken(A.T, Depth + 1); });
  }
};

} // namespace

class TraitScan::Scan {
public:
  explicit Scan(const Program &P) : P(P), OfType(P) {
    for (Symbol S = 0; S < P.Facts.Strings.size(); ++S) {
      if (P.str(S) == "[]")
        Element = S;
      else if (P.str(S) == "*")
        Behind = S;
    }
    ThreadLocals = llvm::any_of(P.Facts.Globals, [](const GlobalFacts &G) { return G.ThreadLocal; });
  }

  /// What a function holds; its events' marks are added to Marks.
  uint16_t of(FunctionId Id, std::vector<EventMark> &Marks) {
    F = Id;
    Fn = &P.function(F);
    Found = 0;
    note(Trait::Views, ThreadLocals);
    Changes = 0;
    variables(Fn->Params);
    variables(Fn->Captures);
    for (const Variable &V : Fn->Locals)
      note(Trait::Tokens, OfType.of(V.Type) & Types::Token);
    note(Trait::Tokens, OfType.of(P.Facts.Entities[Fn->Entity].Class) & Types::TokenMember);
    for (EventId E = 0; E < Fn->Events.size(); ++E)
      Marks.push_back(event(E, Fn->Events[E]));
    note(Trait::Ends, Changes > 1);
    return Found;
  }

  uint64_t SuspendPoints = 0;

private:
  const Program &P;
  Types OfType;
  FunctionId F = None;
  const FunctionFacts *Fn = nullptr;
  uint16_t Found = 0;
  unsigned Changes = 0; ///< Events that may be half of a pair.
  Symbol Element = None, Behind = None; ///< Steps of a path: "[]" and "*".
  bool ThreadLocals = false;            ///< The program has some.

  void note(Trait T, bool There) {
    if (There)
      Found |= static_cast<uint16_t>(T);
  }

  void variables(const std::vector<Variable> &Vars) {
    for (const Variable &V : Vars) {
      const TypeFacts *T = P.type(P.strip(V.Type));
      TypeId Behind = T && T->Kind == TypeFacts::Pointer ? P.strip(T->Pointee) : P.strip(V.Type);
      note(Trait::Tokens, (OfType.of(V.Type) & Types::Token) || (Behind != None && OfType.of(Behind) & Types::TokenMember));
      note(Trait::Locks, OfType.of(V.Type) & Types::Guard);
    }
  }

  /// The value may be a task, or an aggregate of some.
  bool maybeTask(const Operand &O, unsigned Depth = 0) {
    if (O.K != Operand::OfValue || O.V >= Fn->Events.size())
      return false;
    const Event &E = Fn->Events[O.V];
    bool Aggregate = E.Kind == EventKind::Construct && E.Callee == None;
    return Depth > MaxDepth || makesTask(O.V, E) ||
           (Aggregate && llvm::any_of(E.Args, [&](const Operand &A) { return maybeTask(A, Depth + 1); }));
  }
  bool makesTask(EventId Id, const Event &E) {
    if (OfType.of(E.Type) & Types::Task)
      return true;
    const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, Id).Model : nullptr;
    return M && M->ResultIsTask;
  }

  /// `auto [id, reply] = submit();` of an aggregate that has a task.
  bool bindsTask(const Event &E) {
    if (!E.HasTarget || E.Target.Root != Place::Local || !P.str(Fn->Locals[E.Target.Index].Name).starts_with("["))
      return false;
    const TypeFacts *T = P.type(P.strip(Fn->Locals[E.Target.Index].Type));
    return T && llvm::any_of(T->Fields, [&](const TypeFacts::Field &Fd) { return (OfType.of(Fd.Type) & Types::Task) != 0; });
  }

  /// A closure or function whose calls give tasks, or what may hold one.
  bool givesTask(const Operand &O) {
    if (O.K == Operand::InPlace)
      return O.P.Root == Place::Local && O.P.Path.empty() && P.isCallable(Fn->Locals[O.P.Index].Type);
    bool Lambda = O.K == Operand::OfValue && Fn->Events[O.V].Kind == EventKind::Lambda;
    if (O.K != Operand::Function && !Lambda)
      return O.K == Operand::OfValue && P.isCallable(Fn->Events[O.V].Type);
    EntityId Gives = Lambda ? Fn->Events[O.V].Callee : EntityId(O.V);
    return Gives != None && (OfType.of(P.Facts.Entities[Gives].ReturnType) & Types::Task) != 0;
  }

  void operand(const Operand &O) {
    if (O.Type != None)
      note(Trait::Scopes, OfType.of(O.Type) & Types::Scope);
    if (O.K == Operand::InPlace)
      place(O.P);
  }

  void place(const Place &Pl) {
    for (uint32_t I = 0; I < Pl.Path.size(); ++I)
      note(Trait::Views, Pl.Path[I] == Element || (I > 0 && Pl.Path[I] == Behind));
  }

  EventMark event(EventId Id, const Event &E) {
    EventMark Mark{E.Kind, false, false};
    if (E.Receiver.K != Operand::Nothing)
      operand(E.Receiver);
    for (const Operand &A : E.Args) {
      operand(A);
      Mark.Changes |= A.Moved && A.K == Operand::InPlace && A.P.Root != Place::Local && A.P.Root != Place::Parameter;
    }
    if (E.HasTarget)
      place(E.Target);
    Mark.Changes |= E.HasTarget && E.Kind == EventKind::Assign && (E.Target.Root != Place::Local || !E.Target.Path.empty());
    Mark.Changes |= E.HasTarget && E.Kind == EventKind::Destroy && E.Heap && E.Target.Root != Place::Local;
    note(Trait::Views, E.Kind == EventKind::Init && !E.Args.empty() && copiesPointer(E.Args[0]));
    bool Puts = E.Kind == EventKind::Init || E.Kind == EventKind::Assign || E.Kind == EventKind::Call ||
                (E.Kind == EventKind::Construct && E.Discarded != Discard::No);
    note(Trait::PutsTask, Puts && llvm::any_of(E.Args, [&](const Operand &A) { return maybeTask(A); }));
    note(Trait::PutsTask, E.Discarded != Discard::No && makesTask(Id, E));
    note(Trait::PutsTask, E.Kind == EventKind::Init && bindsTask(E));
    note(Trait::PutsTask, (E.Kind == EventKind::Construct || E.Kind == EventKind::Call) && llvm::any_of(E.Args, [&](const Operand &A) { return givesTask(A); }));
    SuspendPoints += E.Kind == EventKind::Suspend;
    Mark.Half = ((E.Kind == EventKind::Assign || E.Kind == EventKind::Compute) && E.HasTarget) ||
                ((E.Kind == EventKind::Construct || E.Kind == EventKind::Destroy) && E.Heap);
    Changes += Mark.Half;
    note(Trait::Changes, Mark.Changes);
    if (E.Kind == EventKind::Suspend && !E.Args.empty())
      note(Trait::AwaitsTree, !isPlain(E.Args[0]));
    if (E.Kind == EventKind::Call || E.Kind == EventKind::Construct)
      call(Id, E, Mark);
    return Mark;
  }

  /// A member pointer, by which others may delete what it leads to.
  bool copiesPointer(const Operand &A) const {
    const TypeFacts *T = A.K == Operand::InPlace && A.P.Root != Place::Local && !A.P.Path.empty() && !A.AddressOf ? P.type(P.typeOf(*Fn, A)) : nullptr;
    return T && T->Kind == TypeFacts::Pointer;
  }

  void call(EventId Id, const Event &E, EventMark &Mark) {
    uint8_t Made = OfType.of(E.Type);
    note(Trait::Views, E.Kind == EventKind::Construct && (Made & Types::View));
    note(Trait::Locks, Made & (E.Kind == EventKind::Construct ? Types::Guard | Types::Mutex : Types::Guard));
    bool OnScope = false;
    if (E.Receiver.K != Operand::Nothing) {
      uint8_t On = OfType.of(P.typeOf(*Fn, E.Receiver));
      OnScope = On & Types::Scope;
      note(Trait::Locks, On & (Types::Guard | Types::Mutex));
      note(Trait::Scopes, OnScope);
    }
    const Meaning &M = P.meaning(F, Id);
    if (E.Kind == EventKind::Call && E.Callee != None) {
      bool Helps = M.Bodies.size() == 1 && !P.function(M.Bodies[0]).IsCoroutine;
      Mark.Half = Helps || P.pairNames().changes(E.Callee);
      Changes += Helps ? 2 : Mark.Half;
    }
    note(Trait::Blocks, llvm::any_of(M.Bodies, [&](FunctionId B) { return !P.function(B).IsCoroutine; }));
    bool LooksUp = E.Kind == EventKind::Call && mayLookUp(P, M);
    note(Trait::Views, LooksUp);
    note(Trait::Changes, LooksUp);
    Mark.Changes |= OnScope || LooksUp || (M.Model && (M.Model->Views || !M.Model->Invalidates.empty() || !M.Model->Acts.empty()));
    if (!M.Model)
      return;
    const FunctionModel &Fm = *M.Model;
    note(Trait::Changes, !Fm.Invalidates.empty() || Fm.Views);
    note(Trait::Views, Fm.Views.has_value());
    note(Trait::Blocks, Fm.Blocks != BlockingStrength::NotBlocking);
    note(Trait::Locks, Fm.GuardOn.has_value());
    note(Trait::Seeds, Fm.Cancellable.has_value());
    for (const Action &A : Fm.Acts) {
      note(Trait::Locks, A.Does == Act::Locks || A.Does == Act::TryLocks || A.Does == Act::Unlocks);
      note(Trait::Blocks, A.Does == Act::Invokes);
      note(Trait::Seeds, A.Does == Act::Handles);
    }
  }

  /// The arguments of an operation may say more: a token that is a timeout, or has one inside, here or in a helper that gives it.
  bool saysMore(const Operand &A, unsigned Depth) const {
    if (Depth > 3)
      return false;
    if (A.K == Operand::InPlace && A.P.Root == Place::Local && A.P.Path.empty())
      return llvm::any_of(Fn->Events, [&](const Event &E) {
        return E.Kind == EventKind::Init && E.HasTarget && E.Target == A.P && !E.Args.empty() && saysMore(E.Args[0], Depth + 1);
      });
    if (A.K != Operand::OfValue || Fn->Events[A.V].Kind != EventKind::Call)
      return false;
    const Meaning &M = P.meaning(F, A.V);
    bool Helper = !M.Model && M.Bodies.size() == 1 && !P.function(M.Bodies[0]).IsCoroutine;
    return (M.Model && M.Model->Combines) || Helper || llvm::any_of(Fn->Events[A.V].Args, [&](const Operand &B) { return saysMore(B, Depth + 1); });
  }

  /// Awaiting it waits for one operation or coroutine that is named on the spot, or for what the function was given.
  bool isPlain(const Operand &O) const {
    if (O.K == Operand::InPlace)
      return O.P.Root == Place::Parameter || O.P.Root == Place::This || O.P.Root == Place::Global;
    if (O.K != Operand::OfValue)
      return true;
    const Event &E = Fn->Events[O.V];
    if (E.Kind != EventKind::Call || (E.Callee != None && P.str(P.Facts.Entities[E.Callee].Leaf) == "operator|"))
      return false;
    const Meaning &M = P.meaning(F, O.V);
    if (const FunctionModel *Fm = M.Model) {
      return Fm->Op && !Fm->Combines && !Fm->Shields && !Fm->Wraps &&
             llvm::none_of(E.Args, [&](const Operand &A) { return saysMore(A, 0); });
    }
    bool Given = E.Indirect || (E.Receiver.K == Operand::InPlace && E.Receiver.P.Root == Place::Parameter && !M.Bodies.empty() &&
                                P.function(M.Bodies[0]).IsLambda);
    return !Given && (M.Bodies.empty() || P.function(M.Bodies[0]).IsCoroutine);
  }
};

TraitScan::TraitScan(const Program &P) : S(std::make_unique<Scan>(P)) { Found.Of.reserve(P.functionCount()); }
TraitScan::~TraitScan() = default;

void TraitScan::add(uint32_t Function) {
  Found.Of.push_back(S->of(Function, Found.Marks));
}

ProgramTraits TraitScan::take() {
  Found.SuspendPoints = S->SuspendPoints;
  return std::move(Found);
}

} // namespace corosafe

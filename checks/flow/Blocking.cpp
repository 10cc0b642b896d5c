//===- Blocking.cpp ---------------------------------------------------------===//

#include "Blocking.h"
#include "Idioms.h"
#include "Cancellability.h"
#include "Offload.h"
#include "Summary.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <map>
#include <set>

namespace corosafe {

namespace {

/// A blocking call that runs when a function runs.
struct Reach {
  EventId Call = None; ///< In the function itself.
  FunctionId Into = None; ///< The function called that leads to it; None for the blocking call itself.
  std::string Name, Alternative;
  const FunctionModel *Model = nullptr;
  std::vector<Step> Path;
  std::optional<Place> On; ///< What it waits for, in the function's places.
  bool OpenedElsewhere = false; ///< It is a descriptor that comes from elsewhere: whether it waits was decided there.
};

class Finder {
public:
  explicit Finder(const Program &P) : P(P), Offloaded(P) {}

  std::vector<std::vector<BlockingCall>> run() {
    std::vector<std::vector<BlockingCall>> R(P.functionCount());
    for (FunctionId F = 0; F < P.functionCount(); ++F)
      if (P.function(F).IsCoroutine && !P.isLibraryCode(F))
        R[F] = coroutine(F);
    return R;
  }

private:
  const Program &P;
  OffloadedCode Offloaded;
  std::map<FunctionId, std::vector<Reach>> Known;
  std::map<FunctionId, bool> OnlyFromCoroutines;
  std::map<FunctionId, llvm::BitVector> Lasting; ///< By block: whether the program may go on behind it.

  std::vector<BlockingCall> coroutine(FunctionId F) {
    std::vector<BlockingCall> Out;
    if (!P.has(F, Trait::Blocks) || isSynchronousGenerator(F))
      return Out;
    std::vector<Reach> All = blocksOf(F, 0);
    if (All.empty() || Offloaded.runsElsewhere(F))
      return Out;
    std::vector<EventId> Calls;
    for (const Reach &R : All)
      Calls.push_back(R.Call);
    std::vector<EventId> Here = Offloaded.onOwnThread(F, Calls);
    for (Reach &R : All) {
      if (!llvm::is_contained(Here, R.Call) || isTheLoopsOwn(F, R))
        continue;
      BlockingCall B;
      B.Call = R.Call;
      B.Sure = R.Model->Blocks == BlockingStrength::Strong   ? Confidence::High
               : R.Model->Blocks == BlockingStrength::Medium ? Confidence::Medium
                                                             : Confidence::Low;
      if (R.OpenedElsewhere)
        B.Sure = Confidence::Low;
      if (R.Into != None) {
        B.Through = P.calleeName(F, R.Call);
        if (!onlyFromCoroutines(R.Into, 0) || P.meaning(F, R.Call).Bodies.size() > 1)
          B.Sure = std::min(B.Sure, Confidence::Medium);
      }
      if (R.Into == None && R.Model->SleepsFor)
        sleepInstead(F, R, B);
      B.Name = std::move(R.Name);
      B.Alternative = std::move(R.Alternative);
      B.Path = std::move(R.Path);
      Out.push_back(std::move(B));
    }
    return Out;
  }

  /// The library's own sleep in place of a call that sleeps, where the code knows its names.
  void sleepInstead(FunctionId F, const Reach &R, BlockingCall &B) const {
    const LibraryModel *L = libraryOf(P, F);
    const Event &E = P.function(F).Events[R.Call];
    auto Durations = P.operands(P.function(F), E, *R.Model->SleepsFor);
    if (!L || E.Discarded != Discard::Yes || E.InMacro ||
        Durations.empty() || Durations.front()->K != Operand::OfValue)
      return;
    const SourceSpan &Duration = P.function(F).Events[Durations.front()->V].Range;
    if (!Duration.valid() || Duration.Begin <= E.Range.Begin || Duration.End > E.Range.End)
      return;
    if (std::optional<Idiom> I = idiomOf(P, *L, L->Sleep, L->SleepNeeds)) {
      B.Before = std::move(I->Before);
      B.After = std::move(I->After);
      B.Duration = Duration;
    }
  }

  /// `[&]() -> task<> { io.process_events(); co_return; }`: a coroutine that awaits nothing, and is there to give the loop its thread.
  bool isTheLoopsOwn(FunctionId F, const Reach &R) const {
    bool Runs = R.Into == None && llvm::any_of(R.Model->Acts, [](const Action &A) {
                  return A.Does == Act::Invokes && A.On.K == ArgRef::Receiver;
                });
    return Runs && llvm::none_of(P.function(F).Events, [](const Event &E) { return E.Kind == EventKind::Suspend; });
  }

  /// A generator that never awaits runs on the thread of whoever takes its values, as any function would.
  bool isSynchronousGenerator(FunctionId F) const {
    const FunctionFacts &Fn = P.function(F);
    bool Yields = false;
    for (const Event &E : Fn.Events)
      if (E.Kind == EventKind::Suspend) {
        if (E.How != SuspendKind::Yield)
          return false;
        Yields = true;
      }
    const TypeFacts *T = P.type(P.strip(P.Facts.Entities[Fn.Entity].ReturnType));
    return Yields && T && !T->Awaitable && !P.str(T->Name).contains_insensitive("async");
  }

  /// True if every way to a function leads through a coroutine.
  bool onlyFromCoroutines(FunctionId F, unsigned Depth) {
    auto [It, New] = OnlyFromCoroutines.try_emplace(F, true);
    if (!New)
      return It->second;
    llvm::ArrayRef<Program::CallSite> Callers = P.callers(F);
    bool R = Depth < 16 && (!Callers.empty() || P.function(F).IsLambda);
    for (const Program::CallSite &C : Callers)
      R = R && (P.function(C.Caller).IsCoroutine || onlyFromCoroutines(C.Caller, Depth + 1));
    return OnlyFromCoroutines[F] = R;
  }

  /// Everything that blocks when F runs, the calls of other functions included; one for each of its own events.
  const std::vector<Reach> &blocksOf(FunctionId F, unsigned Depth) {
    auto [It, New] = Known.try_emplace(F);
    if (!New || Depth > 24)
      return It->second;
    std::vector<Reach> Out;
    const FunctionFacts &Fn = P.function(F);
    for (EventId E = 0; E < Fn.Events.size(); ++E)
      if (Fn.Events[E].Callee != None && (Fn.Events[E].Kind == EventKind::Call || Fn.Events[E].Kind == EventKind::Construct))
        event(F, E, Depth, Out);
    // Nobody waits any more for a thread that prints a trace and ends the program.
    llvm::erase_if(Out, [&](const Reach &R) { return endsProgramBehind(F, R.Call); });
    return Known[F] = std::move(Out);
  }

  bool endsProgramBehind(FunctionId F, EventId Call) {
    const FunctionFacts &Fn = P.function(F);
    auto [It, New] = Lasting.try_emplace(F);
    if (New) {
      It->second = llvm::BitVector(Fn.Blocks.size());
      // At a suspend point the thread goes on with others' work.
      for (BlockId B = 0; B < Fn.Blocks.size(); ++B) {
        llvm::ArrayRef<EventId> Events = Fn.Blocks[B].Events;
        bool Left = Fn.Blocks[B].Succs.empty() && (Events.empty() || !endsProgram(Fn.Events[Events.back()]));
        if (Left || llvm::any_of(Events, [&](EventId E) { return Fn.Events[E].Kind == EventKind::Suspend; }))
          It->second.set(B);
      }
      for (bool Changed = true; Changed;) {
        Changed = false;
        for (BlockId B = 0; B < Fn.Blocks.size(); ++B)
          if (!It->second[B] && llvm::any_of(Fn.Blocks[B].Succs, [&](const Edge &E) { return E.To != None && It->second[E.To]; })) {
            It->second.set(B);
            Changed = true;
          }
      }
    }
    auto In = llvm::find_if(Fn.Blocks, [&](const Block &B) { return llvm::is_contained(B.Events, Call); });
    return In != Fn.Blocks.end() && !It->second[In - Fn.Blocks.begin()] &&
           llvm::any_of(Fn.Events, [&](const Event &E) { return endsProgram(E); });
  }
  /// exit, abort, terminate: it does not return, and throws nothing either. The system's own `_exit` does not say so.
  bool endsProgram(const Event &E) const {
    if (E.Kind != EventKind::Call || E.Callee == None)
      return false;
    const EntityFacts &C = P.Facts.Entities[E.Callee];
    return C.IsNoReturn && (C.IsNoExcept || (C.InSystemHeader && !P.str(C.Name).contains("::")));
  }

  void event(FunctionId F, EventId Id, unsigned Depth, std::vector<Reach> &Out) {
    const Event &E = P.function(F).Events[Id];
    const Meaning &M = P.meaning(F, Id);
    if (M.Model && M.Model->Blocks != BlockingStrength::NotBlocking) {
      if (!isLocking(F, E, M) && !isAwaited(F, Id))
        if (std::optional<Reach> R = direct(F, Id, M))
          Out.push_back(std::move(*R));
      return;
    }
    llvm::SmallVector<FunctionId, 2> Bodies(M.Bodies.begin(), M.Bodies.end());
    if (M.Model)
      for (const Action &A : M.Model->Acts)
        if (A.Does == Act::Invokes && !doesTo(*M.Model, A.On, Act::Offloads))
          for (const Operand *O : P.operands(P.function(F), E, A.On))
            if (FunctionId B = closure(F, *O); B != None)
              Bodies.push_back(B);
    for (FunctionId B : Bodies) {
      if (P.function(B).IsCoroutine || P.isLibraryCode(B))
        continue;
      if (std::optional<Reach> R = through(F, Id, B, Depth)) {
        Out.push_back(std::move(*R));
        return;
      }
    }
  }

  static bool doesTo(const FunctionModel &M, const ArgRef &On, Act What) {
    return llvm::any_of(M.Acts, [&](const Action &A) { return A.Does == What && A.On == On; });
  }

  std::optional<Reach> direct(FunctionId F, EventId Id, const Meaning &M) {
    const Event &E = P.function(F).Events[Id];
    Reach R;
    R.Call = Id;
    R.Model = M.Model;
    R.Name = P.calleeName(F, Id);
    R.Alternative = M.Model->BlockingAlternative;
    if (E.Receiver.K != Operand::Nothing)
      R.On = P.placeOf(F, E.Receiver);
    else if (!E.Args.empty())
      R.On = P.placeOf(F, E.Args[0]);
    if (R.On && returnsAtOnce(F, E.Range, *R.On, R))
      return std::nullopt;
    R.OpenedElsewhere = isOpenedElsewhere(R);
    return R;
  }

  /// Of a descriptor that is neither a local nor a parameter nothing is known.
  static bool isOpenedElsewhere(const Reach &R) {
    bool Mine = R.On && R.On->Path.empty() && (R.On->Root == Place::Local || R.On->Root == Place::Parameter);
    return R.Model->Blocks == BlockingStrength::Medium && R.On && !Mine;
  }

  /// The surest blocking call that calling B reaches.
  std::optional<Reach> through(FunctionId F, EventId Id, FunctionId B, unsigned Depth) {
    const Event &E = P.function(F).Events[Id];
    const std::vector<Reach> &Inner = blocksOf(B, Depth + 1);
    const Reach *Best = nullptr;
    std::optional<Place> On;
    for (const Reach &R : Inner) {
      if (Best && (R.Model->Blocks < Best->Model->Blocks || (R.Model->Blocks == Best->Model->Blocks && !Best->OpenedElsewhere)))
        continue;
      std::optional<Place> There = R.On ? inCaller(F, Id, B, *R.On) : std::nullopt;
      if (There && returnsAtOnce(F, E.Range, *There, R))
        continue;
      Best = &R;
      On = There;
    }
    if (!Best)
      return std::nullopt;
    Reach R = *Best;
    const SourceSpan &Where = P.function(B).Events[Best->Call].Range;
    std::string In = P.function(B).IsLambda ? "the lambda" : "'" + P.functionName(B) + "'";
    std::string What = Best->Into == None ? "'" + R.Name + "'"
                                          : "'" + P.calleeName(B, Best->Call) + "'";
    R.Path.insert(R.Path.begin(), {Where, In + " calls " + What});
    if (R.Path.size() > 16)
      R.Path.resize(16);
    R.Call = Id;
    R.Into = B;
    R.On = On;
    R.OpenedElsewhere |= isOpenedElsewhere(R);
    return R;
  }

  /// A descriptor that is passed by value is the caller's all the same.
  std::optional<Place> inCaller(FunctionId F, EventId Id, FunctionId B, const Place &On) const {
    const Event &E = P.function(F).Events[Id];
    if (On.Root == Place::Parameter && On.Path.empty() && On.Index < E.Args.size())
      return P.placeOf(F, E.Args[On.Index]);
    return P.rebase(F, Id, B, On);
  }

  /// Locks have a check of their own.
  bool isLocking(FunctionId F, const Event &E, const Meaning &M) const {
    if (llvm::any_of(M.Model->Acts, [](const Action &A) { return A.Does == Act::Locks; }))
      return true;
    if (M.Model->GuardOn)
      return true;
    const TypeModel *T = E.Receiver.K == Operand::Nothing ? nullptr : P.typeModel(P.typeOf(P.function(F), E.Receiver));
    std::string Leaf = P.str(P.Facts.Entities[E.Callee].Leaf).str();
    return T && ((T->Mutex && llvm::is_contained(T->Mutex->Acquire, Leaf)) ||
                 (T->Guard && llvm::is_contained(T->Guard->Acquire, Leaf)));
  }

  FunctionId closure(FunctionId F, const Operand &O) const {
    const FunctionFacts &Fn = P.function(F);
    if (O.K == Operand::OfValue && Fn.Events[O.V].Kind == EventKind::Lambda)
      return P.bodyOf(Fn.Events[O.V].Callee);
    if (O.K == Operand::Function)
      return P.bodyOf(O.V);
    const TypeFacts *T = P.type(P.typeOf(Fn, O));
    return T && T->IsLambda ? P.bodyOf(T->CallOperator) : None;
  }

  /// An overload of the same name whose result is awaited blocks nobody.
  bool isAwaited(FunctionId F, EventId Id) const {
    const FunctionFacts &Fn = P.function(F);
    if (P.meaning(F, Id).Model->Stackful && P.isStackful(F))
      return true; // Its coroutine is suspended, and not the thread.
    if (const TypeFacts *T = P.type(P.strip(Fn.Events[Id].Type)); !T || !(T->Awaitable || T->HasPromise))
      return false;
    for (const Event &E : Fn.Events)
      if (E.Kind == EventKind::Suspend && !E.Args.empty() && mentions(Fn, E.Args[0], Id, 0))
        return true;
    return false;
  }
  bool mentions(const FunctionFacts &Fn, const Operand &O, EventId Id, unsigned Depth) const {
    if (O.K != Operand::OfValue || Depth > 8)
      return false;
    if (O.V == Id)
      return true;
    const Event &E = Fn.Events[O.V];
    return mentions(Fn, E.Receiver, Id, Depth + 1) ||
           llvm::any_of(E.Args, [&](const Operand &A) { return mentions(Fn, A, Id, Depth + 1); });
  }

  bool mentions(FunctionId F, const Operand &O, const Place &On, unsigned Depth) const {
    if (Depth > 8 || O.K == Operand::Nothing)
      return false;
    if (std::optional<Place> Pl = P.placeOf(F, O); Pl && overlaps(*Pl, On))
      return true;
    // A pointer stands for what it leads to.
    if (std::optional<Symbol> Behind = P.symbol("*"); Behind && O.K == Operand::InPlace && P.isPointerLike(P.typeOf(P.function(F), O))) {
      Operand There = O;
      There.P.Path.push_back(*Behind);
      if (std::optional<Place> Pl = P.placeOf(F, There); Pl && overlaps(*Pl, On))
        return true;
    }
    if (O.K != Operand::OfValue)
      return false;
    const Event &E = P.function(F).Events[O.V];
    return mentions(F, E.Receiver, On, Depth + 1) ||
           llvm::any_of(E.Args, [&](const Operand &A) { return mentions(F, A, On, Depth + 1); });
  }

  /// True if what the call waits for is known to be there by then.
  bool returnsAtOnce(FunctionId F, const SourceSpan &Where, const Place &On, const Reach &R) const {
    const FunctionFacts &Fn = P.function(F);
    // What a co_await gave is complete, and so are its elements.
    if (On.Root == Place::Value && Fn.Events[On.Index].Kind == EventKind::Suspend)
      return true;
    if (On.Root == Place::Local)
      for (const Event &E : Fn.Events)
        if (E.Kind == EventKind::Init && E.HasTarget && E.Target.Root == Place::Local && E.Target.Index == On.Index &&
            !E.Args.empty() && E.Args[0].K == Operand::OfValue &&
            Fn.Events[E.Args[0].V].Kind == EventKind::Suspend)
          return true;
    // A future is what its promise says.
    std::optional<Place> Promise;
    EventId Opened = None;
    if (On.Root == Place::Local && On.Path.empty())
      if (const Operand *Def = P.soleValue(F, On.Index); Def && Def->K == Operand::OfValue) {
        Opened = Def->V;
        if (const Event &Made = Fn.Events[Def->V]; Made.Receiver.K != Operand::Nothing)
          Promise = P.placeOf(F, Made.Receiver);
      }
    bool Waits = R.Model->Blocks == BlockingStrength::Medium;
    std::vector<Place> Told = toldOn(F, On);
    std::vector<Place> Around = Waits ? madeOf(F, On) : std::vector<Place>();
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      bool Before = E.Range.valid() && E.Range.File == Where.File && E.Range.Begin < Where.Begin;
      if (E.Kind == EventKind::Suspend && !E.Args.empty()) {
        // A descriptor that is awaited anywhere is not a blocking one.
        auto Says = [&](const Place &Pl) { return mentions(F, E.Args[0], Pl, 0); };
        if (Waits ? Says(On) || llvm::any_of(Around, Says) : Before && readies(F, E.Args[0], On))
          return true;
        if (Before && llvm::any_of(Told, [&](const Place &Pl) { return mentions(F, E.Args[0], Pl, 0); }))
          return true;
        continue;
      }
      if (E.Callee == None || !Before)
        continue;
      const FunctionModel *M = P.meaning(F, Id).Model;
      if (!M)
        continue;
      for (const Action &A : M->Acts)
        if (A.Does == Act::Readies && A.On.K == ArgRef::Result && Opened == Id)
          return true;
        else if (A.Does == Act::Readies)
          for (const Operand *O : P.operands(Fn, E, A.On))
            if (std::optional<Place> Pl = P.placeOf(F, *O);
                Pl && (overlaps(*Pl, On) || (Promise && overlaps(*Pl, *Promise))))
              return true;
    }
    return false;
  }

  /// The locals of class type that were made of a descriptor: `stream_descriptor input(executor, fd);`.
  std::vector<Place> madeOf(FunctionId F, const Place &On) const {
    const FunctionFacts &Fn = P.function(F);
    std::vector<Place> Out;
    for (const Event &E : Fn.Events) {
      bool Begins = E.Kind == EventKind::Init && E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty();
      if (!Begins || E.Args.empty() || E.Args[0].K != Operand::OfValue || !mentions(F, E.Args[0], On, 0))
        continue;
      if (const TypeFacts *T = P.type(P.strip(Fn.Locals[E.Target.Index].Type)); T && T->Kind != TypeFacts::Builtin) {
        Out.push_back(E.Target);
        if (std::optional<Place> Made = P.placeOf(F, E.Args[0]))
          Out.push_back(*Made); // What a pointer leads to.
      }
    }
    return Out;
  }

  /// What a thread tells its coroutine on: `std::thread t([&] { work(); done.cancel(); }); co_await done.async_wait(...);`.
  std::vector<Place> toldOn(FunctionId F, const Place &On) const {
    const FunctionFacts &Fn = P.function(F);
    std::vector<Place> Out;
    const Operand *Def = On.Root == Place::Local && On.Path.empty() && isTaskLike(F, On) ? P.soleValue(F, On.Index) : nullptr;
    if (!Def || Def->K != Operand::OfValue)
      return Out;
    for (const Operand &A : Fn.Events[Def->V].Args) {
      FunctionId Body = closure(F, A);
      if (A.K != Operand::OfValue || Fn.Events[A.V].Kind != EventKind::Lambda || Body == None)
        continue;
      const std::vector<Operand> &Captured = Fn.Events[A.V].Args;
      for (const Event &E : P.function(Body).Events) {
        bool Works = E.Kind == EventKind::Call && E.Receiver.K == Operand::InPlace && E.Receiver.P.Root == Place::Capture;
        if (!Works || E.Receiver.P.Index >= Captured.size() || (E.Callee != None && P.Facts.Entities[E.Callee].IsConst))
          continue;
        if (std::optional<Place> Pl = P.placeOf(F, Captured[E.Receiver.P.Index]); Pl && Pl->Root != Place::Value)
          Out.push_back(*Pl);
      }
    }
    return Out;
  }

  /// Awaiting this says when a task is complete, or an object ready to be worked on.
  bool readies(FunctionId F, const Operand &O, const Place &On) const {
    if (!mentions(F, O, On, 0))
      return false;
    AwaitNode N = resolveAwaited(P, F, O);
    if (N.K == AwaitNode::Operation && N.Op)
      return N.Op->Does == Effect::Wait && !N.Op->Timer;
    // Not what is only lent to it: a stream that something unknown works on.
    const Event *Made = O.K == Operand::OfValue ? &P.function(F).Events[O.V] : nullptr;
    return N.K == AwaitNode::Combinator || (Made && isTaskLike(F, On));
  }
  bool isTaskLike(FunctionId F, const Place &On) const {
    const FunctionFacts &Fn = P.function(F);
    TypeId T = On.Root == Place::Local ? Fn.Locals[On.Index].Type : On.Root == Place::Parameter ? Fn.Params[On.Index].Type : None;
    const TypeModel *M = P.typeModel(T);
    return M && M->Task;
  }
};

} // namespace

std::vector<std::vector<BlockingCall>> findBlocking(const Program &P) { return Finder(P).run(); }

} // namespace corosafe

//===- TimerArms.cpp ---------------------------------------------------------===//

#include "TimerArms.h"
#include "Locks.h"
#include "ThrowingTimeouts.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

static constexpr size_t MaxEvents = 16;

/// A point in time, or what is left until one: that does not begin anew.
static bool isUntil(const Program &P, const FunctionFacts &Fn, const Operand &O, unsigned Depth = 0) {
  const TypeFacts *T = P.type(P.typeOf(Fn, O));
  if ((T && P.str(T->Name).ends_with("::time_point")) || Depth > 6)
    return true;
  if (O.K != Operand::OfValue)
    return false;
  const Event &E = Fn.Events[O.V];
  llvm::StringRef Leaf = E.Callee == None ? llvm::StringRef() : P.str(P.Facts.Entities[E.Callee].Leaf);
  if (llvm::any_of(std::initializer_list<llvm::StringRef>{"remain", "left", "until", "next", "due"}, [&](llvm::StringRef W) { return Leaf.contains_insensitive(W); }))
    return true;
  return (E.Receiver.K != Operand::Nothing && isUntil(P, Fn, E.Receiver, Depth + 1)) ||
         llvm::any_of(E.Args, [&](const Operand &A) { return isUntil(P, Fn, A, Depth + 1); });
}

bool armsInHelper(const Program &P, FunctionId F, EventId Call, llvm::ArrayRef<Place> On, const Operand *&Time) {
  const Meaning &M = P.meaning(F, Call);
  if (M.Model || M.Bodies.size() != 1 || P.function(M.Bodies[0]).IsCoroutine || P.function(M.Bodies[0]).Events.size() > MaxEvents)
    return false;
  const FunctionFacts &Body = P.function(M.Bodies[0]);
  for (EventId Id = 0; Id < Body.Events.size(); ++Id) {
    const Event &E = Body.Events[Id];
    const FunctionModel *Does = E.Kind == EventKind::Call ? P.meaning(M.Bodies[0], Id).Model : nullptr;
    if (!Does || E.Args.empty() || llvm::none_of(Does->Acts, [](const Action &A) { return A.Does == Act::Arms; }) ||
        isUntil(P, Body, E.Args[0]))
      continue;
    std::optional<Place> Timer = E.Receiver.K == Operand::Nothing ? std::nullopt : P.placeOf(M.Bodies[0], E.Receiver);
    std::optional<Place> Here = Timer ? P.rebase(F, Call, M.Bodies[0], *Timer) : std::nullopt;
    if (!Here || llvm::none_of(On, [&](const Place &Pl) { return overlaps(Pl, *Here); }))
      continue;
    const Operand &For = E.Args[0];
    llvm::ArrayRef<Operand> Given = P.function(F).Events[Call].Args;
    if (For.K == Operand::InPlace && For.P.Root == Place::Parameter && For.P.Path.empty() && For.P.Index < Given.size())
      Time = &Given[For.P.Index];
    return true;
  }
  return false;
}

bool isTime(llvm::StringRef Name) {
  return Name.ends_with("::duration") || Name.ends_with("::time_point") || Name.ends_with("Duration");
}

bool onlyWaits(const Program &P, FunctionId G, unsigned Depth) {
  const FunctionFacts &In = P.function(G);
  bool Waits = false;
  if (P.mayLoop(G))
    return false;
  for (EventId E = 0; E < In.Events.size() && Depth < 3; ++E) {
    if (In.Events[E].Kind != EventKind::Suspend || neverSuspends(P, G, E))
      continue;
    if (In.Events[E].How != SuspendKind::Await || In.Events[E].Args.empty() || Waits)
      return false;
    AwaitNode N = resolveAwaited(P, G, In.Events[E].Args[0]);
    if (!isTimer(N) && !(N.K == AwaitNode::Coroutine && onlyWaits(P, N.Callee, Depth + 1)))
      return false;
    Waits = true;
  }
  return Waits;
}

bool delayOf(const Program &P, FunctionId G, const Event &Call, const Operand *&Time) {
  const FunctionFacts &In = P.function(G);
  bool Own = false;
  for (const Event &E : In.Events) {
    if (E.Kind != EventKind::Call && E.Kind != EventKind::Construct)
      continue;
    for (const Operand &A : E.Args) {
      const TypeFacts *T = P.type(P.typeOf(In, A));
      if (!T || !isTime(P.str(T->Name)))
        continue;
      if (A.K == Operand::InPlace && A.P.Root == Place::Parameter && A.P.Path.empty()) {
        Time = A.P.Index < Call.Args.size() ? &Call.Args[A.P.Index] : nullptr;
        return Time != nullptr;
      }
      bool Literal = A.K == Operand::OfValue && In.Events[A.V].Kind == EventKind::Call && In.Events[A.V].Args.empty() &&
                     In.Events[A.V].Receiver.K == Operand::Nothing && In.Events[A.V].Callee != None &&
                     P.str(P.Facts.Entities[In.Events[A.V].Callee].Leaf) != "now";
      bool Made = A.K == Operand::OfValue && In.Events[A.V].Kind == EventKind::Construct &&
                  llvm::all_of(In.Events[A.V].Args, [](const Operand &X) { return X.K == Operand::Constant; });
      Own |= Literal || Made || A.K == Operand::Constant;
    }
  }
  return Own;
}

/// The value that the helper gives on every way out on which its parameter lost; none, and Throws, if it throws on all of them.
static bool tells(const ParameterRace &R, HelperTimeout &Out) {
  Out.Throws = !R.Exits.empty() && llvm::all_of(R.Exits, [](const LosingExit &E) { return E.Throws; });
  if (Out.Throws || R.Exits.empty())
    return Out.Throws;
  Out.Gives = R.Exits.front().Returns;
  return Out.Gives && llvm::all_of(R.Exits, [&](const LosingExit &E) { return !E.Throws && E.Returns == Out.Gives; });
}

std::optional<HelperTimeout> timeoutInHelper(const Program &P, const AwaitNode &N, const std::vector<Summary> &Known) {
  if (N.K != AwaitNode::Coroutine || N.Path.size() != 1 || Known[N.Callee].Races.size() != 1)
    return std::nullopt;
  const FunctionFacts &Helper = P.function(N.Callee);
  const ParameterRace &Given = Known[N.Callee].Races.front();
  for (const Event &E : Helper.Events) {
    if (E.Kind != EventKind::Suspend || E.Args.empty() || !(E.Range == Given.RaceRange))
      continue;
    HelperTimeout R;
    R.Race = resolveAwaited(P, N.Callee, E.Args[0]);
    auto Clock = llvm::find_if(R.Race.Branches, isTimer);
    bool Timeout = R.Race.Combines && R.Race.Combines->Kind == CombinatorKind::Timeout && R.Race.Branches.size() == 1;
    if (R.Race.K != AwaitNode::Combinator || (!Timeout && (R.Race.Branches.size() != 2 || Clock == R.Race.Branches.end())) || !tells(Given, R))
      return std::nullopt;
    R.Timer = Timeout ? 1 : Clock - R.Race.Branches.begin();
    AwaitNode &Bounded = R.Race.Branches[Timeout ? 0 : 1 - R.Timer];
    if (Bounded.K != AwaitNode::Parameter)
      return std::nullopt;
    Bounded = resolveArgument(P, N.Path, Bounded.Index, Bounded.Callable);
    R.Race.Path = N.Path;
    R.Race.Range = N.Range;
    R.Race.Name = N.Name;
    R.Race.Made = None;
    return R;
  }
  return std::nullopt;
}

} // namespace corosafe

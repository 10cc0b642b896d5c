//===- Silence.cpp -----------------------------------------------------------===//

#include "Silence.h"
#include "Awaited.h"
#include "Pairs.h"
#include "Summary.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"
#include <array>

namespace corosafe {

bool says(llvm::StringRef Text, std::initializer_list<llvm::StringRef> Words) {
  return llvm::any_of(Words, [&](llvm::StringRef W) { return Text.contains_insensitive(W); });
}

bool namesSilence(llvm::StringRef Timer) {
  return says(Timer, {"idle", "inactiv", "quiet", "silen", "debounce", "keepalive", "keep_alive", "watchdog", "stall"});
}

bool saysSilence(llvm::StringRef Name) {
  return namesSilence(Name) || says(Name, {"alive", "timeout", "timed_out", "timedout", "retry", "resend", "retransmit", "ping",
                                           "heartbeat", "probe", "nop", "reconnect", "disconnect", "resubscribe", "resync", "recover"});
}

bool isOnlyFilled(const Program &P, FunctionId F, const Place &What) {
  const FunctionFacts &Fn = P.function(F);
  auto Is = [&](const Operand &O) { return O.K == Operand::InPlace && overlaps(P.normalize(F, O.P), What); };
  bool Any = false;
  for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    bool Named = Is(E.Receiver);
    const FunctionModel *M = Named && E.Kind == EventKind::Call ? P.meaning(F, Id).Model : nullptr;
    bool Puts = M && !M->Op && llvm::any_of(M->Acts, [](const Action &A) { return A.Does == Act::Stores; });
    if ((Named && !Puts) || llvm::any_of(E.Args, Is))
      return false;
    Any |= Puts;
  }
  return Any;
}

bool isForSilence(const Program &P, FunctionId F, EventId Id, llvm::ArrayRef<Place> Raced) {
  const Event &E = P.function(F).Events[Id];
  // `idle = true;`
  if (E.HasTarget && E.Kind == EventKind::Assign && namesSilence(P.spell(F, E.Target)))
    return true;
  // `co_await read;`: it is waited for all the same.
  if (E.Kind == EventKind::Suspend)
    return llvm::any_of(E.Args, [&](const Operand &A) { return A.K == Operand::InPlace && llvm::is_contained(Raced, A.P); });
  if (E.Kind != EventKind::Call || E.Callee == None)
    return false;
  if (saysSilence(P.str(P.Facts.Entities[E.Callee].Leaf)))
    return true;
  // `send(ping_)`
  auto SaysPing = [&](const Operand &A) {
    return A.K == Operand::InPlace && says(P.spell(F, A.P), {"ping", "keepalive", "keep_alive", "heartbeat", "probe"});
  };
  if (llvm::any_of(E.Args, SaysPing))
    return true;
  auto Same = [&](const Place &Pl) {
    return (Pl.Root != Place::This || !Pl.Path.empty()) && llvm::any_of(Raced, [&](const Place &R) { return overlaps(R, Pl); });
  };
  auto Names = [&](const Operand &O) {
    std::optional<Place> Pl = O.K == Operand::Nothing ? std::nullopt : P.placeOf(F, O);
    return Pl && Same(*Pl);
  };
  if (Names(E.Receiver) || llvm::any_of(E.Args, Names))
    return true;
  for (FunctionId B : P.meaning(F, Id).Bodies) {
    auto NamesInside = [&](const Operand &O) {
      std::optional<Place> Inner = O.K == Operand::Nothing ? std::nullopt : P.placeOf(B, O);
      std::optional<Place> Pl = Inner && isVisibleOutside(*Inner) ? P.rebase(F, Id, B, *Inner) : std::nullopt;
      return Pl && Same(*Pl);
    };
    for (const Event &Inside : P.function(B).Events)
      if (NamesInside(Inside.Receiver) || llvm::any_of(Inside.Args, NamesInside))
        return true;
  }
  return false;
}

/// What one side counts and the other sets back.
template <class Counting, class Setting>
static bool countsFor(const Program &P, FunctionId F, const Counting &CountedIn, const Setting &SetIn) {
  std::vector<Place> Counts;
  for (EventId E : CountedIn)
    for (const Half &H : halvesOf(P, F, E))
      if (H.K == Half::Step && H.Value > 0 && H.On)
        Counts.push_back(*H.On);
  return !Counts.empty() && llvm::any_of(SetIn, [&](EventId E) {
    return llvm::any_of(halvesOf(P, F, E), [&](const Half &H) { return H.K == Half::Set && H.On && llvm::is_contained(Counts, *H.On); });
  });
}

bool countsSilence(const Program &P, FunctionId F, llvm::ArrayRef<EventId> Work, const std::set<EventId> &Other) {
  return countsFor(P, F, Work, Other);
}

EventId tellsCount(const Program &P, FunctionId F, llvm::ArrayRef<EventId> Work, const std::set<EventId> &Other) {
  if (!countsFor(P, F, Other, Work))
    return None;
  auto Tells = llvm::find_if(Work, [&](EventId E) {
    const Event &Ev = P.function(F).Events[E];
    return Ev.Kind == EventKind::Call && Ev.Callee != None && says(P.str(P.Facts.Entities[Ev.Callee].Leaf), {"log", "print", "info", "report", "metric"});
  });
  return Tells == Work.end() ? EventId(None) : *Tells;
}

/// A literal string, or an object of a system header's class that is made of one.
static bool isText(const Program &P, FunctionId F, const Operand &O, unsigned Depth = 0) {
  if (O.K == Operand::Unknown) {
    const TypeFacts *T = P.type(O.Type);
    return T && (T->Kind == TypeFacts::Pointer || T->Kind == TypeFacts::Array);
  }
  if (O.K != Operand::OfValue || Depth > 2)
    return false;
  const Event &E = P.function(F).Events[O.V];
  return E.Kind == EventKind::Construct && !E.Args.empty() && isText(P, F, E.Args[0], Depth + 1);
}

/// `note("still waiting")`: a statement that only has a fixed text to give, to a function that no model knows, and whose name is no
/// verb of work.
static bool isRemark(const Program &P, FunctionId F, EventId Id) {
  const Event &E = P.function(F).Events[Id];
  if (E.Kind != EventKind::Call || E.Callee == None || E.Receiver.K != Operand::Nothing || E.Discarded == Discard::No || E.Args.empty() ||
      P.meaning(F, Id).Model || !P.meaning(F, Id).Bodies.empty() ||
      !llvm::all_of(E.Args, [&](const Operand &A) { return isText(P, F, A); }))
    return false;
  std::string Words = wordsOf(P.str(P.Facts.Entities[E.Callee].Leaf));
  for (llvm::StringRef Verb : {"send", "emit", "trigger", "run", "fire", "post", "publish", "flush", "save", "write", "sync", "rotate",
                               "refresh", "poll", "schedule", "start", "do", "execute", "persist", "commit", "update", "expire",
                               "sweep", "collect", "cleanup"})
    if (saysVerb(Words, Verb))
      return false;
  return true;
}

/// It takes something out, or is a coroutine that does.
static bool awaitsArrival(const Program &P, FunctionId F, EventId Id, unsigned Depth = 0) {
  const Event &E = P.function(F).Events[Id];
  if (E.Kind != EventKind::Suspend || E.How != SuspendKind::Await || E.Args.empty())
    return false;
  AwaitNode N = resolveAwaited(P, F, E.Args[0]);
  if (N.K == AwaitNode::Operation)
    return N.Op->Does == Effect::Consume || N.Op->Does == Effect::ComposedConsume;
  return N.K == AwaitNode::Coroutine && Depth < 2 &&
         llvm::any_of(llvm::seq<EventId>(0, P.function(N.Callee).Events.size()), [&](EventId Inner) { return awaitsArrival(P, N.Callee, Inner, Depth + 1); });
}

bool receivesFirst(const Program &P, FunctionId F, const std::set<EventId> &AfterTimer, const std::set<EventId> &AfterOther) {
  return llvm::any_of(AfterTimer, [&](EventId E) { return AfterOther.count(E) && awaitsArrival(P, F, E); });
}

/// `co_await log("idle")`
static bool awaitsLog(const Program &P, FunctionId F, const Event &Suspend) {
  if (Suspend.Args.empty() || Suspend.Args[0].K != Operand::OfValue)
    return false;
  const Event &Made = P.function(F).Events[Suspend.Args[0].V];
  if (Made.Kind != EventKind::Call || Made.Callee == None)
    return false;
  std::string Words = wordsOf(P.str(P.Facts.Entities[Made.Callee].Leaf));
  return llvm::any_of(std::array{"log", "trace", "debug", "warn", "note"}, [&](llvm::StringRef Verb) { return saysVerb(Words, Verb); });
}

bool isDueWork(const Program &P, FunctionId F, EventId Id) {
  const FunctionFacts &Fn = P.function(F);
  const Event &E = Fn.Events[Id];
  if (E.Kind == EventKind::Suspend)
    return !awaitsLog(P, F, E);
  if (E.Kind != EventKind::Call || E.Callee == None)
    return false;
  const EntityFacts &C = P.Facts.Entities[E.Callee];
  if (C.IsConst || C.InSystemHeader || P.str(C.Leaf).starts_with("operator"))
    return false;
  if (const FunctionModel *M = P.meaning(F, Id).Model)
    return llvm::any_of(M->Acts, [](const Action &A) {
      return A.Does != Act::Logs && A.Does != Act::Observes && A.Does != Act::Arms && A.Does != Act::Cancels;
    });
  if (isRemark(P, F, Id))
    return false;
  // `slog.info("nothing yet")`: whatever a logger is told.
  const TypeFacts *On = E.Receiver.K == Operand::Nothing ? nullptr : P.type(P.strip(P.typeOf(Fn, E.Receiver)));
  return !says(P.str(C.Leaf), {"log", "trace", "debug", "warn", "metric", "count"}) && !(On && says(P.str(On->Name), {"logger", "logging"}));
}

} // namespace corosafe

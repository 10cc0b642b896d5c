//===- WaysOut.cpp -----------------------------------------------------------===//

#include "WaysOut.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace corosafe {

bool sideBySide(const Program &P, const Place &From, const Place &To) {
  auto Counts = [&](const Place &Pl) {
    return llvm::any_of(std::initializer_list<llvm::StringRef>{"sent", "recei", "read", "writ", "done", "process", "total", "count", "byte",
                                                               "stat", "metric", "num", "handled", "finished", "complete"},
                        [&](llvm::StringRef Word) { return P.str(Pl.Path.back()).contains_insensitive(Word); });
  };
  return From.Root == To.Root && From.Index == To.Index && llvm::equal(llvm::drop_end(From.Path), llvm::drop_end(To.Path)) && !Counts(From) && !Counts(To);
}

bool WaysOut::closes(EventId Suspend, const Place &On) {
  auto Closes = [&](EventId E) {
    return llvm::any_of(Uses[E], [&](const PlaceUse &U) {
      return U.K == PlaceUse::Closes && overlaps(U.On, On) && Fn.Events[E].Kind != EventKind::Init;
    });
  };
  for (EventId E : stillRun(Suspend))
    if (Closes(E))
      return true;
  return llvm::any_of(endedByDestructors(), [&](const auto &X) { return X.first >= Suspend && overlaps(X.second->On, On); });
}

/// The end of a handle is not the end of what it leads to; what its destructor does is.
llvm::ArrayRef<std::pair<EventId, const PlaceUse *>> WaysOut::endedByDestructors() {
  if (Ended)
    return *Ended;
  Ended.emplace();
  for (EventId E = 0; E < Fn.Events.size(); ++E)
    if (Fn.Events[E].Kind == EventKind::Destroy && Fn.Events[E].HasTarget)
      for (const PlaceUse &U : Uses[E])
        if (U.K == PlaceUse::Closes && !(U.On == P.normalize(F, Fn.Events[E].Target)))
          Ended->push_back({E, &U});
  return *Ended;
}

/// The events that may run in handlers around a suspend point, and after them; where it goes on, all that follows.
std::vector<EventId> WaysOut::stillRun(EventId Suspend) const {
  std::vector<EventId> R;
  std::set<BlockId> Reach;
  std::vector<BlockId> Work;
  auto Own = llvm::find_if(Fn.Blocks, [&](const Block &B) { return GoesOn.count(Suspend) && llvm::is_contained(B.Events, Suspend); });
  if (Own != Fn.Blocks.end()) {
    R.assign(llvm::find(Own->Events, Suspend) + 1, Own->Events.end());
    for (const Edge &E : Own->Succs)
      if (E.To != None && Reach.insert(E.To).second)
        Work.push_back(E.To);
  }
  for (RegionId Rg = Fn.Events[Suspend].Region; Rg != None; Rg = Fn.Regions[Rg].Parent)
    for (const Region::Handler &H : Fn.Regions[Rg].Handlers)
      if (H.To != None && Reach.insert(H.To).second)
        Work.push_back(H.To);
  while (!Work.empty()) {
    BlockId B = Work.back();
    Work.pop_back();
    R.insert(R.end(), Fn.Blocks[B].Events.begin(), Fn.Blocks[B].Events.end());
    for (const Edge &E : Fn.Blocks[B].Succs)
      if (E.To != None && Reach.insert(E.To).second)
        Work.push_back(E.To);
  }
  return R;
}

static bool setsIt(const Event &E) { return E.HasTarget && (E.Kind == EventKind::Assign || E.Kind == EventKind::Compute); }

/// `struct undo { account &a; ~undo() { a.balance += n; } } u{a};`, or a scope guard with a closure.
bool WaysOut::setAtEndOf(uint32_t Local, const Place &On) const {
  TypeId Type = Fn.Locals[Local].Type;
  if (FunctionId D = P.destructorOf(Type); D != None)
    for (const Event &E : P.function(D).Events)
      if (setsIt(E) && E.Target.Root == Place::This) {
        Place There = E.Target;
        There.Root = Place::Local;
        There.Index = Local;
        if (P.normalize(F, There) == On)
          return true;
      }
  return llvm::any_of(P.closuresIn(Type), [&](FunctionId B) {
    Program::CallSite Site = P.lambdaSite(B);
    return Site.Caller == F && llvm::any_of(P.function(B).Events, [&](const Event &E) {
      std::optional<Place> There = setsIt(E) ? P.rebase(F, Site.Call, B, E.Target) : std::nullopt;
      return There && P.normalize(F, *There) == On;
    });
  });
}

bool WaysOut::sets(EventId Suspend, const Place &On) const {
  for (EventId Id = 0; Id < Suspend; ++Id)
    if (const Event &E = Fn.Events[Id]; E.Kind == EventKind::Init && E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty() &&
                                        Fn.Locals[E.Target.Index].HasDestructor && setAtEndOf(E.Target.Index, On))
      return true;
  return llvm::any_of(stillRun(Suspend), [&](EventId E) {
    return setsIt(Fn.Events[E]) && P.normalize(F, Fn.Events[E].Target) == On;
  });
}

bool WaysOut::putsBack(EventId Suspend, const Places &From, const Carried &What) const {
  auto Into = [&](const Place &Pl) { return llvm::any_of(From, [&](const Place &On) { return overlaps(On, Pl); }); };
  for (EventId Id : stillRun(Suspend)) {
    const Event &E = Fn.Events[Id];
    std::optional<Place> On = E.Kind == EventKind::Call ? P.placeOf(F, E.Receiver) : std::nullopt;
    if (On && Into(*On) && llvm::any_of(E.Args, [&](const Operand &A) { return What.in(A); }))
      return true;
  }
  return llvm::any_of(Fn.Events, [&](const Event &E) {
    return E.Kind == EventKind::Destroy && E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty() &&
           llvm::any_of(P.closuresIn(Fn.Locals[E.Target.Index].Type), [&](FunctionId B) {
             Program::CallSite Site = P.lambdaSite(B);
             return Site.Caller == F && llvm::any_of(Known[B].Uses, [&](const PlaceUse &U) {
               std::optional<Place> There = P.rebase(F, Site.Call, B, U.On);
               return There && U.K == PlaceUse::Uses && Into(*There);
             });
           });
  });
}

} // namespace corosafe

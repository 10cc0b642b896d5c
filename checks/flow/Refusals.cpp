//===- Refusals.cpp ----------------------------------------------------------===//

#include "Refusals.h"
#include "Paths.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

namespace corosafe {

namespace {

constexpr unsigned MaxDepth = 3;

/// Where the paths of a function may get to.
class Reach : public Domain {
public:
  void after(EventId Id, State &, llvm::SmallVectorImpl<State> &) override { Events.insert(Id); }
  std::set<EventId> Events;
};

class Asks {
public:
  explicit Asks(const Program &P) : P(P) {}

  bool refuse(FunctionId F, EventId Id, const Place &Flag, int64_t Value, const Place &Object, unsigned Depth) const {
    const Event &E = P.function(F).Events[Id];
    EventId Call = E.Kind == EventKind::Suspend && !E.Args.empty() && E.Args[0].K == Operand::OfValue ? EventId(E.Args[0].V) : Id;
    if (P.function(F).Events[Call].Kind != EventKind::Call || Depth > MaxDepth)
      return false;
    const Meaning &M = P.meaning(F, Call);
    return !M.Model && !M.Bodies.empty() &&
           llvm::all_of(M.Bodies, [&](FunctionId B) { return refuses(F, Call, B, Flag, Value, Object, Depth); });
  }

private:
  const Program &P;

  bool refuses(FunctionId F, EventId Call, FunctionId Body, const Place &Flag, int64_t Value, const Place &Object, unsigned Depth) const {
    std::optional<Place> Asked = named(F, Call, Body, Flag), On = named(F, Call, Body, Object);
    if (!Asked || !On)
      return false;
    State Start;
    Start.Known.push_back({*Asked, Value});
    Reach D;
    if (walkPaths(P, Body, D, Start) != PathsResult::Done)
      return false;
    return llvm::none_of(D.Events, [&](EventId Id) {
      const Event &E = P.function(Body).Events[Id];
      bool Runs = E.Kind == EventKind::Suspend || (E.Kind == EventKind::Call && !P.meaning(Body, Id).Bodies.empty());
      bool Touches = mentions(Body, E, *On) || E.Kind == EventKind::Suspend;
      return E.Kind != EventKind::Destroy && (Runs || Touches) && !refuse(Body, Id, *Asked, Value, *On, Depth + 1);
    });
  }

  /// What a function calls a place of its caller's: as a part of its object, or of what it was given.
  std::optional<Place> named(FunctionId F, EventId Call, FunctionId Body, const Place &Of) const {
    const Event &E = P.function(F).Events[Call];
    auto Within = [&](const Operand &O, Place::Kind Root, uint32_t Index) -> std::optional<Place> {
      std::optional<Place> Whole = O.K == Operand::InPlace ? P.placeOf(F, O) : std::nullopt;
      if (!Whole || !isWithin(Of, *Whole))
        return std::nullopt;
      Place Here;
      Here.Root = Root;
      Here.Index = Index;
      for (size_t Step = Whole->Path.size(); Step < Of.Path.size(); ++Step)
        Here.Path.push_back(Of.Path[Step]);
      return Here;
    };
    if (std::optional<Place> Own = Within(E.Receiver, Place::This, 0))
      return Own;
    for (uint32_t N = 0; N < E.Args.size() && N < P.function(Body).Params.size(); ++N)
      if (P.function(Body).Params[N].Pass != Passing::ByValue)
        if (std::optional<Place> Given = Within(E.Args[N], Place::Parameter, N))
          return Given;
    return std::nullopt;
  }

  bool mentions(FunctionId Body, const Event &E, const Place &Object) const {
    auto Names = [&](const Operand &O) { return O.K == Operand::InPlace && overlaps(P.normalize(Body, O.P), Object) && !O.P.Path.empty(); };
    return Names(E.Receiver) || llvm::any_of(E.Args, Names) || (E.HasTarget && overlaps(P.normalize(Body, E.Target), Object));
  }
};

} // namespace

bool refuses(const Program &P, FunctionId F, EventId Event, const Place &Flag, int64_t Value, const Place &Object) {
  return Asks(P).refuse(F, Event, Flag, Value, Object, 0);
}

} // namespace corosafe

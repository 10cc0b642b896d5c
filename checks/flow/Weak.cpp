//===- Weak.cpp -------------------------------------------------------------===//

#include "Weak.h"
#include "Locks.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

namespace {

enum ItemKind : uint32_t {
  There, ///< A: local that was made from the pointer, or None for itself; B: the pointer; C: where it was asked; D: the suspend point since, or None.
  Plain, ///< As There, but nothing was learnt from it yet.
};

class WeakDomain : public Domain {
public:
  WeakDomain(const Program &P, FunctionId F, StaleResult &Out) : P(P), Fn(P.function(F)), F(F), Out(Out) {}

  bool relevant() const {
    return Fn.IsCoroutine && llvm::any_of(P.marks(F), [](EventMark M) { return M.Kind == EventKind::Suspend; }) &&
           llvm::any_of(Fn.Events, [&](const Event &E) { return asked(E).has_value(); });
  }

  void after(EventId Id, State &S, llvm::SmallVectorImpl<State> &) override {
    const Event &E = Fn.Events[Id];
    Latest = Id;
    if (E.Kind == EventKind::Destroy)
      return;
    used(E.Receiver, E, S);
    for (const Operand &A : E.Args)
      used(A, E, S);
    if (E.HasTarget && E.Kind != EventKind::Init && !E.Target.Path.empty())
      usedAt(E.Target, E, S);
    if (E.Kind == EventKind::Suspend && !neverSuspends(P, F, Id))
      S.cross(Id);
    bool Whole = E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty();
    if ((E.Kind == EventKind::Init || E.Kind == EventKind::Assign) && Whole)
      bound(Id, E, S);
    else if (E.Kind == EventKind::Assign && E.HasTarget)
      S.removeIf([&](const Item &I) { return isWithin(Places[I.B], E.Target); });
    if (std::optional<Place> Asked = asked(E)) {
      uint32_t K = Places.keyOf(*Asked);
      S.removeIf([&](const Item &I) { return I.Kind == Plain && I.A == None && I.B == K; });
      S.add({Plain, None, K, Id, None});
    } else if (E.Kind == EventKind::Call && !E.Args.empty() && weakOf(E.Receiver)) {
      S.removeIf([&](const Item &I) { return Places[I.B] == E.Receiver.P; }); // It was given another object.
    }
  }

  bool learn(const Test &T, State &S) override {
    std::optional<Place> Asked;
    if (T.Source != None)
      Asked = asked(Fn.Events[T.Source]);
    if (!Asked && T.Where)
      Asked = weakAt(*T.Where);
    if (!Asked)
      return true;
    uint32_t K = Places.keyOf(*Asked);
    // A flag may say what was so before the suspend point.
    Item Look{There, None, K, Latest, None};
    for (const Item &I : S.Items)
      if (I.Kind == Plain && I.A == None && I.B == K)
        Look.C = I.C, Look.D = I.D;
    llvm::SmallVector<Item, 4> Seen{Look};
    S.removeIf([&](const Item &I) {
      if (I.B != K || (I.Kind == Plain && I.A == None))
        return false;
      if (I.A != None)
        Seen.push_back({There, I.A, K, I.C, Look.D});
      return true;
    });
    for (const Item &I : Seen)
      S.add(I);
    return true;
  }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  StaleResult &Out;
  PlaceTable Places;
  EventId Latest = 0; ///< The event that was walked last.

  bool isWeak(TypeId T) const {
    const TypeModel *M = P.typeModel(T);
    return M && M->SelfNulling;
  }

  /// The self-nulling pointer that an operand is.
  std::optional<Place> weakOf(const Operand &O) const {
    return O.K == Operand::InPlace && isWeak(P.typeOf(Fn, O)) ? std::optional<Place>(O.P) : std::nullopt;
  }

  /// The one that a call asks whether it is null.
  std::optional<Place> asked(const Event &E) const {
    if (E.Kind != EventKind::Call || E.Callee == None)
      return std::nullopt;
    llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
    if (E.Args.empty() || Leaf == "operator==" || Leaf == "operator!=")
      if (std::optional<Place> On = weakOf(E.Receiver))
        return On;
    if (Leaf == "operator==" || Leaf == "operator!=")
      for (const Operand &A : E.Args)
        if (std::optional<Place> On = weakOf(A))
          return On;
    return std::nullopt;
  }

  /// The one that a place is, or is a part of, or is behind.
  std::optional<Place> weakAt(const Place &Pl) const {
    for (size_t N = Pl.Path.size() + 1; N-- > 0;)
      if (isWeak(typeAlong(P, F, Pl, N))) {
        Place R = Pl;
        R.Path.erase(R.Path.begin() + N, R.Path.end());
        return R;
      }
    return std::nullopt;
  }

  /// The pointer whose object a value leads to: `p.data()`, and `p` as a plain pointer.
  std::optional<Place> madeFrom(const Operand &O) const {
    if (O.K != Operand::OfValue || Fn.Events[O.V].Kind != EventKind::Call)
      return std::nullopt;
    const Event &E = Fn.Events[O.V];
    const TypeFacts *Gives = E.Callee == None ? nullptr : P.type(P.Facts.Entities[E.Callee].ReturnType);
    bool Leads = Gives && (Gives->Kind == TypeFacts::Pointer || Gives->Kind == TypeFacts::LvalueRef) && E.Args.empty();
    return Leads ? weakOf(E.Receiver) : std::nullopt;
  }

  void bound(EventId Id, const Event &E, State &S) {
    uint32_t L = E.Target.Index;
    S.removeIf([&](const Item &I) { return I.A == L || Places[I.B] == E.Target; });
    std::optional<Place> From = E.Args.empty() ? std::nullopt : madeFrom(E.Args[0]);
    if (!From)
      return;
    uint32_t K = Places.keyOf(*From);
    bool Asked = llvm::any_of(S.Items, [&](const Item &I) { return I.Kind == There && I.B == K; });
    S.add({Asked ? There : Plain, L, K, Id, None});
  }

  void used(const Operand &O, const Event &E, State &S) {
    if (O.K == Operand::InPlace && !O.P.Path.empty())
      usedAt(O.P, E, S);
  }

  void usedAt(const Place &Pl, const Event &E, State &S) {
    auto Behind = [&](size_t N) { return N < Pl.Path.size() && P.str(Pl.Path[N]) == "*"; };
    for (const Item &I : llvm::SmallVector<Item, 4>(S.Items)) {
      if (I.Kind != There || I.D == None)
        continue;
      const Place &Weak = Places[I.B];
      bool Ours = false;
      if (I.A != None) {
        Ours = Pl.Root == Place::Local && Pl.Index == I.A;
      } else if (Pl.Root == Place::Value) {
        Operand Value;
        Value.K = Operand::OfValue;
        Value.V = Pl.Index;
        std::optional<Place> From = madeFrom(Value);
        Ours = From && *From == Weak;
      } else {
        Ours = isWithin(Pl, Weak) && Behind(Weak.Path.size());
      }
      if (!Ours)
        continue;
      report(I, E);
      S.removeIf([&](const Item &J) { return J.B == I.B; });
      return;
    }
  }

  void report(const Item &I, const Event &Use) {
    SourceSpan Asked = Fn.Events[I.C].Range;
    if (llvm::any_of(Out.Uses, [&](const StaleUse &U) { return U.Used.Line == Use.Range.Line || (U.Manner == StaleUse::Weak && U.Looked == Asked); }))
      return;
    StaleUse U;
    U.Manner = StaleUse::Weak;
    U.Object = P.spell(F, Places[I.B]);
    U.Holder = I.A == None ? "" : P.str(Fn.Locals[I.A].Name).str();
    U.Looked = Asked;
    U.Suspended = Fn.Events[I.D].Range;
    U.Used = Use.Range;
    U.Sure = Confidence::Medium;
    Out.Uses.push_back(std::move(U));
  }
};

} // namespace

void addWeakUses(const Program &P, FunctionId F, StaleResult &Out) {
  WeakDomain D(P, F, Out);
  if (!D.relevant())
    return;
  if (PathsResult Walked = walkPaths(P, F, D); Out.Walked == PathsResult::Done)
    Out.Walked = Walked;
}

} // namespace corosafe

//===- Temporaries.cpp ------------------------------------------------------===//

#include "Temporaries.h"
#include "Locks.h"
#include "Lookups.h"
#include "StaleObjects.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"
#include <array>
#include <map>

namespace corosafe {

namespace {

enum ItemKind : uint32_t {
  Gone, ///< A: the event that gave the handle; D: the suspend point since its destructor ran, or None.
};

class TemporaryDomain : public Domain, StaleObjects {
public:
  TemporaryDomain(const Program &P, FunctionId F, const Invalidations &Changes, StaleResult &Out)
      : StaleObjects(P, F, Changes), Out(Out) {}

  /// Finds the temporary handles; false if there is none whose object may be gone later.
  bool relevant() {
    if (!Fn.IsCoroutine || llvm::none_of(P.marks(F), [](EventMark M) { return M.Kind == EventKind::Suspend; }))
      return false;
    for (const Event &E : Fn.Events)
      if (E.Kind == EventKind::Destroy && E.HasTarget && E.Target.Root == Place::Value && E.Target.Path.empty() && !E.Heap &&
          ownership(Fn.Events[E.Target.Index].Type) != Owns::Nothing)
        Handles.try_emplace(E.Target.Index);
    // Most are named in their own full expression only.
    auto Later = [&](EventId By, const Operand &O) {
      EventId H = O.K == Operand::InPlace ? handleOf(O.P) : EventId(None);
      return H != None && By != H && !sameExpression(H, By);
    };
    std::set<EventId> Used;
    for (EventId Id = 0; Id < Fn.Events.size() && !Handles.empty(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Kind == EventKind::Destroy)
        continue;
      if (Later(Id, E.Receiver))
        Used.insert(handleOf(E.Receiver.P));
      for (const Operand &A : E.Args)
        if (Later(Id, A))
          Used.insert(handleOf(A.P));
      if (E.HasTarget && E.Kind != EventKind::Init && handleOf(E.Target) != None)
        Used.insert(handleOf(E.Target));
    }
    for (auto It = Handles.begin(); It != Handles.end();)
      It = Used.count(It->first) && judge(It->first, It->second) ? std::next(It) : Handles.erase(It);
    return !Handles.empty();
  }

  void after(EventId Id, State &S, llvm::SmallVectorImpl<State> &) override {
    const Event &E = Fn.Events[Id];
    if (Handles.count(Id))
      S.removeIf([&](const Item &I) { return I.A == Id; });
    if (E.Kind == EventKind::Destroy) {
      if (E.HasTarget && E.Target.Root == Place::Value && E.Target.Path.empty() && Handles.count(E.Target.Index))
        S.add({Gone, E.Target.Index});
      return;
    }
    if (!S.Items.empty()) {
      used(E.Receiver, E, S);
      for (const Operand &A : E.Args)
        used(A, E, S);
      if (E.HasTarget && E.Kind != EventKind::Init)
        usedAt(E.Target, E, S);
    }
    if (E.Kind == EventKind::Suspend && !neverSuspends(P, F, Id))
      S.cross(Id);
  }

private:
  enum class Owns : uint8_t { Nothing, Alone, Together };
  struct Handle {
    Confidence Sure = Confidence::Medium;
    const Invalidations::Change *By = nullptr; ///< What ends the object otherwise.
  };
  StaleResult &Out;
  std::map<EventId, Handle> Handles; ///< By the event that gives one.

  Owns ownership(TypeId T) const {
    const TypeFacts *Ty = P.type(P.strip(T));
    if (!Ty || Ty->Kind != TypeFacts::Record)
      return Owns::Nothing;
    if (const TypeModel *M = P.typeModel(T); M && M->Owner)
      return Owns::Together;
    return P.isSoleOwner(T) ? Owns::Alone : Owns::Nothing;
  }

  /// No destructor of the handle has run between them.
  bool sameExpression(EventId H, EventId By) const {
    for (EventId Id = H; Id < By; ++Id)
      if (const Event &E = Fn.Events[Id]; E.Kind == EventKind::Destroy && E.HasTarget && E.Target.Root == Place::Value && E.Target.Index == H)
        return false;
    return By > H;
  }

  //===-- what leads to a handle's object ------------------------------------===//

  /// The temporary handle that keeps what a place names; None if there is none.
  EventId handleOf(const Place &Given, unsigned Depth = 0) const {
    if (Given.Root == Place::Local && Depth < MaxDepth)
      // A view, iterator or pointer that was made from it.
      if (const Operand *Def = refers(Given) ? P.soleValue(F, Given.Index) : nullptr)
        return handleBehind(*Def, Fn.Locals[Given.Index], Depth + 1);
    Place Pl = Given.Root == Place::Value && Handles.count(Given.Index) ? Given : P.normalize(F, Given);
    if (Pl.Root != Place::Value)
      return None;
    if (Handles.count(Pl.Index))
      return Pl.Path.empty() || !isPart(Pl) ? EventId(None) : Pl.Index;
    return givesReference(Fn.Events[Pl.Index]) ? handleBehindEvent(Pl.Index, Depth + 1) : EventId(None);
  }

  /// True if a local is a view or pointer, or leads to something by an iterator.
  bool refers(const Place &Pl) const {
    const Variable &V = Fn.Locals[Pl.Index];
    const TypeModel *M = P.typeModel(V.Type);
    return V.Pass != Passing::ByValue || (M && M->View) || isBehind(Pl);
  }

  bool givesReference(const Event &E) const {
    const TypeFacts *T = E.Kind == EventKind::Call && E.Callee != None ? P.type(P.Facts.Entities[E.Callee].ReturnType) : nullptr;
    return T && T->Kind == TypeFacts::LvalueRef;
  }

  /// The same for what a local that is made from a value refers to. A copied pointer leads where it always did.
  EventId handleBehind(const Operand &O, const Variable &Of, unsigned Depth) const {
    if (O.K == Operand::OfValue)
      return handleBehindEvent(O.V, Depth);
    const TypeModel *M = P.typeModel(Of.Type);
    bool Refers = O.AddressOf || Of.Pass != Passing::ByValue || (M && M->View);
    return O.K == Operand::InPlace && Refers ? handleOf(O.P, Depth) : EventId(None);
  }

  EventId handleBehindEvent(EventId Id, unsigned Depth) const {
    const Event &E = Fn.Events[Id];
    if (Depth > MaxDepth)
      return None;
    auto On = [&](const Operand &O) -> EventId {
      if (O.K == Operand::OfValue)
        return Handles.count(O.V) ? O.V : handleBehindEvent(O.V, Depth + 1);
      if (O.K != Operand::InPlace)
        return None;
      return O.P.Root == Place::Value && O.P.Path.empty() && Handles.count(O.P.Index) ? EventId(O.P.Index) : handleOf(O.P, Depth + 1);
    };
    const TypeModel *Type = P.typeModel(E.Type);
    if (E.Kind == EventKind::Construct && Type && Type->View) {
      for (const Operand &A : E.Args)
        if (EventId H = On(A); H != None)
          return H;
      return None;
    }
    if (E.Kind != EventKind::Call || E.Callee == None)
      return None;
    if (const FunctionModel *M = P.meaning(F, Id).Model; M && (M->Views || M->PartOf)) {
      for (const Operand *O : P.operands(Fn, E, M->Views ? *M->Views : *M->PartOf))
        if (EventId H = On(*O); H != None)
          return H;
      return None;
    }
    if (P.Facts.Entities[E.Callee].IsConversion && Type && Type->View)
      return On(E.Receiver);
    for (const Place &Pl : viewedThrough(P, F, Id))
      if (EventId H = handleOf(Pl, Depth + 1); H != None)
        return H;
    // `get()->row(3)` of a class whose functions are not seen.
    bool Seen = !P.meaning(F, Id).Bodies.empty() || P.meaning(F, Id).InLibrary || P.meaning(F, Id).Model;
    if (Seen || !givesReference(E) || E.Receiver.K != Operand::InPlace || !mayHave(P.typeOf(Fn, E.Receiver), P.Facts.Entities[E.Callee].ReturnType))
      return None;
    return On(E.Receiver);
  }

  /// True if a place behind a handle is a part of what that keeps, and not only known to it.
  bool isPart(const Place &Pl) const {
    if (P.str(Pl.Path[0]) != "*")
      return false;
    for (size_t I = 1; I < Pl.Path.size(); ++I) {
      TypeId At = typeAlong(P, F, Pl, I);
      llvm::StringRef Step = P.str(Pl.Path[I]);
      if (Step == "*" && ownership(At) != Owns::Alone)
        return false;
      if (Step.ends_with("()") && !mayHave(At, None))
        return false;
      if (isReferenceField(At, Pl.Path[I]))
        return false;
    }
    return true;
  }

  bool isReferenceField(TypeId Class, Symbol Name) const {
    const TypeFacts *Ty = P.type(P.strip(Class));
    return Ty && llvm::any_of(Ty->Fields, [&](const TypeFacts::Field &Fd) { return Fd.Name == Name && Fd.Reference; });
  }

  /// True if an object of the class may have one of that type itself, for all that is known: it has nothing that leads elsewhere.
  bool mayHave(TypeId Class, TypeId What) const {
    const TypeFacts *Ty = P.type(P.strip(Class));
    const TypeFacts *Want = What == None ? nullptr : P.type(P.strip(What));
    if (!Ty)
      return false;
    bool Has = false, Elsewhere = false;
    for (const TypeFacts::Field &Fd : Ty->Fields) {
      const TypeFacts *T = P.type(P.strip(Fd.Type));
      if (!T)
        continue;
      Elsewhere |= Fd.Reference || (P.isPointerLike(Fd.Type) && ownership(Fd.Type) != Owns::Alone);
      Has |= Want && !Fd.Reference && T == Want;
    }
    return Has || !Elsewhere;
  }

  //===-- whether anything else keeps it ---------------------------------------===//

  /// True if the handle's object may end meanwhile.
  bool judge(EventId Id, Handle &H) const {
    const Event &E = Fn.Events[Id];
    if (ownership(E.Type) == Owns::Alone) {
      H.Sure = Confidence::High;
      return true;
    }
    EventId Made = Id;
    if (E.Kind == EventKind::Suspend && !E.Args.empty() && E.Args[0].K == Operand::OfValue)
      Made = E.Args[0].V;
    const Event &By = Fn.Events[Made];
    if (By.Kind != EventKind::Call || By.Callee == None)
      return false;
    const Meaning &M = P.meaning(F, Made);
    if (isWeakLock(Fn, By))
      return true;
    if (M.Model || M.InLibrary || P.Facts.Entities[By.Callee].InSystemHeader)
      return false;
    if (M.Bodies.empty())
      return !saysItLasts(By);
    for (const Place &From : elementsThrough(P, F, Made))
      if (lost(From, H))
        return true;
    return llvm::any_of(M.Bodies, [&](FunctionId B) { return givesLast(Made, B, H); });
  }

  bool isWeakLock(const FunctionFacts &In, const Event &E) const {
    const TypeFacts *On = E.Receiver.K == Operand::Nothing ? nullptr : P.type(P.typeOf(In, E.Receiver));
    return On && P.str(On->Name).contains_insensitive("weak") && E.Args.empty();
  }

  /// `instance()`, `global_cache()`, `logger()`: what lives as long as the program does.
  bool saysItLasts(const Event &E) const {
    const EntityFacts &Callee = P.Facts.Entities[E.Callee];
    std::string Words = wordsOf(P.str(Callee.Leaf));
    const TypeFacts *To = P.type(P.strip(P.pointee(E.Type)));
    bool OfItself = Callee.IsStatic && Callee.Class != None && To && P.type(P.strip(Callee.Class)) == To;
    return OfItself || (To && P.str(To->Name).contains_insensitive("logger")) ||
           llvm::any_of(std::array{"instance", "singleton", "global", "default", "logger", "self", "shared from this", "this"},
                        [&](llvm::StringRef W) { return llvm::StringRef(Words).contains(W); });
  }

  /// True if what a function of the program gives may be the last handle: one of what others let go of.
  bool givesLast(EventId Call, FunctionId Body, Handle &H) const {
    const FunctionFacts &In = P.function(Body);
    for (const Event &R : In.Events) {
      if (R.Kind != EventKind::Return || R.Args.empty())
        continue;
      const Operand &O = R.Args[0];
      if (O.K == Operand::OfValue && isWeakLock(In, In.Events[O.V]))
        return true;
      if (O.K != Operand::InPlace)
        continue;
      Place Of = P.normalize(Body, O.P);
      if (Of.Root != Place::This && Of.Root != Place::Global && Of.Root != Place::Parameter)
        continue;
      if (std::optional<Place> Here = P.rebase(F, Call, Body, Of); Here && lost(*Here, H))
        return true;
    }
    return false;
  }

  /// True if others may let go of what a place keeps.
  bool lost(const Place &Keeper, Handle &H) const {
    H.By = shared(Keeper) ? changed(Keeper, {}) : nullptr;
    return H.By;
  }

  //===-- along the paths --------------------------------------------------------===//

  void used(const Operand &O, const Event &E, State &S) {
    if (O.K == Operand::InPlace)
      usedAt(O.P, E, S);
  }

  void usedAt(const Place &Pl, const Event &E, State &S) {
    EventId H = handleOf(Pl);
    for (const Item &I : S.Items)
      if (H != None && I.A == H && I.D != None)
        return report(H, I.D, E, Pl);
  }

  void report(EventId H, EventId Suspended, const Event &Use, const Place &Pl) {
    SourceSpan Looked = Fn.Events[H].Range;
    if (llvm::any_of(Out.Uses, [&](const StaleUse &U) { return U.Used.Line == Use.Range.Line || (U.Manner == StaleUse::Temporary && U.Looked == Looked); }))
      return;
    StaleUse U;
    U.Manner = StaleUse::Temporary;
    EventId Made = Fn.Events[H].Kind == EventKind::Suspend && !Fn.Events[H].Args.empty() && Fn.Events[H].Args[0].K == Operand::OfValue ? Fn.Events[H].Args[0].V : H;
    if (Fn.Events[Made].Kind == EventKind::Call && Fn.Events[Made].Callee != None)
      U.Object = P.calleeName(F, Made).str();
    U.Holder = Pl.Root == Place::Local ? P.str(Fn.Locals[Pl.Index].Name).str() : "";
    U.Looked = Looked;
    U.Suspended = Fn.Events[Suspended].Range;
    U.Used = Use.Range;
    const Handle &Of = Handles.find(H)->second;
    if (Of.By) {
      U.ChangedIn = Of.By->In;
      U.Changed = P.function(Of.By->In).Events[Of.By->At].Range;
    }
    U.Sure = Of.Sure;
    Out.Uses.push_back(std::move(U));
  }
};

/// `const reply &r = co_await ask(server);` where the await gives a reference to what the task keeps.
class AwaitedReferences {
public:
  AwaitedReferences(const Program &P, FunctionId F, StaleResult &Out) : P(P), Fn(P.function(F)), F(F), Out(Out) {}

  void run() {
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      bool Binds = E.Kind == EventKind::Init && E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty() && !E.Args.empty() &&
                   Fn.Locals[E.Target.Index].Pass != Passing::ByValue && (E.Args[0].Lvalue || E.Args[0].Xvalue);
      EventId Await = Binds ? awaitOf(E.Args[0]) : EventId(None);
      std::optional<Confidence> Sure = Await == None ? std::nullopt : endsWithStatement(Await);
      if (EventId Use = Sure ? firstUse(E.Target.Index, Id) : EventId(None); Use != None)
        report(Await, Use, P.str(Fn.Locals[E.Target.Index].Name), *Sure);
      usesOfPart(E, Id);
    }
  }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  StaleResult &Out;

  EventId awaitOf(const Operand &O) const {
    EventId Of = O.K == Operand::OfValue ? O.V : O.K == Operand::InPlace && O.P.Root == Place::Value ? EventId(O.P.Index) : EventId(None);
    return Of != None && Fn.Events[Of].Kind == EventKind::Suspend && Fn.Events[Of].How == SuspendKind::Await ? Of : EventId(None);
  }

  /// Of `auto &part = (co_await ask()).part;` the part is what the facts know, and each use names it.
  void usesOfPart(const Event &E, EventId Use) {
    auto Look = [&](const Operand &O) {
      EventId Await = O.K == Operand::InPlace && O.ThroughReference ? awaitOf(O) : EventId(None);
      if (Await == None || P.isPointerLike(Fn.Events[Await].Type) || llvm::any_of(Out.Uses, [&](const StaleUse &U) { return U.Manner == StaleUse::Awaited && U.Looked == Fn.Events[Await].Range; }))
        return;
      if (std::optional<Confidence> Sure = endsWithStatement(Await))
        report(Await, Use, "", *Sure);
    };
    Look(E.Receiver);
    for (const Operand &O : E.Args)
      Look(O);
  }

  /// How sure it is that the task whose result was referred to has ended with the full expression.
  std::optional<Confidence> endsWithStatement(EventId Await) const {
    const Event &E = Fn.Events[Await];
    if (E.Args.empty() || E.Args[0].K != Operand::OfValue || Fn.Events[E.Args[0].V].Kind != EventKind::Call)
      return std::nullopt;
    EventId Made = E.Args[0].V;
    bool Ends = llvm::any_of(Fn.Events, [&](const Event &D) {
      return D.Kind == EventKind::Destroy && D.HasTarget && D.Target.Root == Place::Value && D.Target.Index == Made && D.Target.Path.empty();
    });
    // A task of a reference gives what it was given; one that is shared may be kept by others.
    const TypeFacts *T = P.type(P.strip(Fn.Events[Made].Type));
    if (!Ends || !T || !T->HasPromise || T->CanYield || T->Args.empty() || T->Args[0].K != TemplateArg::Type || P.str(T->Name).contains_insensitive("shared"))
      return std::nullopt;
    const TypeFacts *Result = P.type(T->Args[0].T);
    if (!Result || Result->Kind != TypeFacts::Record)
      return std::nullopt;
    llvm::ArrayRef<FunctionId> Bodies = P.meaning(F, Made).Bodies;
    if (Bodies.empty())
      return P.meaning(F, Made).InLibrary ? std::nullopt : std::optional(Confidence::Medium);
    return llvm::all_of(Bodies, [&](FunctionId B) { return P.function(B).IsCoroutine; }) ? std::optional(Confidence::High) : std::nullopt;
  }

  EventId firstUse(uint32_t Local, EventId After) const {
    auto Names = [&](const Operand &O) { return O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Index == Local; };
    for (EventId Id = After + 1; Id < Fn.Events.size(); ++Id)
      if (const Event &E = Fn.Events[Id]; E.Kind != EventKind::Destroy && (Names(E.Receiver) || llvm::any_of(E.Args, Names)))
        return Id;
    return None;
  }

  void report(EventId Await, EventId Use, llvm::StringRef Holder, Confidence Sure) {
    StaleUse U;
    U.Manner = StaleUse::Awaited;
    EventId Made = Fn.Events[Await].Args[0].V;
    U.Object = Fn.Events[Made].Callee == None ? "" : P.calleeName(F, Made);
    U.Holder = Holder.str();
    U.Looked = U.Suspended = Fn.Events[Await].Range;
    U.Used = Fn.Events[Use].Range;
    U.Sure = Sure;
    Out.Uses.push_back(std::move(U));
  }
};

} // namespace

void addTemporaryUses(const Program &P, FunctionId F, const Invalidations &Changes, StaleResult &Out) {
  AwaitedReferences(P, F, Out).run();
  TemporaryDomain D(P, F, Changes, Out);
  if (!D.relevant())
    return;
  if (PathsResult Walked = walkPaths(P, F, D); Out.Walked == PathsResult::Done)
    Out.Walked = Walked;
}

} // namespace corosafe

//===- Invalidations.cpp ----------------------------------------------------===//

#include "Invalidations.h"
#include "ElementLoops.h"
#include "Lookups.h"
#include "OtherLocks.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace corosafe {

namespace {
constexpr unsigned MaxDepth = 4, MaxCallers = 8;

/// `init()`, `setUpRoutes()`: called once, before anything runs.
bool saysSetUp(llvm::StringRef Leaf) {
  std::string Words = wordsOf(Leaf) + " ";
  return llvm::any_of(llvm::ArrayRef<llvm::StringRef>{"init ", "initialize ", "initialise ", "setup ", "set up "},
                      [&](llvm::StringRef First) { return llvm::StringRef(Words).starts_with(First); });
}

/// Code that runs before or after all coroutines of an object. Where an object is assigned, that is seen itself.
bool isBornOrDying(const Program &P, FunctionId F) {
  const EntityFacts &E = P.Facts.Entities[P.function(F).Entity];
  return E.IsConstructor || E.IsDestructor || P.str(E.Leaf) == "operator=" || saysSetUp(P.str(E.Leaf));
}

/// `conn_->close(); conn_.reset();` of a class that no model knows.
bool saysItCloses(const Program &P, FunctionId F, EventId Reset, const Place &On) {
  const FunctionFacts &Fn = P.function(F);
  return std::any_of(Fn.Events.begin(), Fn.Events.begin() + Reset, [&](const Event &E) {
    if (E.Kind != EventKind::Call || E.Callee == None || E.Receiver.K != Operand::InPlace)
      return false;
    llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
    return (Leaf == "cancel" || Leaf == "stop" || P.closesByName(E.Callee)) && isWithin(P.normalize(F, E.Receiver.P), On);
  });
}

/// By its name.
bool saysPutsIn(llvm::StringRef Leaf) {
  return llvm::any_of(std::initializer_list<llvm::StringRef>{"push", "emplace", "insert", "append", "prepend", "try_emplace"},
                      [&](llvm::StringRef Verb) { return Leaf.starts_with(Verb); });
}

/// `push_back`, `insert`, `reserve`: a container grows, and no element goes.
bool movesOnly(const Program &P, const FunctionModel &M, EntityId Callee) {
  llvm::StringRef Leaf = Callee == None ? "" : P.str(P.Facts.Entities[Callee].Leaf);
  return llvm::none_of(M.Acts, [](const Action &A) { return A.Does == Act::Closes || A.Does == Act::Takes; }) &&
         (saysPutsIn(Leaf) || Leaf.starts_with("reserve") || Leaf.starts_with("shrink"));
}

/// True if the call waits until what a scope runs has ended.
bool joins(const Program &P, FunctionId F, EventId Id) {
  const Event &E = P.function(F).Events[Id];
  if (E.Kind != EventKind::Call || E.Callee == None)
    return false;
  if (const FunctionModel *M = P.meaning(F, Id).Model)
    if (llvm::any_of(M->Acts, [](const Action &A) { return A.Does == Act::Joins; }))
      return true;
  const TypeModel *T = E.Receiver.K == Operand::Nothing ? nullptr : P.typeModel(P.typeOf(P.function(F), E.Receiver));
  return T && T->Scope && llvm::is_contained(T->Scope->Joins, P.str(P.Facts.Entities[E.Callee].Leaf).str());
}

/// `sessions_[id] = s`, `++hits_[name]`, `topics_[name].push_back(s)`: behind the call that gives an element of a
/// container, it gets a value or is added to.
bool fillsElement(const Program &P, FunctionId F, EventId Given, const Operand &Container) {
  const FunctionFacts &Fn = P.function(F);
  if (Container.K != Operand::InPlace)
    return false;
  auto IsElement = [&](const Place &Pl) {
    const SymbolPath &Outer = Container.P.Path;
    unsigned Index;
    return Pl.Root == Container.P.Root && Pl.Index == Container.P.Index && Pl.Path.size() > Outer.size() &&
           std::equal(Outer.begin(), Outer.end(), Pl.Path.begin()) && P.str(Pl.Path[Outer.size()]) == "[]" &&
           (Pl.Path.size() == Outer.size() + 1 ||
            (Pl.Path.size() == Outer.size() + 2 && !P.str(Pl.Path.back()).getAsInteger(10, Index)));
  };
  for (EventId Id = Given + 1; Id < Fn.Events.size(); ++Id) {
    const Event &E = Fn.Events[Id];
    if ((E.Kind == EventKind::Assign || E.Kind == EventKind::Compute) && E.HasTarget && IsElement(E.Target))
      return true;
    if (E.Kind == EventKind::Call && E.Receiver.K == Operand::InPlace && IsElement(E.Receiver.P))
      if (const FunctionModel *M = P.meaning(F, Id).Model; M && llvm::any_of(M->Acts, [](const Action &A) { return A.Does == Act::Stores; }))
        return true;
  }
  return false;
}

/// `auto table = std::make_shared<routes>(); table->nodes.push_back(n);`: an object that the function has made and not shown to
/// anybody yet is not the one that others look into.
bool isStillItsOwn(const Program &P, FunctionId F, EventId Before, const Place &Changed) {
  const FunctionFacts &Fn = P.function(F);
  Place Pl = P.normalize(F, Changed);
  bool Behind = !Pl.Path.empty() && P.str(Pl.Path[0]) == "*";
  if (Pl.Path.empty() || (Pl.Root == Place::Local ? Fn.Locals[Pl.Index].Pass != Passing::ByValue : Pl.Root != Place::Value || !Behind))
    return false;
  auto ValueOf = [&](uint32_t Local) {
    const Operand *Value = P.soleValue(F, Local);
    return Value && Value->K == Operand::OfValue ? Value->V : EventId(None);
  };
  EventId Made = Pl.Root == Place::Value ? Pl.Index : ValueOf(Pl.Index);
  if (Behind) {
    EntityId Callee = Made == None ? EntityId(None) : Fn.Events[Made].Callee;
    llvm::StringRef Leaf = Callee == None ? "" : P.str(P.Facts.Entities[Callee].Leaf);
    if (!Leaf.starts_with("make_") && !Leaf.starts_with("allocate_"))
      return false;
  }
  auto IsIt = [&](const Operand &A) {
    if (A.K != Operand::InPlace || A.P.Root != Place::Local || !(A.P.Path.empty() || A.AddressOf))
      return false;
    return (Pl.Root == Place::Local && A.P.Index == Pl.Index) || (Made != None && ValueOf(A.P.Index) == Made);
  };
  return std::none_of(Fn.Events.begin(), Fn.Events.begin() + Before, [&](const Event &E) {
    return E.Kind != EventKind::Destroy && E.Kind != EventKind::Return && llvm::any_of(E.Args, IsIt);
  });
}
} // namespace

bool Invalidations::mayChange(FunctionId F, const Place &Object) const {
  return llvm::any_of(objectsOf(P, F, Object), [&](const SharedObject &O) { return Changes.count(keyOf(O)) != 0; });
}

bool Invalidations::isShared(FunctionId F, const Place &Given, unsigned Depth) const {
  Place Pl = P.normalize(F, Given);
  const FunctionFacts &Fn = P.function(F);
  switch (Pl.Root) {
  case Place::This:
    return !Pl.Path.empty();
  case Place::Global:
    return !P.Facts.Globals[Pl.Index].Const && !P.Facts.Globals[Pl.Index].ThreadLocal;
  case Place::Capture:
    // A copy in the closure is the coroutine's own.
    return Fn.Captures[Pl.Index].Pass != Passing::ByValue || P.lifetime(F, Pl) != Lifetime::Frame;
  case Place::Parameter: {
    const Variable &V = Fn.Params[Pl.Index];
    if (V.Pass == Passing::ByValue)
      return Pl.Path.size() > 1 && P.str(Pl.Path[0]) == "*" && P.isPointerLike(V.Type) && P.lifetime(F, Pl) != Lifetime::Frame;
    if (V.Pass == Passing::RvalueRef)
      return false;
    // Everyone who calls it may have handed over something of its own.
    llvm::ArrayRef<Program::CallSite> Callers = P.callers(F);
    if (Callers.empty() || Depth >= MaxDepth)
      return true;
    return llvm::any_of(Callers.take_front(MaxCallers), [&](const Program::CallSite &S) {
      std::optional<Place> Out = P.rebase(S.Caller, S.Call, F, Pl);
      return Out && isShared(S.Caller, *Out, Depth + 1);
    });
  }
  case Place::Local:
    if (auto It = Changes.find({SharedObject::Local, Pl.Index}); It != Changes.end())
      for (const Change &C : It->second)
        if (C.Of.In == F && C.In != F)
          return true;
    return Pl.Path.size() > 1 && P.str(Pl.Path[0]) == "*" && P.isPointerLike(Fn.Locals[Pl.Index].Type) &&
           P.lifetime(F, Pl) != Lifetime::Frame;
  default:
    return false;
  }
}

Invalidations::Invalidations(const Program &P, llvm::ArrayRef<EarlyTeardown> Known) : P(P), Runs(P), Flags(P, Runs), Words(P) {
  for (FunctionId F = 0; F < P.functionCount(); ++F)
    if (P.has(F, Trait::Changes) && !isBornOrDying(P, F) && !P.isLibraryCode(F))
      collect(F, Known);
}

void Invalidations::collect(FunctionId F, llvm::ArrayRef<EarlyTeardown> Known) {
  const FunctionFacts &Fn = P.function(F);
  std::vector<Place> Closed;
  llvm::ArrayRef<EventMark> Marks = P.marks(F);
  EventId LastSuspend = 0;
  for (EventId Id = 0; Id < Marks.size() && Fn.IsCoroutine; ++Id)
    if (Marks[Id].Kind == EventKind::Suspend)
      LastSuspend = Id;
  bool Joined = false;
  for (EventId Id = 0; Id < Marks.size() && !Joined; ++Id) {
    if (!Marks[Id].Changes || llvm::any_of(Known, [&](const EarlyTeardown &T) { return T.In == F && T.At == Id; }))
      continue;
    const Event &E = Fn.Events[Id];
    auto Note = [&](const Place &On, TypeId Type, bool Resets, const FunctionModel *M = nullptr) {
      if (isStillItsOwn(P, F, Id, On))
        return;
      for (SharedObject &O : objectsOf(P, F, On)) {
        if (O.K == SharedObject::Local && O.In == F && !Fn.IsCoroutine)
          continue;
        Change C{O, F, Id, Type, M && M->IteratorsOnly, M && M->ElementOnly, M && movesOnly(P, *M, E.Callee), Resets, E.Kind == EventKind::Assign, false};
        C.Announced = llvm::any_of(Closed, [&](const Place &Pl) { return isWithin(Pl, On); }) || (Resets && saysItCloses(P, F, Id, On));
        Changes[keyOf(O)].push_back(std::move(C));
      }
    };
    auto LooksInto = [&](const Place &On) {
      for (SharedObject &Obj : objectsOf(P, F, On))
        if (Obj.K != SharedObject::Local)
          Works[keyOf(Obj)].push_back({F, std::move(Obj)});
    };
    if (E.Kind == EventKind::Call) {
      if (Id < LastSuspend)
        for (const Place &On : viewedThrough(P, F, Id))
          LooksInto(On);
      // Behind the join of what was running nothing is suspended any more.
      Joined = joins(P, F, Id);
      if (const FunctionModel *M = P.meaning(F, Id).Model) {
        if (M->Views && Id < LastSuspend)
          for (const Operand *O : P.operands(Fn, E, *M->Views))
            if (std::optional<Place> On = P.placeOf(F, *O))
              LooksInto(*On);
        for (ArgRef Ref : M->Invalidates)
          for (const Operand *O : P.operands(Fn, E, Ref))
            if (std::optional<Place> On = P.placeOf(F, *O); On && (!M->AddsElement || fillsElement(P, F, Id, *O)))
              Note(*On, P.typeOf(Fn, *O), E.Args.empty() && llvm::any_of(M->Acts, [](const Action &A) { return A.Does == Act::Closes; }), M);
        for (const Action &A : M->Acts)
          if (A.Does == Act::Closes || A.Does == Act::Cancels)
            for (const Operand *O : P.operands(Fn, E, A.On))
              if (std::optional<Place> On = P.placeOf(F, *O))
                Closed.push_back(*On);
      }
    }
    // `conn_ = nullptr`, `items_ = {}`: what was there is gone.
    if (E.Kind == EventKind::Assign && E.HasTarget && E.Target.Root != Place::Value &&
        (E.Target.Root == Place::Global || (!E.Target.Path.empty() && namesMember(P, E.Target.Path.back()))))
      Note(P.normalize(F, E.Target), None, !E.Args.empty() && isNothing(P, Fn, E.Args[0]));
    // `delete conn_;`: what pointed to the same object dangles.
    if (E.Kind == EventKind::Destroy && E.Heap && E.HasTarget && E.Target.Path.size() > 1 && P.str(E.Target.Path.back()) == "*") {
      Place Pointer = P.normalize(F, E.Target);
      Pointer.Path.pop_back();
      Note(Pointer, None, false);
    }
    for (const Operand &A : E.Args)
      if (A.Moved && A.K == Operand::InPlace && A.P.Root != Place::Local && A.P.Root != Place::Parameter && E.Kind != EventKind::Suspend)
        if (std::optional<Place> On = P.placeOf(F, A))
          Note(*On, P.typeOf(Fn, A), true);
  }
}

bool Invalidations::isDeletedThrough(FunctionId F, const Place &Pointer) const {
  return llvm::any_of(objectsOf(P, F, Pointer), [&](const SharedObject &O) {
    auto It = Changes.find(keyOf(O));
    return It != Changes.end() && llvm::any_of(It->second, [&](const Change &C) {
      return sameObject(P, O, C.Of) && P.function(C.In).Events[C.At].Kind == EventKind::Destroy;
    });
  });
}

bool Invalidations::owns(FunctionId F, const Place &Handle) const {
  if (Handle.Path.empty() || !namesMember(P, Handle.Path.back()))
    return false;
  const TypeFacts *T = P.type(typeAlong(P, F, Handle, Handle.Path.size()));
  const TypeModel *M = T ? P.typeModel(T - P.Facts.Types.data()) : nullptr;
  if (T && T->Kind == TypeFacts::Pointer)
    return isDeletedThrough(F, Handle);
  if (!T || T->Kind != TypeFacts::Record)
    return false;
  return (M && M->Owner) || P.isSoleOwner(T - P.Facts.Types.data());
}

/// True if who starts F asks a flag of its object first, and does not start it where F runs already:
/// `text_ += m; if (!writing_) { writing_ = true; start(flush()); }`
static bool asksWhetherItRuns(const Program &P, FunctionId Starter, EventId Change, EventId Start, FunctionId F) {
  const FunctionFacts &Fn = P.function(Starter);
  const Loops All(Fn);
  BlockId From = All.blockOf(Change), To = All.blockOf(Start);
  auto Claims = [&](const FunctionFacts &In, const Place &Flag) {
    return llvm::any_of(In.Events, [&](const Event &E) { return E.Kind == EventKind::Assign && E.HasTarget && E.Target == Flag; });
  };
  auto Leads = [&](const Edge &E) { return E.To != None && (E.To == To || reachesAround(Fn, E.To, To, None)); };
  return From != None && To != None && llvm::any_of(Fn.Blocks, [&](const Block &B) {
    const Operand *Asked = &B.Condition;
    if (Asked->K == Operand::OfValue && Fn.Events[Asked->V].Kind == EventKind::Compute && Fn.Events[Asked->V].Args.size() == 1)
      Asked = &Fn.Events[Asked->V].Args[0];
    BlockId Here = &B - Fn.Blocks.data();
    if (Asked->K != Operand::InPlace || Asked->P.Root != Place::This || Asked->P.Path.empty() || !isNumber(P, P.typeOf(Fn, *Asked)))
      return false;
    return (Here == From || reachesAround(Fn, From, Here, None)) && llvm::any_of(B.Succs, Leads) && !llvm::all_of(B.Succs, Leads) &&
           (Claims(Fn, Asked->P) || Claims(P.function(F), Asked->P));
  });
}

/// True if the change is made by who then starts F, and nobody else starts it.
bool Invalidations::setsUp(const Change &C, FunctionId F) const {
  return llvm::all_of(Runs.roots(F), [&](FunctionId R) {
    llvm::ArrayRef<Program::CallSite> Callers = P.callers(R);
    return !Callers.empty() && llvm::all_of(Callers, [&](const Program::CallSite &S) {
      const FunctionFacts &Fn = P.function(S.Caller);
      // `[self = shared_from_this()] { return self->run(); }`
      Program::CallSite At = Fn.IsLambda && P.callers(S.Caller).empty() ? P.lambdaSite(S.Caller) : S;
      return At.Caller == C.In && C.At < At.Call && !asksWhetherItRuns(P, C.In, C.At, At.Call, F);
    });
  });
}

/// True if who makes F run works on an element across a suspend point, and so most likely takes out its own.
bool Invalidations::worksOnItself(FunctionId F, const SharedObject &O) const {
  auto It = Works.find(keyOf(O));
  return It != Works.end() && llvm::any_of(It->second, [&](const auto &W) { return sameObject(P, W.second, O) && llvm::is_contained(Runs.roots(F), W.first); });
}

/// True if who makes F run has put an element in itself, and not merely found it there.
bool Invalidations::putsInItself(FunctionId F, const SharedObject &O) const {
  return llvm::any_of(Runs.roots(F), [&](FunctionId R) {
    const FunctionFacts &Fn = P.function(R);
    auto Puts = [&](EventId Id) {
      const Event &E = Fn.Events[Id];
      llvm::StringRef Leaf = E.Kind == EventKind::Call && E.Callee != None && E.Receiver.K == Operand::InPlace ? P.str(P.Facts.Entities[E.Callee].Leaf) : "";
      return (saysPutsIn(Leaf) || (Leaf == "operator[]" && fillsElement(P, R, Id, E.Receiver))) &&
             llvm::any_of(objectsOf(P, R, E.Receiver.P), [&](const SharedObject &X) { return sameObject(P, X, O); });
    };
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id)
      if (Puts(Id))
        return true;
    return false;
  });
}

/// An object is not read in while it is written out: `serialize` and `deserialize`, `encode_items` and `decode_items`.
static bool areInverse(const Program &P, FunctionId A, FunctionId B) {
  static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> Pairs[] = {
      {"serialize", "deserialize"}, {"encode", "decode"}, {"save", "load"}, {"marshal", "unmarshal"}, {"serde write", "serde read"}};
  auto WordsOf = [&](FunctionId F) {
    std::string Words = wordsOf(P.str(P.Facts.Entities[P.function(F).Entity].Leaf));
    // One of the two may well have to wait, and say so.
    if (size_t At = Words.find("async "); At != std::string::npos)
      Words.erase(At, 6);
    return Words;
  };
  std::string Out = WordsOf(A), In = WordsOf(B);
  for (const auto &[Writes, Reads] : Pairs)
    if (size_t At = Out.find(Writes); At != std::string::npos && Out.substr(0, At) + Reads.str() + Out.substr(At + Writes.size()) == In)
      return true;
  return false;
}

/// A method for others, who may call it at any time, that starts nothing itself: `void setGreeting(std::string s) { greeting_ = s; }`.
static bool merelySets(const Program &P, FunctionId F) {
  const FunctionFacts &Fn = P.function(F);
  return !Fn.IsCoroutine && !Fn.IsLambda && P.callers(F).empty() &&
         llvm::none_of(P.callees(F), [&](FunctionId G) { return P.function(G).IsCoroutine; });
}

/// `void set_backend(std::shared_ptr<backend> b) { backend_ = std::move(b); }`, and nobody is seen to call it: what an object
/// works with it is given before it works.
static bool isGivenItsHandle(const Program &P, const Invalidations::Change &C) {
  const Event &E = P.function(C.In).Events[C.At];
  std::string Words = wordsOf(P.str(P.Facts.Entities[P.function(C.In).Entity].Leaf));
  return E.Kind == EventKind::Assign && E.HasTarget && E.Args.size() == 1 && E.Args[0].K == Operand::InPlace && E.Args[0].P.Root == Place::Parameter &&
         P.isPointerLike(typeAlong(P, C.In, E.Target, E.Target.Path.size())) && behind(Words, "set *") && merelySets(P, C.In);
}

/// True if a class is another, or derives from it: `handle_.reset()` may be a member of shared_ptr's base.
static bool derives(const Program &P, TypeId T, TypeId From, unsigned Depth = 0) {
  T = P.strip(T);
  const TypeFacts *Ty = P.type(T);
  return T == P.strip(From) || (Ty && Depth < 4 && llvm::any_of(Ty->Bases, [&](TypeId B) { return derives(P, B, From, Depth + 1); }));
}

/// An ordinary function that a coroutine lends its local to runs while that calls it, and at no other time. Whoever else calls
/// it lends something of his own, unless he was given the local himself.
static bool runsOnlyInside(const Program &P, FunctionId G, FunctionId F) {
  if (G == F || P.function(G).IsCoroutine || P.function(G).IsLambda)
    return false;
  return llvm::all_of(P.callers(G), [&](const Program::CallSite &S) {
    bool OfF = P.function(S.Caller).IsLambda || llvm::is_contained(P.callees(F), S.Caller);
    return S.Caller == F || !OfF;
  });
}

/// Whether a change is one of a member of the object that the function which makes it runs on.
bool Invalidations::isOfThis(const Change &C) const {
  const Event &E = P.function(C.In).Events[C.At];
  auto IsMember = [&](const Place &Pl) { return Pl.Root == Place::This && !Pl.Path.empty() && Pl.Path[0] == C.Of.Field; };
  auto Is = [&](const Operand &O) { return O.K == Operand::InPlace && IsMember(O.P); };
  return C.Of.K == SharedObject::Member && ((E.HasTarget && IsMember(E.Target)) || Is(E.Receiver) || llvm::any_of(E.Args, Is));
}

/// True if some path from one event may come to another. Handlers are taken to be entered from anywhere.
static bool comesTo(const FunctionFacts &Fn, EventId From, EventId To) {
  const Loops All(Fn);
  BlockId A = All.blockOf(From), B = All.blockOf(To);
  if (A == None || B == None || !reachesAround(Fn, Fn.Entry, B, None))
    return true;
  return A == B ? From < To || All.around(From) : reachesAround(Fn, A, B, None);
}

/// What a coroutine takes out itself is its own element; other runs of it have others. But what it only waits for, having found it
/// there, is that of the run that takes it out.
bool Invalidations::takesOutItself(FunctionId F, const SharedObject &O, EventId Suspended) const {
  auto It = Changes.find(keyOf(O));
  return Suspended == None || It == Changes.end() || llvm::any_of(It->second, [&](const Change &X) {
    return X.In == F && X.ElementOnly && sameObject(P, O, X.Of) && comesTo(P.function(F), Suspended, X.At);
  });
}

bool Invalidations::fits(FunctionId F, const SharedObject &O, const Change &C, TypeId Type, Look L) const {
  if (!sameObject(P, O, C.Of) || (C.IteratorsOnly && L.By != Ends::Iterators) || (C.MovesOnly && L.By == Ends::Pointees) || (L.By == Ends::Contents && !C.Resets) || (C.Announced && L.Told) ||
      // What a coroutine sends it has most likely put there itself.
      (L.By == Ends::Memory && C.Assigned && !C.Resets && !merelySets(P, C.In)))
    return false;
  if (L.By != Ends::Memory && C.Assigned && !C.Resets && isGivenItsHandle(P, C))
    return false;
  if (C.Type != None && Type != None && !derives(P, C.Type, Type) && !derives(P, Type, C.Type))
    return false;
  if (O.K == SharedObject::Member && (O.Owner == None || C.Of.Owner == None) && (C.Type == None || Type == None))
    return false;
  if (setsUp(C, F) || areInverse(P, F, C.In) || (O.K == SharedObject::Local && O.In == F && runsOnlyInside(P, C.In, F)))
    return false;
  // Whoever starts it, a run has locals of its own, and what runs in its place works on no other's.
  auto OfOneRun = [&](FunctionId G) {
    return llvm::all_of(Runs.roots(G), [&](FunctionId R) { return llvm::is_contained(Runs.roots(O.In), R); });
  };
  if (O.K == SharedObject::Local && OfOneRun(C.In) && OfOneRun(F))
    return false;
  bool Found = C.In == F && C.ElementOnly && !takesOutItself(F, O, L.Suspended);
  if (C.In == F && C.ElementOnly && !L.Walks && !Found && !P.function(F).Events[C.At].Args.empty())
    return false;
  switch (Runs.runs(C.In, F, isOfThis(C) && P.classOf(F) == P.classOf(C.In))) {
  case Interleaving::Never:
    return false;
  case Interleaving::OtherRun:
    // Each run has its own locals.
    if (O.K == SharedObject::Local && llvm::any_of(Runs.roots(F), [&](FunctionId R) { return llvm::is_contained(Runs.roots(O.In), R); }))
      return false;
    // Each run has elements of its own; an end of a queue is the same for all.
    return !C.ElementOnly || L.Walks || Found || P.function(C.In).Events[C.At].Args.empty();
  case Interleaving::Perhaps:
    return !L.Lasting && L.By != Ends::Contents && (!C.ElementOnly || L.Walks || !worksOnItself(C.In, O) || (putsInItself(C.In, O) && !putsInItself(F, O)));
  case Interleaving::Meanwhile:
    return true;
  }
  return false;
}

const Invalidations::Change *Invalidations::of(FunctionId F, const Place &Object, TypeId Type, Look L) const {
  for (const SharedObject &O : objectsOf(P, F, Object))
    if (auto It = Changes.find(keyOf(O)); It != Changes.end())
      for (const Change &C : It->second)
        if (fits(F, O, C, Type, L) && (L.Locked.empty() || locksOnlyOthers(P, C.In, L.Locked)) &&
            (L.Suspended == None || !(Flags.keepsOut(F, L.Suspended, L.Used, C.In, C.At) || Words.waitsFor(F, L.Suspended, C.In, C.At))))
          return &C;
  return nullptr;
}

/// True if the function, or all who call it, gives the place a value by which the test comes out otherwise.
static bool setsOtherwise(const Program &P, FunctionId G, FunctionId F, const Test &Seen, unsigned Depth = 0) {
  auto IsIt = [&](const Place &Pl) {
    for (const SharedObject &A : objectsOf(P, G, Pl))
      for (const SharedObject &B : objectsOf(P, F, *Seen.Where))
        if (sameObject(P, A, B))
          return true;
    return false;
  };
  const FunctionFacts &Fn = P.function(G);
  auto Writes = [&](const Event &E) {
    if (E.Kind == EventKind::Call) // ++ of an atomic.
      return E.Callee != None && E.Receiver.K == Operand::InPlace && !P.Facts.Entities[E.Callee].IsConst && IsIt(E.Receiver.P);
    return (E.Kind == EventKind::Assign || E.Kind == EventKind::Compute) && E.HasTarget && IsIt(E.Target);
  };
  for (const Event &E : Fn.Events) {
    bool Stores = E.Kind == EventKind::Call && E.Callee != None && E.Args.size() == 1 && E.Receiver.K == Operand::InPlace &&
                  P.str(P.Facts.Entities[E.Callee].Leaf) == "store";
    bool Assigns = E.Kind == EventKind::Assign && E.HasTarget && !E.Args.empty();
    if (Seen.K == Test::Same && Seen.Holds && Writes(E))
      return true;
    if (!Stores && !Assigns)
      continue;
    const Operand &Value = E.Args[0];
    bool Nothing = isNothing(P, Fn, Value);
    if ((Value.K == Operand::Constant || Nothing) && Seen.excludes(Nothing ? 0 : Value.C) && IsIt(Stores ? E.Receiver.P : E.Target))
      return true;
  }
  llvm::ArrayRef<Program::CallSite> Callers = P.callers(G);
  return Depth < 2 && !Callers.empty() && Callers.size() <= MaxCallers &&
         llvm::all_of(Callers, [&](const Program::CallSite &S) { return setsOtherwise(P, S.Caller, F, Seen, Depth + 1); });
}

bool Invalidations::ruledOut(FunctionId F, const Place &Object, TypeId Type, Look L, const Test &Seen) const {
  bool Any = false;
  for (const SharedObject &O : objectsOf(P, F, Object))
    if (auto It = Changes.find(keyOf(O)); It != Changes.end())
      for (const Change &C : It->second) {
        if (!fits(F, O, C, Type, L))
          continue;
        if (!setsOtherwise(P, C.In, F, Seen))
          return false;
        Any = true;
      }
  return Any;
}

} // namespace corosafe

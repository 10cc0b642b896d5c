//===- Uses.cpp - What events do to places ---------------------------------===//

#include "Summary.h"
#include "Takes.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

static bool isScalar(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  return Ty && (Ty->Kind == TypeFacts::Builtin || Ty->Kind == TypeFacts::Enum);
}

/// The Lambda event behind an operand, through a local that holds it; None if there is none.
static EventId lambdaIn(const Program &P, FunctionId F, const Operand &O) {
  const Operand *At = &O;
  for (unsigned Depth = 0; Depth < 4 && At; ++Depth) {
    if (At->K == Operand::OfValue)
      return P.function(F).Events[At->V].Kind == EventKind::Lambda ? At->V : None;
    if (At->K != Operand::InPlace || At->P.Root != Place::Local || !At->P.Path.empty())
      return None;
    At = P.soleValue(F, At->P.Index);
  }
  return None;
}

namespace {
/// The uses as they are found. Where only callers ask for them, those of places that are nobody else's are left out.
struct Uses {
  std::vector<PlaceUse> &All;
  bool VisibleOnly;

  void add(PlaceUse U) {
    if (!VisibleOnly || isVisibleOutside(U.On))
      All.push_back(std::move(U));
  }
};
} // namespace

/// What a destructor closes of what its object refers to: a guard's socket, a scope guard's captures.
static void destructorUses(const Program &P, FunctionId F, const Event &E, const std::vector<Summary> &Known, Uses &Out) {
  const FunctionFacts &Fn = P.function(F);
  if (!E.Target.Path.empty() || (E.Target.Root != Place::Local && E.Target.Root != Place::Value))
    return;
  TypeId T = E.Target.Root == Place::Local ? Fn.Locals[E.Target.Index].Type : Fn.Events[E.Target.Index].Type;
  if (FunctionId D = P.destructorOf(T); D != None)
    for (const PlaceUse &U : Known[D].Uses)
      if (U.K == PlaceUse::Closes && U.On.Root == Place::This && !U.On.Path.empty()) {
        Place There = E.Target;
        There.Path.insert(There.Path.end(), U.On.Path.begin(), U.On.Path.end());
        Out.add({P.normalize(F, There), PlaceUse::Closes, Direction::Both, true, false, E.Range});
      }
  for (FunctionId B : P.closuresIn(T)) {
    Program::CallSite Site = P.lambdaSite(B);
    if (Site.Caller != F)
      continue;
    for (const PlaceUse &U : Known[B].Uses)
      if (std::optional<Place> Pl = P.rebase(F, Site.Call, B, U.On); Pl && U.K == PlaceUse::Closes)
        Out.add({*Pl, PlaceUse::Closes, Direction::Both, true, false, E.Range});
  }
}

/// What was made as a part of an object ends with it: `in_(socket_.input())` is no use once 'socket_' is shut down.
static void partsClosed(const Program &P, FunctionId F, const Place &Whole, const SourceSpan &Range, Uses &Out) {
  auto Search = [&](FunctionId G) {
    const FunctionFacts &Fn = P.function(G);
    for (const Event &E : Fn.Events) {
      bool Kept = (E.Kind == EventKind::Assign || E.Kind == EventKind::Init) && E.HasTarget && E.Args.size() == 1 &&
                  E.Args[0].K == Operand::OfValue && (G == F || E.Target.Root == Place::This);
      if (!Kept || Fn.Events[E.Args[0].V].Kind != EventKind::Call || Fn.Events[E.Args[0].V].Receiver.K != Operand::InPlace)
        continue;
      const FunctionModel *M = P.meaning(G, E.Args[0].V).Model;
      std::optional<Place> Of = M && M->PartOf ? P.placeOf(G, Fn.Events[E.Args[0].V].Receiver) : std::nullopt;
      if (Of && *Of == Whole)
        Out.add({P.normalize(G, E.Target), PlaceUse::Closes, Direction::Both, true, false, Range});
    }
  };
  Search(F);
  TypeId Class = P.Facts.Entities[P.function(F).Entity].Class;
  if (Whole.Root == Place::This && !Whole.Path.empty() && Class != None)
    for (FunctionId G : P.membersOf(Class))
      if (G != F)
        Search(G);
}

/// The container is worked on, and one element of it ends.
static void takesElement(const Program &P, FunctionId F, const Operand &Container, const SourceSpan &Range, Uses &Out) {
  std::optional<Place> Pl = P.placeOf(F, Container);
  if (!Pl)
    return;
  Out.add({*Pl, PlaceUse::Uses, Direction::In, true, false, Range});
  if (std::optional<Symbol> Element = P.symbol("[]")) {
    Pl->Path.push_back(*Element);
    Out.add({*Pl, PlaceUse::Closes, Direction::Both, true, false, Range});
  }
}

/// `auto stream = co_await acceptor.accept();`: what the handle leads to is another object each time. A plain call that
/// gives a shared handle may well give the same.
static std::optional<Place> freshBehind(const Program &P, FunctionId F, const Event &E) {
  if (!E.HasTarget || E.Target.Root != Place::Local || !E.Target.Path.empty() || E.Args.size() != 1 || E.Args[0].K != Operand::OfValue)
    return std::nullopt;
  const Variable &Handle = P.function(F).Locals[E.Target.Index];
  const TypeFacts *T = Handle.Pass == Passing::ByValue ? P.type(Handle.Type) : nullptr;
  if (!T || T->Kind != TypeFacts::Record || T->IsLambda)
    return std::nullopt;
  const TypeModel *M = P.typeModel(Handle.Type);
  bool Awaited = P.function(F).Events[E.Args[0].V].Kind == EventKind::Suspend;
  if (!(Awaited && M && M->Owner) && !P.isSoleOwner(Handle.Type))
    return std::nullopt;
  std::optional<Symbol> Behind = P.symbol("*");
  if (!Behind)
    return std::nullopt;
  Place Pl = E.Target;
  Pl.Path.push_back(*Behind);
  Pl = P.normalize(F, std::move(Pl));
  return Pl.Root == Place::Value ? std::optional<Place>(std::move(Pl)) : std::nullopt;
}

/// It leads to an object that it keeps alive: shared_ptr, unique_ptr.
static bool isHandle(const Program &P, TypeId T) {
  const TypeModel *M = P.typeModel(T);
  return P.isPointerLike(T) && ((M && M->Owner) || P.isSoleOwner(T));
}
/// `idle_.push_back(conn)`: a copy of such a handle leads to the same object.
static bool isCountedHandle(const Program &P, const FunctionFacts &Fn, const Operand &O) {
  return O.K == Operand::InPlace && isHandle(P, P.typeOf(Fn, O)) && !P.isSoleOwner(P.typeOf(Fn, O));
}

/// Appends what one event does to places.
static void usesOfEvent(const Program &P, FunctionId F, EventId Id, const std::vector<Summary> &Known, Uses &Out) {
  const FunctionFacts &Fn = P.function(F);
  const Event &E = Fn.Events[Id];
  auto Add = [&](const Operand &O, PlaceUse::Kind K, Direction D, bool Sure, bool Whole = false) {
    if (std::optional<Place> Pl = P.placeOf(F, O)) {
      if (O.AddressOf && !Pl->Path.empty() && P.str(Pl->Path.back()) == "*")
        Pl->Path.pop_back();
      Out.add({*Pl, K, D, Sure, Whole, E.Range});
      // A handle is handed over, and what it leads to with it.
      std::optional<Symbol> Behind = Whole && K == PlaceUse::Uses && O.K == Operand::InPlace && isHandle(P, P.typeOf(Fn, O)) ? P.symbol("*") : std::nullopt;
      if (Behind) {
        Place There = O.P;
        There.Path.push_back(*Behind);
        There = P.normalize(F, std::move(There));
        if (There.Root != Pl->Root)
          Out.add({std::move(There), K, D, Sure, Whole, E.Range});
      }
    }
  };
  // Reading a flag or counter of an object that others see.
  auto Reads = [&](const Operand &O) {
    if (O.K == Operand::InPlace && O.P.Root != Place::Local && isScalar(P, O.Type))
      Add(O, PlaceUse::Uses, Direction::Both, true);
  };
  switch (E.Kind) {
  case EventKind::Assign:
    // `conn_ = std::move(conn);`: there it is used by others.
    if (E.HasTarget && !E.Args.empty() && E.Args[0].Moved && P.lifetime(F, P.normalize(F, E.Target)) != Lifetime::Frame)
      Add(E.Args[0], PlaceUse::Uses, Direction::Both, false, true);
    if (E.HasTarget)
      Out.add({P.normalize(F, E.Target), PlaceUse::Closes, Direction::Both, true, false, E.Range});
    return;
  case EventKind::Init:
    if (E.HasTarget && (!E.Target.Path.empty() || (E.Target.Root == Place::Local &&
                                                    Fn.Locals[E.Target.Index].Pass == Passing::ByValue)))
      Out.add({E.Target, PlaceUse::Closes, Direction::Both, true, false, E.Range});
    if (std::optional<Place> Fresh = freshBehind(P, F, E))
      Out.add({*Fresh, PlaceUse::Closes, Direction::Both, true, false, E.Range});
    if (std::optional<TakenAtOnce> T = takenAtOnce(P, F, Id, Known))
      Out.add({T->From, PlaceUse::Uses, Direction::In, true, false, E.Range});
    // What is moved out of a pointer goes with the new owner.
    if (!E.Args.empty() && E.Args[0].Moved && P.isPointerLike(E.Args[0].Type))
      Add(E.Args[0], PlaceUse::Closes, Direction::Both, true);
    return;
  case EventKind::Destroy:
    if (E.HasTarget) {
      Out.add({P.normalize(F, E.Target), PlaceUse::Closes, Direction::Both, true, false, E.Range});
      destructorUses(P, F, E, Known, Out);
    }
    return;
  case EventKind::Compute:
  case EventKind::Read:
    for (const Operand &A : E.Args)
      Reads(A);
    return;
  case EventKind::Suspend:
    if (!E.Args.empty() && E.Args[0].K == Operand::InPlace)
      if (const TypeModel *M = P.typeModel(P.typeOf(Fn, E.Args[0])); M && M->Awaited)
        if (M->Awaited->Does != Effect::Wait && M->Awaited->Does != Effect::Unknown)
          Add(E.Args[0], PlaceUse::Uses, directionOf(*M->Awaited), true);
    return;
  case EventKind::Return:
    if (!E.Args.empty() && E.Args[0].K == Operand::InPlace && !isScalar(P, E.Args[0].Type))
      if (std::optional<Place> Pl = P.placeOf(F, E.Args[0]); Pl && P.lifetime(F, *Pl) == Lifetime::Frame)
        Out.add({*Pl, PlaceUse::Uses, Direction::Both, false, true, E.Range});
    return;
  case EventKind::Call:
  case EventKind::Construct:
    break;
  default:
    return;
  }
  const Meaning &M = P.meaning(F, Id);
  auto Moved = [&] {
    for (const Operand &A : E.Args)
      if (A.Moved && A.K == Operand::InPlace)
        Add(A, PlaceUse::Uses, Direction::Both, false, true);
  };
  if (E.Callee == None && M.Bodies.empty()) {
    Moved();
    return;
  }
  const EntityFacts *Callee = E.Callee == None ? nullptr : &P.Facts.Entities[E.Callee];
  if (Callee && P.str(Callee->Leaf) == "operator=")
    return; // The Assign behind it says it.
  // A lambda that is handed over will be called: what it works on is worked on.
  for (const Operand &A : E.Args)
    if (EventId Made = lambdaIn(P, F, A); Made != None)
      if (FunctionId B = P.bodyOf(Fn.Events[Made].Callee); B != None)
        for (const PlaceUse &U : Known[B].Uses)
          if (std::optional<Place> Pl = P.rebase(F, Made, B, U.On); Pl && U.K == PlaceUse::Uses) {
            PlaceUse Here = U;
            Here.On = *Pl;
            Here.Where = E.Range;
            Out.add(std::move(Here));
          }
  if (M.Model) {
    const FunctionModel &Fm = *M.Model;
    if (Fm.Op && Fm.Op->Does != Effect::Wait && Fm.Op->Does != Effect::Unknown)
      for (ArgRef Ref : Fm.Op->On)
        for (const Operand *O : P.operands(Fn, E, Ref))
          Add(*O, PlaceUse::Uses, directionOf(*Fm.Op), true);
    for (const Action &A : Fm.Acts)
      for (const Operand *O : P.operands(Fn, E, A.On)) {
        if (A.Does == Act::Takes) {
          takesElement(P, F, *O, E.Range, Out);
          continue;
        }
        // Of what an element is taken from, only that ends.
        if (A.Does == Act::Closes && llvm::is_contained(Fm.Acts, Action{A.On, Act::Takes}))
          continue;
        // What is in it is wanted, before it is empty.
        if ((A.Does == Act::Closes || A.Does == Act::Swaps) && takesAll(P, F, Id, *O))
          Add(*O, PlaceUse::Uses, Direction::In, true);
        if (A.Does == Act::Closes || A.Does == Act::Swaps)
          Add(*O, PlaceUse::Closes, Direction::Both, true);
        if (std::optional<Place> Whole = A.Does == Act::Closes ? P.placeOf(F, *O) : std::nullopt)
          partsClosed(P, F, *Whole, E.Range, Out);
        if (A.Does == Act::Uses)
          Add(*O, PlaceUse::Uses, Direction::Both, true);
        else if ((O->Moved && (A.Does == Act::Stores || A.Does == Act::Spawns || A.Does == Act::Offloads)) ||
                 (A.Does == Act::Stores && isCountedHandle(P, Fn, *O)))
          Add(*O, PlaceUse::Uses, Direction::Both, false, true);
      }
    if (Fm.Blocks != BlockingStrength::NotBlocking && !Fm.Op)
      for (const Operand &O : E.Args)
        if (O.Pass == Passing::MutableRef)
          Add(O, PlaceUse::Uses, Direction::Both, true);
    if (Fm.Acts.empty() && !Fm.Op && !Fm.PartOf && !Fm.Wraps && !Fm.Combines)
      Moved();
    return;
  }
  if (!M.Bodies.empty()) {
    for (FunctionId B : M.Bodies) {
      for (const PlaceUse &U : Known[B].Uses) {
        // Closing counts only if every body that may run closes.
        if (U.K == PlaceUse::Closes && M.Bodies.size() > 1)
          continue;
        PlaceUse Here = U;
        if (std::optional<Place> Pl = P.rebase(F, Id, B, U.On)) {
          Here.On = *Pl;
          Here.Where = E.Range;
          Out.add(std::move(Here));
        } else if (U.On.Root == Place::Parameter && U.On.Index < E.Args.size() && E.Args[U.On.Index].Moved &&
                   U.K == PlaceUse::Uses) {
          Add(E.Args[U.On.Index], PlaceUse::Uses, U.Dir, U.Sure);
        } else if (U.On.Root == Place::Parameter && U.On.Path.empty() && U.On.Index < E.Args.size() && U.WholeObject &&
                   U.K == PlaceUse::Uses && isCountedHandle(P, Fn, E.Args[U.On.Index])) {
          Add(E.Args[U.On.Index], PlaceUse::Uses, U.Dir, U.Sure, true); // Handed on from there.
        }
      }
      // What is moved into a callee that does nothing with it ends there.
      for (size_t I = 0; I < E.Args.size(); ++I)
        if (E.Args[I].Moved && E.Args[I].K == Operand::InPlace && I < P.function(B).Params.size() &&
            P.function(B).Params[I].Pass == Passing::ByValue)
          Add(E.Args[I], PlaceUse::Closes, Direction::Both, true);
    }
    return;
  }
  if (E.Kind == EventKind::Call && P.closesByName(E.Callee)) {
    bool Given = false;
    for (const Operand &A : E.Args)
      if ((A.Moved || A.Pass == Passing::MutableRef || A.Pass == Passing::MutablePointer || A.AddressOf ||
           P.type(P.pointee(A.Type))) && !isScalar(P, A.Type) && A.Pass != Passing::ConstPointer) {
        Add(A, PlaceUse::Closes, Direction::Both, false);
        Given = true;
      }
    if (!Given && E.Receiver.K == Operand::InPlace && !Callee->IsStatic)
      Add(E.Receiver, PlaceUse::Closes, Direction::Both, false);
    return;
  }
  Moved();
  if (M.InLibrary || E.Kind == EventKind::Construct)
    return;
  if (E.Receiver.K == Operand::InPlace && !Callee->IsConst && !Callee->IsStatic)
    Add(E.Receiver, PlaceUse::Uses, Direction::Both, false, true);
  for (const Operand &A : E.Args)
    if (!A.Moved && (A.Pass == Passing::MutableRef || A.Pass == Passing::MutablePointer || A.AddressOf) &&
        !isScalar(P, A.Type))
      Add(A, PlaceUse::Uses, Direction::Both, false, true);
}

EventUses usesOf(const Program &P, FunctionId F, const std::vector<Summary> &Known, bool VisibleOnly) {
  EventUses R;
  Uses Out{R.All, VisibleOnly};
  uint32_t Events = P.function(F).Events.size();
  R.Begin.reserve(Events + 1);
  R.All.reserve(Events / (VisibleOnly ? 4 : 2) + 2);
  for (EventId Id = 0; Id < Events; ++Id) {
    usesOfEvent(P, F, Id, Known, Out);
    R.Begin.push_back(R.All.size());
  }
  return R;
}

} // namespace corosafe

//===- ProgramPlaces.cpp - Which object a place means ----------------------===//

#include "ProgramTables.h"
#include "Writers.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

/// `struct closer { socket &s; closer(socket &x) : s(x) {} }; closer c(sock);`: c.s is sock.
std::optional<Place> Program::boundInConstructor(FunctionId F, const Place &P, unsigned Depth) const {
  if (P.Path.empty() || Depth > MaxDepth)
    return std::nullopt;
  EventId Made = None;
  if (P.Root == Place::Value) {
    Made = P.Index;
  } else if (P.Root == Place::Local) {
    const Operand *Def = soleValue(F, P.Index);
    if (!Def || Def->K != Operand::OfValue)
      return std::nullopt;
    Made = Def->V;
  } else {
    return std::nullopt;
  }
  if (Made >= function(F).Events.size() || function(F).Events[Made].Kind != EventKind::Construct)
    return std::nullopt;
  const Event &E = function(F).Events[Made];
  const TypeFacts *Ty = type(strip(E.Type));
  if (!Ty)
    return std::nullopt;
  for (size_t I = 0; I < Ty->Fields.size(); ++I) {
    const TypeFacts::Field &Fd = Ty->Fields[I];
    bool Pointer = type(Fd.Type) && type(Fd.Type)->Kind == TypeFacts::Pointer;
    if (Fd.Name != P.Path[0] || (!Fd.Reference && !Pointer))
      continue;
    const Operand *Bound = nullptr;
    const Meaning &M = meaning(F, Made);
    if (E.Callee == None && I < E.Args.size()) {
      Bound = &E.Args[I]; // An aggregate.
    } else if (M.Bodies.size() == 1) {
      for (const Event &A : function(M.Bodies[0]).Events)
        if (A.Kind == EventKind::Assign && A.Target.Root == Place::This && A.Target.Path.size() == 1 &&
            A.Target.Path[0] == Fd.Name && !A.Args.empty() && A.Args[0].K == Operand::InPlace &&
            A.Args[0].P.Root == Place::Parameter && A.Args[0].P.Path.empty() && A.Args[0].P.Index < E.Args.size()) {
          Bound = &E.Args[A.Args[0].P.Index];
          Pointer = Pointer && !A.Args[0].AddressOf;
        }
    }
    std::optional<Place> R = Bound ? placeOf(F, *Bound, Depth + 1) : std::nullopt;
    if (!R)
      return std::nullopt;
    size_t Skip = 1;
    if (!Fd.Reference && P.Path.size() > 1 && str(P.Path[1]) == "*" && (Bound->AddressOf || !Pointer))
      Skip = 2;
    R->Path.insert(R->Path.end(), P.Path.begin() + Skip, P.Path.end());
    return R;
  }
  return std::nullopt;
}

const Operand *Program::soleValue(FunctionId F, uint32_t Local) const {
  const FunctionFacts &Fn = function(F);
  const Operand **Sole = C->Sole.data() + C->FirstLocal[F];
  if (!C->SoleKnown[F]) {
    C->SoleKnown[F] = true;
    llvm::SmallVector<unsigned, 16> Defs(Fn.Locals.size(), 0);
    for (const Event &E : Fn.Events) {
      if (!E.HasTarget || E.Target.Root != Place::Local || !E.Target.Path.empty())
        continue;
      uint32_t L = E.Target.Index;
      if (E.Kind == EventKind::Compute)
        Defs[L] += 2;
      if (E.Kind != EventKind::Init && E.Kind != EventKind::Assign)
        continue;
      if (E.Args.empty())
        continue;
      // `T x; x = f();` has one value that counts: the default one says nothing.
      if (E.Kind == EventKind::Init && E.Args[0].K == Operand::OfValue) {
        const Event &Made = Fn.Events[E.Args[0].V];
        if (Made.Kind == EventKind::Construct && Made.Args.empty())
          continue;
      }
      ++Defs[L];
      Sole[L] = &E.Args[0];
    }
    bool Constants = false;
    for (uint32_t L = 0; L < Defs.size(); ++L) {
      if (Defs[L] != 1)
        Sole[L] = nullptr;
      Constants |= Sole[L] && Sole[L]->K == Operand::Constant;
    }
    // A constant is all that a flag ever holds only if nobody else is let write it.
    for (EventId Id = 0; Constants && Id < Fn.Events.size(); ++Id)
      for (const Operand &A : Fn.Events[Id].Args)
        if (A.K == Operand::InPlace && A.P.Root == Place::Local && Sole[A.P.Index] && Sole[A.P.Index]->K == Operand::Constant &&
            writtenThrough(*this, F, Id, A) != None)
          Sole[A.P.Index] = nullptr;
  }
  return Local < Fn.Locals.size() ? Sole[Local] : nullptr;
}

llvm::ArrayRef<EventId> Program::takers(FunctionId F, EventId Value) const {
  std::unique_ptr<Cache::Takers> &Slot = C->TakersOf[F];
  bool New = !Slot;
  if (New)
    Slot = std::make_unique<Cache::Takers>();
  Cache::Takers &Of = *Slot;
  if (New) {
    const FunctionFacts &Fn = function(F);
    auto Taken = [&](EventId E) {
      const Event &Ev = Fn.Events[E];
      return !Ev.Args.empty() && Ev.Args[0].K == Operand::OfValue && Ev.Args[0].V < E ? Ev.Args[0].V : None;
    };
    Of.First.assign(Fn.Events.size() + 1, 0);
    for (EventId E = 0; E < Fn.Events.size(); ++E)
      if (EventId V = Taken(E); V != None)
        ++Of.First[V + 1];
    for (EventId V = 0; V < Fn.Events.size(); ++V)
      Of.First[V + 1] += Of.First[V];
    Of.Events.resize(Of.First.back());
    std::vector<uint32_t> Next = Of.First;
    for (EventId E = 0; E < Fn.Events.size(); ++E)
      if (EventId V = Taken(E); V != None)
        Of.Events[Next[V]++] = E;
  }
  return llvm::ArrayRef(Of.Events).slice(Of.First[Value], Of.First[Value + 1] - Of.First[Value]);
}

/// `auto conn = std::move(conn_);`, `std::exchange(conn_, nullptr)`: what it led to is the new variable's alone.
bool Program::takesOver(FunctionId F, const Operand &Value, const Place &Source) const {
  if (Source.Root == Place::Value || (Source.Path.empty() && (Source.Root == Place::Local || Source.Root == Place::Parameter)))
    return false;
  if (Value.K != Operand::OfValue)
    return Value.Moved;
  const Event &E = function(F).Events[Value.V];
  const FunctionModel *M = E.Kind == EventKind::Call ? meaning(F, Value.V).Model : nullptr;
  return M && M->PartOf && llvm::is_contained(M->Invalidates, *M->PartOf) && isPointerLike(E.Type);
}

static bool makesShared(const Program &P, const Event &E) {
  llvm::StringRef Maker = E.Callee == None ? "" : P.str(P.Facts.Entities[E.Callee].Leaf);
  return (Maker.starts_with("make_") && Maker.ends_with("shared")) || Maker == "allocate_shared";
}

/// `auto pool = std::make_unique<thread_pool>();`: what a call gives its sole owner, or makes, is known by the variable.
static bool isFresh(const Program &P, FunctionId F, const Place &Source, const Operand &Value) {
  if (Value.K != Operand::OfValue || Source.Root != Place::Value || Source.Index != Value.V || !Source.Path.empty())
    return false;
  const Event &E = P.function(F).Events[Value.V];
  return P.isSoleOwner(E.Type) || makesShared(P, E);
}

/// Of a local or value, what it refers to; any other place is what it is.
Place Program::follow(FunctionId F, Place P, unsigned Depth) const {
  if (Depth > MaxDepth)
    return P;
  const FunctionFacts &Fn = function(F);
  if (P.Root == Place::Local && P.Index < Fn.Locals.size()) {
    const Operand *Def = soleValue(F, P.Index);
    if (!Def)
      return P;
    bool Deref = !P.Path.empty() && str(P.Path[0]) == "*";
    bool Reference = Fn.Locals[P.Index].Pass != Passing::ByValue;
    if (!Deref && !Reference)
      if (std::optional<Place> Bound = boundInConstructor(F, P, Depth + 1))
        return normalize(F, std::move(*Bound), Depth + 1);
    if (!Deref && !Reference)
      return P;
    // A pointer or handle: what it points to is what its source points to.
    std::optional<Place> Source = placeOf(F, *Def, Depth + 1);
    if (!Source)
      return P;
    Place R = *Source;
    auto Tail = P.Path.begin();
    if (Deref && !Reference) {
      if (Def->AddressOf)
        ++Tail;
      else if (!Def->Moved && !isPointerLike(Fn.Locals[P.Index].Type))
        return P;
      else if (takesOver(F, *Def, *Source) || isFresh(*this, F, *Source, *Def))
        return P;
      else if (Def->K == Operand::OfValue && Source->Root == Place::This && Source->Path.empty())
        ++Tail; // auto self = shared_from_this();
    }
    R.Path.insert(R.Path.end(), Tail, P.Path.end());
    return normalize(F, std::move(R), Depth + 1);
  }
  if (P.Root == Place::Value && P.Index < Fn.Events.size()) {
    const Event &E = Fn.Events[P.Index];
    Operand O;
    O.K = Operand::OfValue;
    O.V = P.Index;
    O.Type = E.Type;
    std::optional<Place> Source = placeOf(F, O, Depth + 1);
    if (std::optional<Place> Bound = boundInConstructor(F, P, Depth + 1))
      return normalize(F, std::move(*Bound), Depth + 1);
    if (Source && !(Source->Root == Place::Value && Source->Index == P.Index)) {
      Place R = *Source;
      auto Tail = P.Path.begin();
      if (!P.Path.empty() && str(P.Path[0]) == "*" && Source->Root == Place::This && Source->Path.empty())
        ++Tail;
      R.Path.insert(R.Path.end(), Tail, P.Path.end());
      return R;
    }
  }
  return P;
}

std::optional<Place> Program::placeOf(FunctionId F, const Operand &O, unsigned Depth) const {
  if (Depth > MaxDepth)
    return std::nullopt;
  if (O.K == Operand::InPlace)
    return normalize(F, O.P, Depth + 1);
  if (O.K != Operand::OfValue)
    return std::nullopt;
  const FunctionFacts &Fn = function(F);
  if (O.V >= Fn.Events.size())
    return std::nullopt;
  const Event &E = Fn.Events[O.V];
  if (E.Kind == EventKind::Call) {
    const Meaning &M = meaning(F, O.V);
    if (M.Model && M.Model->PartOf)
      for (const Operand *A : operands(Fn, E, *M.Model->PartOf))
        return placeOf(F, *A, Depth + 1);
    // An accessor of the program itself that returns a reference to a member.
    if (M.Bodies.size() == 1) {
      const FunctionFacts &B = function(M.Bodies[0]);
      const TypeFacts *RT = type(Facts.Entities[B.Entity].ReturnType);
      if (!B.IsCoroutine && RT && RT->Kind == TypeFacts::LvalueRef)
        for (const Event &R : B.Events)
          if (R.Kind == EventKind::Return && !R.Args.empty()) {
            std::optional<Place> Inner = placeOf(M.Bodies[0], R.Args[0], Depth + 2);
            return Inner ? rebase(F, O.V, M.Bodies[0], *Inner) : std::nullopt;
          }
    }
  }
  Place P;
  P.Root = Place::Value;
  P.Index = O.V;
  return P;
}

Lifetime Program::lifetime(FunctionId F, const Place &P) const {
  const FunctionFacts &Fn = function(F);
  auto Behind = [&](TypeId T, Lifetime Direct) {
    // Walk the path: what is behind an owning pointer lives as long as the owner; behind any other, longer.
    for (Symbol S : P.Path) {
      if (str(S) == "*") {
        if (!isSoleOwner(T))
          return Lifetime::Shared;
        T = pointee(T);
        continue;
      }
      const TypeFacts *Ty = type(strip(T));
      T = None;
      if (Ty)
        for (const TypeFacts::Field &Fd : Ty->Fields)
          if (Fd.Name == S) {
            T = Fd.Type;
            if (Fd.Reference)
              return Lifetime::Shared;
          }
    }
    return Direct;
  };
  switch (P.Root) {
  case Place::Local: {
    const Variable &V = Fn.Locals[P.Index];
    if (V.Static)
      return Lifetime::Shared;
    if (V.Pass != Passing::ByValue)
      return Lifetime::Shared;
    Lifetime L = Behind(V.Type, Lifetime::Frame);
    // A shared object that this very function made, and that goes nowhere else, dies with it.
    if (L == Lifetime::Shared && !P.Path.empty() && str(P.Path[0]) == "*")
      if (const Operand *Def = soleValue(F, P.Index); Def && Def->K == Operand::OfValue) {
        if (makesShared(*this, Fn.Events[Def->V])) {
          bool Escapes = llvm::any_of(Fn.Events, [&](const Event &E) {
            auto Names = [&](const Operand &O) {
              return O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Index == P.Index && O.P.Path.empty();
            };
            return llvm::any_of(E.Args, Names);
          });
          return Escapes ? Lifetime::Shared : Lifetime::Frame;
        }
      }
    return L;
  }
  case Place::Parameter: {
    const Variable &V = Fn.Params[P.Index];
    if (V.Pass == Passing::ByValue)
      return Behind(V.Type, Lifetime::Frame) == Lifetime::Frame ? Lifetime::Frame : Lifetime::Caller;
    // A coroutine's rvalue reference parameter still belongs to the caller's full expression.
    return Lifetime::Caller;
  }
  case Place::Capture:
    if (Fn.Captures[P.Index].Pass == Passing::ByValue)
      return Behind(Fn.Captures[P.Index].Type, Lifetime::Frame);
    return Lifetime::Caller;
  case Place::This:
    return Lifetime::Object;
  case Place::Global:
    return Lifetime::Shared;
  case Place::Value: {
    const Event &E = Fn.Events[P.Index];
    if (E.Kind == EventKind::Construct)
      return Behind(E.Type, Lifetime::Frame);
    const TypeFacts *RT = E.Callee == None ? nullptr : type(Facts.Entities[E.Callee].ReturnType);
    if (RT && RT->Kind != TypeFacts::LvalueRef && RT->Kind != TypeFacts::Pointer)
      return Behind(E.Type, Lifetime::Frame);
    return Lifetime::Shared;
  }
  }
  return Lifetime::Shared;
}

std::optional<Place> Program::rebase(FunctionId Caller, EventId Call, FunctionId Callee, const Place &P) const {
  const Event &E = function(Caller).Events[Call];
  const FunctionFacts &B = function(Callee);
  auto On = [&](const Operand &O, bool ByValue) -> std::optional<Place> {
    std::optional<Place> Base = placeOf(Caller, O);
    if (!Base)
      return std::nullopt;
    size_t Skip = 0;
    bool Deref = !P.Path.empty() && str(P.Path[0]) == "*";
    if (O.AddressOf) {
      if (!Deref)
        return std::nullopt;
      Skip = 1;
    } else if (ByValue) {
      // A copy of a handle leads to the same object; any other by-value object is the callee's own.
      if (!Deref)
        return std::nullopt;
      if (Base->Root == Place::This && Base->Path.empty() && O.K == Operand::OfValue)
        Skip = 1;
    }
    Base->Path.insert(Base->Path.end(), P.Path.begin() + Skip, P.Path.end());
    return normalize(Caller, *Base);
  };
  switch (P.Root) {
  case Place::Parameter: {
    if (E.Kind == EventKind::Lambda || P.Index >= E.Args.size())
      return std::nullopt;
    return On(E.Args[P.Index], B.Params[P.Index].Pass == Passing::ByValue);
  }
  case Place::This:
    if (B.IsLambda) { // A lambda's this is that of the function it stands in; kept in a member, most likely its object's.
      bool OwnMember = E.Indirect && E.Receiver.K == Operand::InPlace && E.Receiver.P.Root == Place::This &&
                       classOf(Callee) != None && classOf(Callee) == classOf(Caller);
      return OwnMember || lambdaSite(Callee).Caller == Caller ? std::optional<Place>(P) : std::nullopt;
    }
    if (E.Kind == EventKind::Construct) {
      // The object under construction is what the event makes.
      Place R;
      R.Root = Place::Value;
      R.Index = Call;
      R.Path = P.Path;
      return normalize(Caller, std::move(R));
    }
    if (E.Receiver.K == Operand::Nothing)
      return std::nullopt;
    return On(E.Receiver, false);
  case Place::Capture: {
    // Captures were bound where the lambda was made, wherever it is called.
    CallSite Site = lambdaSite(Callee);
    if (Site.Caller != Caller)
      return std::nullopt;
    const Event &Made = function(Caller).Events[Site.Call];
    if (P.Index >= Made.Args.size())
      return std::nullopt;
    return On(Made.Args[P.Index], B.Captures[P.Index].Pass == Passing::ByValue);
  }
  case Place::Global:
    return P;
  case Place::Local:
  case Place::Value:
    return std::nullopt;
  }
  return std::nullopt;
}

bool isWithin(const Place &Inner, const Place &Outer) {
  return Inner.Root == Outer.Root && (Inner.Root == Place::This || Inner.Index == Outer.Index) &&
         Inner.Path.size() >= Outer.Path.size() &&
         std::equal(Outer.Path.begin(), Outer.Path.end(), Inner.Path.begin());
}

bool overlaps(const Place &A, const Place &B) { return isWithin(A, B) || isWithin(B, A); }

} // namespace corosafe

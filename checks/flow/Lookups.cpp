//===- Lookups.cpp -----------------------------------------------------------===//

#include "Lookups.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Sequence.h"

namespace corosafe {

namespace {

constexpr unsigned MaxDepth = 4, MaxEvents = 48;

/// True if the step of a path leads from a container to its elements: `[]`, and accessors like `first()`.
bool isElement(const Program &P, FunctionId F, const Place &Pl, size_t Step) {
  const FunctionFacts &Fn = P.function(F);
  llvm::StringRef Name = P.str(Pl.Path[Step]);
  if (Name == "[]")
    return true;
  return Name.ends_with("()") && llvm::any_of(llvm::seq<EventId>(0, Fn.Events.size()), [&](EventId Id) {
    const Event &E = Fn.Events[Id];
    if (E.Kind != EventKind::Call || E.Callee == None || P.str(P.Facts.Entities[E.Callee].Leaf) != Name.drop_back(2) ||
        E.Receiver.K != Operand::InPlace || !isWithin(Pl, E.Receiver.P) || E.Receiver.P.Path.size() != Step)
      return false;
    const FunctionModel *M = P.meaning(F, Id).Model;
    return M && M->Views;
  });
}

/// The only body that a call runs, if it is that of a small ordinary function.
FunctionId helperOf(const Program &P, const Meaning &M) {
  if (M.Bodies.size() != 1 || (M.Model && M.Model->Views))
    return None;
  const FunctionFacts &Body = P.function(M.Bodies[0]);
  return Body.IsCoroutine || Body.Events.size() > MaxEvents ? None : M.Bodies[0];
}

bool givesReference(const Program &P, EntityId Callee) {
  const TypeFacts *T = Callee == None ? nullptr : P.type(P.Facts.Entities[Callee].ReturnType);
  return T && (T->Kind == TypeFacts::LvalueRef || T->Kind == TypeFacts::RvalueRef);
}

/// The same in a body whose types are not known: by the names that containers have for it.
bool givesReference(const Program &P, FunctionId F, EventId Call) {
  const Event &E = P.function(F).Events[Call];
  if (E.Callee == None)
    return false;
  llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
  bool Element = Leaf == "front" || Leaf == "back" || Leaf == "at" || Leaf == "top" || Leaf == "operator[]" || Leaf == "value";
  return givesReference(P, E.Callee) || (Element && P.function(F).IsTemplatePattern);
}

void viewed(const Program &P, FunctionId F, const Operand &O, bool Reference, Places &Out, unsigned Depth);
void returned(const Program &P, FunctionId F, EventId Call, FunctionId Body, bool Reference, Places &Out, unsigned Depth);

/// What the result of an event is a view of. Reference: what the result refers to is meant, and not a copy of it.
void viewedByEvent(const Program &P, FunctionId F, EventId Id, bool Reference, Places &Out, unsigned Depth) {
  const Event &E = P.function(F).Events[Id];
  if (Depth > MaxDepth)
    return;
  if (E.Kind == EventKind::Choose) {
    for (const Operand &A : llvm::ArrayRef(E.Args).take_front(2))
      viewed(P, F, A, Reference, Out, Depth + 1);
    return;
  }
  if (E.Kind != EventKind::Call || (!Reference && givesReference(P, E.Callee)))
    return;
  if (const FunctionModel *M = P.meaning(F, Id).Model; M && M->Views) {
    for (const Operand *On : P.operands(P.function(F), E, *M->Views)) {
      if (On->K == Operand::InPlace && On->P.Root != Place::Local && On->P.Root != Place::Value)
        Out.push_back(P.normalize(F, On->P));
      else
        viewed(P, F, *On, true, Out, Depth + 1);
    }
    return;
  }
  FunctionId Body = helperOf(P, P.meaning(F, Id));
  if (Body == None)
    return;
  returned(P, F, Id, Body, givesReference(P, P.function(Body).Entity), Out, Depth);
}

/// The same for what the body of a helper returns where it is called.
void returned(const Program &P, FunctionId F, EventId Call, FunctionId Body, bool Reference, Places &Out, unsigned Depth) {
  Places Inner;
  for (const Event &R : P.function(Body).Events)
    if (R.Kind == EventKind::Return && !R.Args.empty())
      viewed(P, Body, R.Args[0], Reference, Inner, Depth + 1);
  for (const Place &In : Inner)
    if (std::optional<Place> There = P.rebase(F, Call, Body, In); There && !llvm::is_contained(Out, *There))
      Out.push_back(std::move(*There));
}

void viewed(const Program &P, FunctionId F, const Operand &O, bool Reference, Places &Out, unsigned Depth) {
  if (O.K == Operand::OfValue)
    return viewedByEvent(P, F, O.V, Reference, Out, Depth);
  if (O.K != Operand::InPlace)
    return;
  bool Refers = Reference || O.AddressOf;
  if (O.P.Root == Place::Value) {
    if (Refers)
      viewedByEvent(P, F, O.P.Index, true, Out, Depth);
    return;
  }
  if (O.P.Root == Place::Local) {
    // What an iterator or pointer leads to, or a copy of the iterator.
    bool Alias = P.function(F).Locals[O.P.Index].Pass != Passing::ByValue;
    if (Depth < MaxDepth && (Refers || (O.P.Path.empty() && !Alias)))
      if (const Operand *Def = P.soleValue(F, O.P.Index))
        viewed(P, F, *Def, Alias, Out, Depth + 1);
    return;
  }
  if (std::optional<Place> C = Refers ? containerOf(P, F, O.P) : std::nullopt)
    Out.push_back(P.normalize(F, *C));
}

} // namespace

std::optional<Place> containerOf(const Program &P, FunctionId F, const Place &Pl) {
  for (size_t I = Pl.Path.size(); I-- > 0;)
    if (isElement(P, F, Pl, I)) {
      Place C = Pl;
      C.Path.erase(C.Path.begin() + I, C.Path.end());
      return C;
    }
  return std::nullopt;
}

llvm::SmallVector<uint32_t, 2> elementsReadBefore(const Program &P, FunctionId F, EventId Removal, const Place &Container) {
  const FunctionFacts &Fn = P.function(F);
  llvm::SmallVector<uint32_t, 2> R;
  for (EventId Id = 0; Id < Removal; ++Id) {
    const Event &E = Fn.Events[Id];
    bool Puts = (E.Kind == EventKind::Init || E.Kind == EventKind::Assign) && E.HasTarget && isOwnLocal(Fn, E.Target) && E.Args.size() == 1 &&
                E.Args[0].K == Operand::InPlace && !E.Args[0].AddressOf && !llvm::is_contained(R, E.Target.Index);
    std::optional<Place> Pl = Puts ? P.placeOf(F, E.Args[0]) : std::nullopt, C = Pl ? containerOf(P, F, *Pl) : std::nullopt;
    if (C && P.normalize(F, *C) == Container)
      R.push_back(E.Target.Index);
  }
  return R;
}

Places viewedThrough(const Program &P, FunctionId F, EventId Call) {
  Places Out;
  if (P.function(F).Events[Call].Kind == EventKind::Call && mayLookUp(P, P.meaning(F, Call)))
    viewedByEvent(P, F, Call, true, Out, 0);
  return Out;
}

Places elementsThrough(const Program &P, FunctionId F, EventId Call) {
  Places Out;
  if (FunctionId Body = helperOf(P, P.meaning(F, Call)); Body != None)
    returned(P, F, Call, Body, /*Reference=*/true, Out, 0);
  return Out;
}

bool isMovedOn(const Program &P, FunctionId F, const Operand &Value, uint32_t Local) {
  if (Value.K != Operand::OfValue)
    return false;
  const Event &E = P.function(F).Events[Value.V];
  if (E.Kind == EventKind::Choose)
    return llvm::any_of(E.Args, [&](const Operand &A) { return isMovedOn(P, F, A, Local); });
  const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, Value.V).Model : nullptr;
  return M && M->Views && llvm::any_of(P.operands(P.function(F), E, *M->Views), [&](const Operand *O) {
    return O->K == Operand::InPlace && O->P.Root == Place::Local && O->P.Index == Local && O->P.Path.empty();
  });
}

bool looksAgain(const Program &P, FunctionId F, EventId Call, FunctionId Body, const Place &Object) {
  const FunctionFacts &Fn = P.function(Body);
  const TypeFacts *Gives = P.type(P.strip(P.Facts.Entities[Fn.Entity].ReturnType));
  bool Tells = !Fn.IsCoroutine && Gives && P.str(Gives->Name) == "bool";
  auto IsIt = [&](const Place &Pl) {
    std::optional<Place> Here = P.rebase(F, Call, Body, Pl);
    return Here && *Here == Object;
  };
  return llvm::any_of(Fn.Events, [&](const Event &E) {
    bool Sets = E.Kind == EventKind::Assign || (E.Kind == EventKind::Call && E.Receiver.K == Operand::InPlace && !E.Args.empty());
    if (Sets && ((E.HasTarget && IsIt(E.Target)) || (E.Kind == EventKind::Call && IsIt(E.Receiver.P))))
      return true;
    auto Named = [&](const Operand &O) { return O.K == Operand::InPlace && IsIt(O.P); };
    return Tells && (Named(E.Receiver) || llvm::any_of(E.Args, Named));
  });
}

bool isCopied(const Program &P, FunctionId F, EventId Call) { return givesReference(P, F, Call); }

bool mayLookUp(const Program &P, const Meaning &M) {
  FunctionId Body = helperOf(P, M);
  if (Body == None)
    return false;
  const TypeFacts *Gives = P.type(P.Facts.Entities[P.function(Body).Entity].ReturnType);
  return Gives && (Gives->Kind == TypeFacts::LvalueRef || Gives->Kind == TypeFacts::Pointer || Gives->Kind == TypeFacts::Record);
}

bool isPastTheEnd(const Program &P, const FunctionFacts &Fn, const Operand &O) {
  if (O.K != Operand::OfValue || O.V >= Fn.Events.size())
    return false;
  const Event &E = Fn.Events[O.V];
  if (E.Kind != EventKind::Call || E.Callee == None || E.Args.size() + (E.Receiver.K != Operand::Nothing) != 1)
    return false;
  llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
  return Leaf == "end" || Leaf == "cend";
}

std::optional<bool> isEmptyText(const Program &P, const FunctionFacts &Fn, const Operand &O) {
  const TypeFacts *T = O.K == Operand::Unknown ? P.type(P.strip(P.typeOf(Fn, O))) : nullptr;
  return T && T->Kind == TypeFacts::Array && T->Args.size() == 1 ? std::optional(T->Args[0].I == 1) : std::nullopt;
}

const std::optional<ArgRef> *viewOf(const Program &P, FunctionId F, EventId Call) {
  if (const FunctionModel *M = P.meaning(F, Call).Model)
    return M->Views ? &M->Views : M->PartOf ? &M->PartOf : nullptr;
  // `operator std::string_view() const`
  static const std::optional<ArgRef> Converted = [] {
    ArgRef A;
    A.K = ArgRef::Receiver;
    return A;
  }();
  const Event &E = P.function(F).Events[Call];
  const TypeModel *M = P.typeModel(E.Type);
  bool Converts = E.Callee != None && E.Receiver.K != Operand::Nothing && P.str(P.Facts.Entities[E.Callee].Leaf).starts_with("operator ");
  return Converts && M && M->View ? &Converted : nullptr;
}

} // namespace corosafe

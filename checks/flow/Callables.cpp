//===- Callables.cpp --------------------------------------------------------===//

#include "Callables.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

namespace {
constexpr unsigned MaxDepth = 6;
constexpr size_t MaxTargets = 16;

bool isHandedOut(const Operand &A) {
  return A.AddressOf || A.Pass == Passing::MutableRef || A.Pass == Passing::MutablePointer;
}
} // namespace

llvm::SmallVector<FunctionId, 1> Callables::targets(FunctionId F, const Operand &O) {
  llvm::SmallVector<FunctionId, 4> Out;
  if (!follow(F, O, 0, Out) || Out.size() > MaxTargets)
    return {};
  llvm::sort(Out);
  Out.erase(std::unique(Out.begin(), Out.end()), Out.end());
  return llvm::SmallVector<FunctionId, 1>(Out.begin(), Out.end());
}

/// A function of its own, or a lambda: a method would need its object.
bool Callables::add(FunctionId B, llvm::SmallVectorImpl<FunctionId> &Out) const {
  if (B == None)
    return false;
  const EntityFacts &E = P.Facts.Entities[P.function(B).Entity];
  if (E.Class != None && !E.IsStatic && !P.function(B).IsLambda)
    return false;
  Out.push_back(B);
  return true;
}

bool Callables::follow(FunctionId F, const Operand &O, unsigned Depth, llvm::SmallVectorImpl<FunctionId> &Out) {
  if (Depth > MaxDepth || Out.size() > MaxTargets)
    return false;
  const FunctionFacts &Fn = P.function(F);
  if (O.K == Operand::Function)
    return add(P.bodyOf(O.V), Out);
  if (O.K == Operand::Constant)
    return O.C == 0; // Empty: nothing runs.
  if (const TypeFacts *T = P.type(P.typeOf(Fn, O)); T && T->IsLambda)
    return add(P.bodyOf(T->CallOperator), Out);
  if (O.K == Operand::OfValue && O.V < Fn.Events.size()) {
    const Event &E = Fn.Events[O.V];
    switch (E.Kind) {
    case EventKind::Construct: // A std::function of something; an empty one.
      return E.Args.empty() || (E.Args.size() == 1 && follow(F, E.Args[0], Depth + 1, Out));
    case EventKind::Choose:
      return E.Args.size() >= 2 && follow(F, E.Args[0], Depth + 1, Out) && follow(F, E.Args[1], Depth + 1, Out);
    case EventKind::Call: {
      // A function that makes it.
      FunctionId B = P.bodyOf(E.Callee);
      bool Any = false;
      if (B != None && !P.function(B).IsCoroutine)
        for (const Event &R : P.function(B).Events)
          if (R.Kind == EventKind::Return && !R.Args.empty()) {
            if (!follow(B, R.Args[0], Depth + 1, Out))
              return false;
            Any = true;
          }
      return Any;
    }
    default:
      return false;
    }
  }
  if (O.K != Operand::InPlace)
    return false;
  Place Pl = O.P;
  while (!Pl.Path.empty() && P.str(Pl.Path.back()) == "*")
    Pl.Path.pop_back();
  if (!Pl.Path.empty()) {
    index();
    Member M = memberOf(F, Pl);
    auto It = Assigned.find(M);
    if (M.first == None || It == Assigned.end() || Tainted.count(M) || Tainted.count({None, M.second}))
      return false;
    for (const Source &S : It->second)
      if (!follow(S.In, *S.What, Depth + 1, Out))
        return false;
    return true;
  }
  if (Pl.Root == Place::Local)
    return followLocal(F, Pl.Index, Depth, Out);
  if (Pl.Root != Place::Parameter || Fn.IsLambda)
    return false;
  index();
  auto It = Callers.find(F);
  if (It == Callers.end())
    return false;
  for (const Program::CallSite &S : It->second) {
    const Event &Call = P.function(S.Caller).Events[S.Call];
    if (Pl.Index >= Call.Args.size() || !follow(S.Caller, Call.Args[Pl.Index], Depth + 1, Out))
      return false;
  }
  return true;
}

bool Callables::followLocal(FunctionId F, uint32_t Local, unsigned Depth, llvm::SmallVectorImpl<FunctionId> &Out) {
  const FunctionFacts &Fn = P.function(F);
  bool Any = false;
  for (const Event &E : Fn.Events) {
    bool Sets = (E.Kind == EventKind::Init || E.Kind == EventKind::Assign) && E.HasTarget &&
                E.Target.Root == Place::Local && E.Target.Index == Local && E.Target.Path.empty();
    if (Sets && !E.Args.empty()) {
      if (!follow(F, E.Args[0], Depth + 1, Out))
        return false;
      Any = true;
    }
    if (E.Kind == EventKind::Call || E.Kind == EventKind::Construct || E.Kind == EventKind::Lambda)
      for (const Operand &A : E.Args)
        if (A.K == Operand::InPlace && A.P.Root == Place::Local && A.P.Index == Local && isHandedOut(A))
          return false;
  }
  return Any;
}

/// The class that declares the last member of a path, and that member.
Callables::Member Callables::memberOf(FunctionId F, const Place &Pl) const {
  const FunctionFacts &Fn = P.function(F);
  TypeId T = None;
  switch (Pl.Root) {
  case Place::This: T = P.classOf(F); break;
  case Place::Local: T = Fn.Locals[Pl.Index].Type; break;
  case Place::Parameter: T = Fn.Params[Pl.Index].Type; break;
  case Place::Capture: T = Fn.Captures[Pl.Index].Type; break;
  case Place::Global: T = P.Facts.Globals[Pl.Index].Type; break;
  case Place::Value: T = Fn.Events[Pl.Index].Type; break;
  }
  for (size_t I = 0; I + 1 < Pl.Path.size() && T != None; ++I) {
    if (P.str(Pl.Path[I]) == "*") {
      T = P.pointee(T);
      continue;
    }
    const TypeFacts *Ty = P.type(P.strip(T));
    T = None;
    if (Ty)
      for (const TypeFacts::Field &Fd : Ty->Fields)
        if (Fd.Name == Pl.Path[I])
          T = Fd.Type;
  }
  return {P.strip(T), Pl.Path.back()};
}

void Callables::index() {
  if (Indexed)
    return;
  Indexed = true;
  for (FunctionId F = 0; F < P.functionCount(); ++F) {
    const FunctionFacts &Fn = P.function(F);
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Kind == EventKind::Assign && E.HasTarget && !E.Target.Path.empty() && !E.Args.empty() &&
          (P.isCallable(P.typeOf(Fn, E.Args[0])) || E.Args[0].K == Operand::Function))
        Assigned[memberOf(F, E.Target)].push_back({F, &E.Args[0]});
      if (E.Kind == EventKind::Construct && E.Callee == None)
        if (const TypeFacts *T = P.type(P.strip(E.Type)); T && T->Fields.size() >= E.Args.size())
          for (size_t I = 0; I < E.Args.size(); ++I)
            if (P.isCallable(P.typeOf(Fn, E.Args[I])) || E.Args[I].K == Operand::Function)
              Assigned[{P.strip(E.Type), T->Fields[I].Name}].push_back({F, &E.Args[I]});
      if (E.Kind != EventKind::Call && E.Kind != EventKind::Construct)
        continue;
      if (FunctionId B = P.bodyOf(E.Callee); B != None)
        Callers[B].push_back({F, Id});
      // std::swap(handler_, other), registry.bind(&handler_): assigned by others.
      for (const Operand &A : E.Args)
        if (A.K == Operand::InPlace && !A.P.Path.empty() && isHandedOut(A) && P.isCallable(P.typeOf(Fn, A)))
          Tainted[memberOf(F, A.P)] = true;
    }
  }
}

} // namespace corosafe

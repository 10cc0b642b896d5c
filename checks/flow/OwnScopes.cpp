//===- OwnScopes.cpp --------------------------------------------------------===//

#include "OwnScopes.h"
#include "Contexts.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

bool mustBeJoined(const ScopeModel &S, bool InCoroutine) {
  return !S.Adds.empty() && S.OnMissing != ScopeModel::SelfJoins && S.OnMissing != ScopeModel::Destroys &&
         (S.OnMissing != ScopeModel::Blocks || InCoroutine);
}

bool addsTo(const Program &P, const FunctionFacts &Fn, const Event &E, const FunctionModel &M, const Operand &Scope) {
  bool Adds = false;
  for (const Action &X : M.Acts) {
    auto On = P.operands(Fn, E, X.On);
    if (llvm::is_contained(On, &Scope))
      return false;
    Adds |= !On.empty() && llvm::is_contained({Act::Invokes, Act::Spawns, Act::Consumes}, X.Does);
  }
  return Adds;
}

namespace {

/// What one method does to the scope that is a member.
struct MethodReader {
  const Program &P;
  Symbol Field;
  const ScopeModel &Of;
  bool Adds = false, Joins = false, Stops = false;
  bool HandsOn = false; ///< Somebody else gets the scope, and may do anything.
  bool MayRefuse = false; ///< `return false;`: it may not have done it.

  bool isScope(const Operand &O) const {
    return O.K == Operand::InPlace && O.P.Root == Place::This && O.P.Path.size() == 1 && O.P.Path[0] == Field;
  }

  void read(FunctionId B, unsigned Depth = 0) {
    const FunctionFacts &Fn = P.function(B);
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Kind == EventKind::Destroy)
        continue;
      MayRefuse |= E.Kind == EventKind::Return && !E.Args.empty() && E.Args[0].K == Operand::Constant && E.Args[0].C == 0;
      if (E.Kind == EventKind::Lambda && P.bodyOf(E.Callee) != None && Depth < 4)
        read(P.bodyOf(E.Callee), Depth + 1);
      if (E.Kind == EventKind::Call && E.Callee != None && isScope(E.Receiver)) {
        std::string Leaf = P.str(P.Facts.Entities[E.Callee].Leaf).str();
        Adds |= llvm::is_contained(Of.Adds, Leaf);
        Joins |= llvm::is_contained(Of.Joins, Leaf);
        Stops |= llvm::is_contained(Of.Stops, Leaf);
      }
      for (const Operand &A : E.Args) {
        if (!isScope(A))
          continue;
        const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(B, Id).Model : nullptr;
        bool Runs = M && addsTo(P, Fn, E, *M, A);
        Adds |= Runs;
        HandsOn |= !Runs;
      }
    }
  }
};

} // namespace

const ScopeModel *OwnScopes::find(TypeId T) {
  if (const ScopeModel *M = scopeOf(P, T))
    return M;
  T = P.strip(T);
  const TypeFacts *Ty = P.type(T);
  if (!Ty || Ty->Kind != TypeFacts::Record || Ty->IsLambda || Ty->InSystemHeader || Ty->Awaitable || P.typeModel(T))
    return nullptr;
  auto [It, New] = Own.try_emplace(T);
  if (New)
    It->second = read(T);
  return It->second.get();
}

std::unique_ptr<ScopeModel> OwnScopes::read(TypeId T) const {
  const TypeFacts &Ty = P.Facts.Types[T];
  const TypeFacts::Field *Scope = nullptr;
  for (const TypeFacts::Field &Fd : Ty.Fields)
    if (const ScopeModel *M = Fd.Reference ? nullptr : scopeOf(P, Fd.Type); M && mustBeJoined(*M, true)) {
      if (Scope)
        return nullptr;
      Scope = &Fd;
    }
  if (!Scope)
    return nullptr;
  const ScopeModel &Of = *scopeOf(P, Scope->Type);
  if (FunctionId End = P.destructorOf(T); End != None) {
    MethodReader M{P, Scope->Name, Of};
    M.read(End);
    if (M.HandsOn || M.Joins)
      return nullptr; // It waits itself.
  }
  auto R = std::make_unique<ScopeModel>();
  R->OnMissing = Of.OnMissing;
  R->JoinIsAwaited = false;
  for (Symbol Method : Ty.Methods) {
    llvm::StringRef Name = P.str(Method);
    MethodReader M{P, Scope->Name, Of};
    bool Awaited = false;
    for (EntityId E : P.methods(T, Name)) {
      FunctionId B = P.bodyOf(E);
      if (B == None)
        return nullptr; // Elsewhere, it may do anything.
      M.read(B);
      const TypeFacts *Gives = P.type(P.strip(P.Facts.Entities[E].ReturnType));
      Awaited |= P.function(B).IsCoroutine || (Gives && Gives->Awaitable);
    }
    if (M.HandsOn || (M.Adds && M.MayRefuse))
      return nullptr;
    if (M.Joins) {
      R->Joins.push_back(Name.str());
      R->JoinIsAwaited |= Awaited;
    } else if (M.Adds) {
      R->Adds.push_back(Name.str());
    }
  }
  return R->Adds.empty() || R->Joins.empty() ? nullptr : std::move(R);
}

} // namespace corosafe

//===- LockTypes.cpp -------------------------------------------------------===//

#include "LockTypes.h"
#include <algorithm>

namespace corosafe {

const GuardModel *LockTypes::guardModel(TypeId T) const {
  const TypeModel *M = P.typeModel(T);
  if (M)
    return M->Guard ? &*M->Guard : nullptr;
  // clang's thread-safety attributes say what no model says; so does a function that gives guards.
  T = P.strip(T);
  const TypeFacts *Ty = P.type(T);
  static const GuardModel Scoped = [] {
    GuardModel G;
    G.Blocks = Blocking::Thread;
    G.Acquire = {"Lock", "lock", "relock", "ReaderLock"};
    G.Release = {"Unlock", "unlock", "Release", "release"};
    return G;
  }();
  return Ty && (Ty->ScopedLockable || llvm::is_contained(GivenAsGuards, T)) ? &Scoped : nullptr;
}

TypeId LockTypes::guardIn(TypeId T, unsigned Depth) const {
  T = P.strip(T);
  if (T == None || Depth > 3)
    return None;
  if (guardModel(T))
    return T;
  const TypeFacts &Ty = P.Facts.Types[T];
  if (Ty.Kind != TypeFacts::Record || Ty.IsLambda)
    return None;
  llvm::StringRef N = P.str(Ty.Name);
  static constexpr llvm::StringLiteral Holders[] = {"::optional", "::unique_ptr", "::shared_ptr", "::pair", "::tuple",
                                                    "::vector",   "::deque",      "::list",       "::array"};
  if (!Ty.Args.empty() && llvm::any_of(Holders, [&](llvm::StringRef H) { return N.ends_with(H); })) {
    for (const TemplateArg &A : Ty.Args)
      if (A.K == TemplateArg::Type)
        if (TypeId G = guardIn(A.T, Depth + 1); G != None || isOwnGuard(A.T))
          return G == None ? P.strip(A.T) : G;
    return None;
  }
  if (Ty.InSystemHeader)
    return None;
  for (const TypeFacts::Field &Fd : Ty.Fields)
    if (!Fd.Reference)
      if (TypeId G = guardIn(Fd.Type, Depth + 1); G != None)
        return G;
  for (TypeId B : Ty.Bases)
    if (TypeId G = guardIn(B, Depth + 1); G != None)
      return G;
  return None;
}

bool LockTypes::isOwnGuard(TypeId T) const {
  const TypeFacts *Ty = P.type(P.strip(T));
  if (!Ty || Ty->Kind != TypeFacts::Record || Ty->InSystemHeader)
    return false;
  // By itself, or through a function of its own: `~holder() { release(); }`.
  auto Does = [&](auto &Self, FunctionId B, std::vector<std::string> MutexModel::*What, unsigned Depth) -> bool {
    return B != None && llvm::any_of(P.function(B).Events, [&](const Event &E) {
      if (E.Kind != EventKind::Call || E.Callee == None || E.Receiver.K == Operand::Nothing)
        return false;
      const EntityFacts &Callee = P.Facts.Entities[E.Callee];
      if (Callee.Class == P.strip(T))
        return Depth < 2 && Self(Self, P.bodyOf(E.Callee), What, Depth + 1);
      const TypeModel *On = P.typeModel(P.typeOf(P.function(B), E.Receiver));
      return On && On->Mutex && On->Mutex->Blocks == Blocking::Thread && names((*On->Mutex).*What, P.str(Callee.Leaf));
    });
  };
  llvm::StringRef Name = P.str(Ty->Name);
  return Does(Does, P.destructorOf(T), &MutexModel::Release, 0) &&
         llvm::any_of(P.methods(P.strip(T), Name.substr(Name.rfind(':') + 1)),
                      [&](EntityId C) { return Does(Does, P.bodyOf(C), &MutexModel::Acquire, 0); });
}

LockTypes::Blocks LockTypes::mutexBlocks(TypeId T, unsigned Depth) const {
  T = P.strip(T);
  if (T == None || Depth > 4)
    return Blocks::No;
  if (P.type(T)->Kind == TypeFacts::Pointer || P.isPointerLike(T))
    return mutexBlocks(P.pointee(T), Depth + 1);
  if (const TypeModel *M = P.typeModel(T)) {
    if (M->Mutex)
      return M->Mutex->Blocks == Blocking::Thread ? Blocks::Yes : Blocks::No;
    if (M->Guard) // A guard over a guard: std::lock(lk1, lk2).
      return guardBlocks(T, Depth + 1);
  }
  const TypeFacts &Ty = P.Facts.Types[T];
  if (Ty.Kind != TypeFacts::Record)
    return Blocks::No;
  // A class of the user's own: what does its lock() do?
  bool HasLock = false;
  for (EntityId E : P.methods(T, "lock")) {
    HasLock = true;
    const EntityFacts &Ent = P.Facts.Entities[E];
    const TypeFacts *R = P.type(P.strip(Ent.ReturnType));
    if (R && R->Awaitable)
      return Blocks::No;
    if (FunctionId B = P.bodyOf(E); B != None)
      return Summaries[B].Acquires.empty() ? Blocks::No : Blocks::Yes;
  }
  if (!HasLock && !llvm::any_of(Ty.Methods, [&](Symbol S) { return P.str(S) == "lock"; }))
    return Blocks::No;
  return Blocks::Probably;
}

LockTypes::Blocks LockTypes::guardBlocks(TypeId T, unsigned Depth) const {
  T = guardIn(T);
  const GuardModel *G = T == None ? nullptr : guardModel(T);
  if (!G || Depth > 4)
    return T != None && isOwnGuard(T) ? Blocks::Yes : Blocks::No;
  switch (G->Blocks) {
  case Blocking::Thread: return Blocks::Yes;
  case Blocking::Async:
  case Blocking::NoOp: return Blocks::No;
  case Blocking::ByMutex: break;
  }
  Blocks R = Blocks::No;
  bool Any = false;
  for (const TemplateArg &A : P.Facts.Types[T].Args)
    if (A.K == TemplateArg::Type) {
      Any = true;
      R = std::max(R, mutexBlocks(A.T, Depth + 1), [](Blocks X, Blocks Y) {
        auto Rank = [](Blocks B) { return B == Blocks::Yes ? 2 : B == Blocks::Probably ? 1 : 0; };
        return Rank(X) < Rank(Y);
      });
      if (!G->AllArgs)
        break;
    }
  // A guard class that is no template (QMutexLocker of old) is over the library's own mutex.
  return Any || P.str(P.Facts.Types[T].Name).contains("scoped_lock") ? R : Blocks::Yes;
}

TypeId LockTypes::typeOfPlace(const Place &Pl) const {
  if (!Pl.Path.empty())
    return None;
  switch (Pl.Root) {
  case Place::Local: return Fn.Locals[Pl.Index].Type;
  case Place::Parameter: return Fn.Params[Pl.Index].Type;
  case Place::Capture: return Fn.Captures[Pl.Index].Type;
  case Place::Value: return Pl.Index < Fn.Events.size() ? Fn.Events[Pl.Index].Type : None;
  default: return None;
  }
}

bool LockTypes::typeIsOneOf(const Operand &O, const std::vector<std::string> &Tags) const {
  return llvm::any_of(Tags, [&](const std::string &N) { return P.typeIs(P.typeOf(Fn, O), N); });
}

} // namespace corosafe

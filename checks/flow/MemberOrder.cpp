//===- MemberOrder.cpp --------------------------------------------------------===//

#include "MemberOrder.h"
#include "Contexts.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

namespace {

class Finder {
public:
  Finder(const Program &P, llvm::ArrayRef<ScopeTask> Tasks) : P(P) {
    for (const ScopeTask &T : Tasks)
      if (waitsAtItsEnd(T))
        Waiting.push_back(&T);
  }

  std::vector<LateMember> run() {
    std::vector<LateMember> Found;
    if (!Waiting.empty())
      for (FunctionId F = 0; F < P.functionCount(); ++F)
        leaveOutJoined(F);
    for (const ScopeTask *T : Waiting)
      if (!mayBeJoinedElsewhere(*T))
        if (std::optional<LateMember> L = judge(*T))
          Found.push_back(*L);
    return Found;
  }

private:
  const Program &P;
  std::vector<const ScopeTask *> Waiting;

  /// Its tasks go on while the destructor waits: on threads of theirs, or until they look whether they shall end. Others are
  /// destroyed or unwound where they wait.
  bool waitsAtItsEnd(const ScopeTask &T) const {
    bool Runs = !T.Model || T.Model->OnMissing == ScopeModel::Blocks || (T.Model->OnMissing == ScopeModel::SelfJoins && P.isStackful(T.Body));
    return Runs && T.Scope.Owner != None;
  }

  /// Joined, moved or passed on by somebody, who may be called before the object ends. Or the class waits for something of its own.
  void leaveOutJoined(FunctionId F) {
    const FunctionFacts &Fn = P.function(F);
    TypeId Class = P.classOf(F);
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (Class != None && E.Kind == EventKind::Call && E.Receiver.K == Operand::InPlace && E.Receiver.P.Root == Place::This)
        if (const FunctionModel *M = P.meaning(F, Id).Model; M && M->Blocks != BlockingStrength::NotBlocking)
          llvm::erase_if(Waiting, [&](const ScopeTask *T) { return T->Scope.Owner == Class && T->Body != F; });
      if (E.Kind == EventKind::Call && E.Callee != None)
        leaveOut(F, E.Receiver, [&](const ScopeTask &T) { return joins(T, P.str(P.Facts.Entities[E.Callee].Leaf)); });
      for (const Operand &A : E.Args)
        leaveOut(F, A, [&](const ScopeTask &T) { return A.Moved || A.AddressOf || E.Kind == EventKind::Return || !T.Model || !T.Model->Adds.empty(); });
    }
  }
  bool joins(const ScopeTask &T, llvm::StringRef Method) const {
    if (T.Model)
      return llvm::is_contained(T.Model->Joins, Method.str());
    const TypeModel *M = P.typeModel(memberOf(P, T.Scope.Owner, T.Scope.Field)->Type);
    return Method != "operator=" && !(M && M->Task && llvm::is_contained(M->Task->Observers, Method.str()));
  }
  template <class Pred> void leaveOut(FunctionId F, const Operand &O, Pred If) {
    llvm::SmallVector<SharedObject, 2> Room;
    if (const SharedObject *Scope = O.K == Operand::InPlace ? memberAt(P, F, O.P, Room) : nullptr)
      llvm::erase_if(Waiting, [&](const ScopeTask *T) { return sameObject(P, T->Scope, *Scope) && If(*T); });
  }

  /// A function of the class that is defined somewhere else.
  bool mayBeJoinedElsewhere(const ScopeTask &T) const {
    const TypeFacts *Class = P.type(T.Scope.Owner);
    return llvm::any_of(Class->Methods, [&](Symbol Method) {
      llvm::SmallVector<EntityId, 2> Named = P.methods(T.Scope.Owner, P.str(Method));
      bool Makes = P.str(Method).starts_with("operator") || P.str(Class->Name).ends_with(P.str(Method));
      return !Makes && !P.str(Method).starts_with("~") && llvm::none_of(Named, [&](EntityId M) { return P.bodyOf(M) != None; });
    });
  }

  std::optional<LateMember> judge(const ScopeTask &T) const {
    const std::vector<TypeFacts::Field> &Fields = P.type(T.Scope.Owner)->Fields;
    auto Scope = llvm::find_if(Fields, [&](const TypeFacts::Field &Fd) { return Fd.Name == T.Scope.Field; });
    for (auto Late = Scope; Late != Fields.end(); ++Late) {
      const TypeFacts *Ty = P.type(Late->Type);
      if (Late == Scope || Late->Reference || !Ty || Ty->TrivialDestructor || Ty->Kind != TypeFacts::Record || scopeOf(P, Late->Type))
        continue;
      SharedObject State;
      State.Field = Late->Name;
      State.Owner = T.Scope.Owner;
      if (MemberUse U = usedBy(P, T.Body, State, UseOf::Itself); U.At != None)
        return LateMember{&T, Late->Name, U};
    }
    return std::nullopt;
  }
};

} // namespace

std::vector<LateMember> findLateMembers(const Program &P, llvm::ArrayRef<ScopeTask> Tasks) { return Finder(P, Tasks).run(); }

} // namespace corosafe

//===- Lent.cpp -------------------------------------------------------------===//

#include "Lent.h"
#include "SharedObject.h"

namespace corosafe {

namespace {

constexpr unsigned MaxDepth = 6;

class Finder {
public:
  Finder(const Program &P, FunctionId F, llvm::function_ref<llvm::SmallVector<Place, 2>(uint32_t)> HeldBy)
      : P(P), Fn(P.function(F)), F(F), HeldBy(HeldBy) {}

  std::vector<Lent> Found;

  void awaited(const Operand &O, unsigned Depth = 0) {
    if (O.K != Operand::OfValue || Depth > MaxDepth || Fn.Events[O.V].Kind == EventKind::Suspend)
      return;
    const Event &E = Fn.Events[O.V];
    const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, O.V).Model : nullptr;
    if (M && M->Op && (M->Op->Does == Effect::Produce || M->Op->Does == Effect::ComposedProduce))
      for (const Operand &A : E.Args)
        view(A, false);
    if (M && M->Combines && M->Views)
      for (const Operand *Over : P.operands(Fn, E, *M->Views))
        view(*Over, true);
    awaited(E.Receiver, Depth + 1);
    for (const Operand &A : E.Args)
      awaited(A, Depth + 1);
  }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  llvm::function_ref<llvm::SmallVector<Place, 2>(uint32_t)> HeldBy;

  void view(const Operand &O, bool Walked, unsigned Depth = 0) {
    if (O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty()) {
      for (const Place &Pl : HeldBy(O.P.Index))
        Found.push_back({Pl, Walked});
      return;
    }
    if (std::optional<Place> Whole = O.K == Operand::InPlace && Walked ? P.placeOf(F, O) : std::nullopt) {
      Found.push_back({*Whole, Walked});
      return;
    }
    if (O.K != Operand::OfValue || Depth > MaxDepth)
      return;
    const Event &E = Fn.Events[O.V];
    if (E.Kind == EventKind::Construct)
      for (const Operand &A : E.Args) {
        if (A.K == Operand::InPlace && P.typeModel(E.Type) && P.typeModel(E.Type)->View && !isNumber(P, P.typeOf(Fn, A)))
          Found.push_back({P.normalize(F, A.P), Walked});
        else
          view(A, Walked, Depth + 1);
      }
    const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, O.V).Model : nullptr;
    if (!M || !M->Views)
      return;
    for (const Operand *V : P.operands(Fn, E, *M->Views)) {
      if (std::optional<Place> Pl = P.placeOf(F, *V); Pl && Pl->Root != Place::Value)
        Found.push_back({*Pl, Walked});
      else
        view(*V, Walked, Depth + 1);
    }
  }
};

} // namespace

std::vector<Lent> lentTo(const Program &P, FunctionId F, EventId Suspend,
                         llvm::function_ref<llvm::SmallVector<Place, 2>(uint32_t)> HeldBy) {
  Finder Over(P, F, HeldBy);
  for (const Operand &A : P.function(F).Events[Suspend].Args)
    Over.awaited(A);
  return std::move(Over.Found);
}

} // namespace corosafe

//===- Takes.cpp -------------------------------------------------------------===//

#include "Takes.h"
#include "Carried.h"
#include "Lookups.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

namespace {

constexpr unsigned MaxDepth = 8;

/// True for values whose loss is a loss: text, numbers, plain classes and containers of them. Not what runs, waits or
/// holds something open: dropping that is how it ends.
bool isData(const Program &P, TypeId T, unsigned Depth = 0) {
  T = P.strip(T);
  const TypeFacts *Ty = P.type(T);
  if (!Ty || Depth > MaxDepth)
    return false;
  if (Ty->Kind == TypeFacts::Builtin || Ty->Kind == TypeFacts::Enum)
    return P.str(Ty->Name) != "void";
  if (Ty->Kind != TypeFacts::Record || Ty->IsLambda || Ty->Awaitable || Ty->HasPromise || P.isCallable(T) || taskInfo(P, T))
    return false;
  if (const TypeModel *M = P.typeModel(T); M && (M->View || M->Token || M->Scope || M->Mutex || M->Guard || M->SelfNulling))
    return false;
  llvm::StringRef Name = P.str(Ty->Name);
  if (P.isPointerLike(T))
    return !Name.ends_with("weak_ptr") && !Name.ends_with("reference_wrapper") && isData(P, P.pointee(T), Depth + 1);
  if (const LibraryModel *L = P.Models.libraryOf(Name))
    return L->Name == "std" && !Name.contains("promise") && !Name.contains("thread") && !Name.contains("coroutine") &&
           llvm::all_of(Ty->Args, [&](const TemplateArg &A) { return A.K != TemplateArg::Type || isData(P, A.T, Depth + 1); });
  // A class that waits or has a destructor of its own is more than what it holds.
  if (Ty->InSystemHeader || P.destructorOf(T) != None ||
      llvm::any_of(P.membersOf(T), [&](FunctionId F) { return P.function(F).IsCoroutine; }))
    return false;
  return llvm::all_of(Ty->Fields, [&](const TypeFacts::Field &Fd) { return !Fd.Reference && isData(P, Fd.Type, Depth + 1); }) &&
         llvm::all_of(Ty->Bases, [&](TypeId B) { return isData(P, B, Depth + 1); });
}

/// A container, whose contents are what counts. Of a handle or number it is the object, which whoever took it closes or sets.
bool holdsData(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  return Ty && !Ty->Args.empty() && !P.isPointerLike(T) && isData(P, T);
}

/// Of one function.
class Finder {
public:
  Finder(const Program &P, FunctionId F, const std::vector<Summary> &Known) : P(P), Fn(P.function(F)), F(F), Known(Known) {}

  std::optional<TakenAtOnce> at(EventId Id) const {
    const Event &E = Fn.Events[Id];
    if (E.Kind == EventKind::Init)
      return movedOut(Id, E);
    if (E.Kind != EventKind::Call)
      return std::nullopt;
    const Meaning &M = P.meaning(F, Id);
    return M.Model ? byModel(Id, E, *M.Model) : M.Bodies.size() == 1 ? byHelper(Id, E, M.Bodies[0]) : std::nullopt;
  }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const std::vector<Summary> &Known;

  bool isOthers(const Place &Pl) const { return isVisibleOutside(Pl) && P.lifetime(F, Pl) != Lifetime::Frame; }
  bool isOwn(const Place &Pl) const { return isOwnLocal(Fn, Pl); }

  std::optional<TakenAtOnce> from(const Operand &O, EventId Id) const {
    std::optional<Place> Pl = P.placeOf(F, O);
    if (!Pl || !isOthers(*Pl))
      return std::nullopt;
    TakenAtOnce T;
    T.From = std::move(*Pl);
    if (Fn.Events[Id].Kind == EventKind::Call)
      T.By = P.calleeName(F, Id);
    return T;
  }

  /// `auto batch = std::move(pending_);`, `std::exchange(pending_, {})`
  std::optional<TakenAtOnce> movedOut(EventId Id, const Event &E) const {
    if (!E.HasTarget || !isOwn(E.Target) || E.Args.size() != 1)
      return std::nullopt;
    const Operand *O = &E.Args[0];
    EventId By = Id;
    if (O->K == Operand::OfValue) {
      By = O->V;
      const Event &Call = Fn.Events[By];
      const FunctionModel *M = Call.Kind == EventKind::Call ? P.meaning(F, By).Model : nullptr;
      if (!M || !M->PartOf || !llvm::is_contained(M->Invalidates, *M->PartOf))
        return std::nullopt;
      llvm::SmallVector<const Operand *, 4> On = P.operands(Fn, Call, *M->PartOf);
      if (On.size() != 1)
        return std::nullopt;
      O = On[0];
    } else if (O->K != Operand::InPlace || !O->Moved) {
      return std::nullopt;
    }
    if (!holdsData(P, Fn.Locals[E.Target.Index].Type))
      return std::nullopt;
    std::optional<TakenAtOnce> R = from(*O, By);
    if (R && containerOf(P, F, R->From))
      return std::nullopt; // An element, which still stands there.
    if (R)
      R->Locals.push_back(E.Target.Index);
    return R;
  }

  std::optional<TakenAtOnce> byModel(EventId Id, const Event &E, const FunctionModel &M) const {
    for (const Action &A : M.Acts) {
      if (A.Does == Act::Swaps)
        return swapped(Id, E, M);
      if (A.Does != Act::Takes)
        continue;
      for (const Operand *On : P.operands(Fn, E, A.On)) {
        std::optional<TakenAtOnce> R = from(*On, Id);
        if (!R)
          continue;
        R->Given = E.Discarded == Discard::No && isData(P, E.Type) && !isFlag(E.Type);
        for (const Operand &Arg : E.Args)
          if ((Arg.Pass == Passing::MutableRef || Arg.Pass == Passing::MutablePointer) && Arg.K == Operand::InPlace && isOwn(Arg.P) &&
              isData(P, Fn.Locals[Arg.P.Index].Type))
            R->Locals.push_back(Arg.P.Index);
        if (!R->Given && R->Locals.empty())
          for (uint32_t L : elementsReadBefore(P, F, Id, R->From))
            if (isData(P, Fn.Locals[L].Type))
              R->Locals.push_back(L);
        if (R->Given || !R->Locals.empty())
          return R;
      }
    }
    return std::nullopt;
  }

  /// `batch.swap(pending_);`
  std::optional<TakenAtOnce> swapped(EventId Id, const Event &E, const FunctionModel &M) const {
    const Operand *Mine = nullptr, *Theirs = nullptr;
    for (const Action &A : M.Acts)
      for (const Operand *O : A.Does == Act::Swaps ? P.operands(Fn, E, A.On) : llvm::SmallVector<const Operand *, 4>()) {
        std::optional<Place> Pl = P.placeOf(F, *O);
        (Pl && isOwn(*Pl) && P.lifetime(F, *Pl) == Lifetime::Frame ? Mine : Theirs) = O;
      }
    if (!Mine || !Theirs)
      return std::nullopt;
    uint32_t Local = P.placeOf(F, *Mine)->Index;
    std::optional<TakenAtOnce> R = holdsData(P, Fn.Locals[Local].Type) ? from(*Theirs, Id) : std::nullopt;
    if (R)
      R->Locals.push_back(Local);
    return R;
  }

  /// A function of the program that does not wait, and gives what it takes.
  std::optional<TakenAtOnce> byHelper(EventId Id, const Event &E, FunctionId Body) const {
    if (P.function(Body).IsCoroutine || E.Discarded != Discard::No)
      return std::nullopt;
    for (const DoneEffect &D : Known[Body].Effects)
      if (D.AtOnce && D.Returned && D.Dir == Direction::In)
        for (const Place &On : D.On)
          if (std::optional<Place> There = P.rebase(F, Id, Body, On); There && isOthers(P.normalize(F, *There))) {
            TakenAtOnce R;
            R.From = P.normalize(F, *There);
            R.By = P.calleeName(F, Id);
            R.Given = true;
            return R;
          }
    return std::nullopt;
  }

  bool isFlag(TypeId T) const {
    const TypeFacts *Ty = P.type(P.strip(T));
    return Ty && Ty->Kind == TypeFacts::Builtin && P.str(Ty->Name) == "bool";
  }
};

} // namespace

bool takesAll(const Program &P, FunctionId F, EventId Id, const Operand &O) {
  const Event &E = P.function(F).Events[Id];
  const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, Id).Model : nullptr;
  if (!M || !holdsData(P, P.typeOf(P.function(F), O)))
    return false;
  if (llvm::any_of(M->Acts, [](const Action &A) { return A.Does == Act::Swaps; })) {
    const std::vector<Summary> Nothing;
    std::optional<TakenAtOnce> T = Finder(P, F, Nothing).at(Id);
    return T && Carried(P, F, Id, false, T->Locals).isHandedOnFrom(Id); // Else it was only emptied.
  }
  return E.Discarded == Discard::No && M->PartOf && llvm::is_contained(M->Invalidates, *M->PartOf) &&
         llvm::is_contained(P.operands(P.function(F), E, *M->PartOf), &O);
}

std::optional<TakenAtOnce> takenAtOnce(const Program &P, FunctionId F, EventId Id, const std::vector<Summary> &Known) {
  return Finder(P, F, Known).at(Id);
}

} // namespace corosafe

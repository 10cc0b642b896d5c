//===- Annotations.cpp ------------------------------------------------------===//

#include "Annotations.h"
#include "llvm/ADT/StringSwitch.h"

namespace corosafe {

static std::optional<Act> actNamed(llvm::StringRef Word) {
  return llvm::StringSwitch<std::optional<Act>>(Word)
      .Case("closes", Act::Closes)
      .Case("observes", Act::Observes)
      .Case("stores", Act::Stores)
      .Case("consumes", Act::Consumes)
      .Case("logs", Act::Logs)
      .Default(std::nullopt);
}

static std::optional<Effect> effectNamed(llvm::StringRef Word) {
  return llvm::StringSwitch<std::optional<Effect>>(Word)
      .Case("wait", Effect::Wait)
      .Case("consume", Effect::Consume)
      .Case("produce", Effect::Produce)
      .Case("acquire", Effect::Acquire)
      .Case("composed-consume", Effect::ComposedConsume)
      .Case("composed-produce", Effect::ComposedProduce)
      .Default(std::nullopt);
}

static std::optional<CancelSafety> safetyNamed(llvm::StringRef Word) {
  return llvm::StringSwitch<std::optional<CancelSafety>>(Word)
      .Case("safe", CancelSafety::Safe)
      .Case("partial", CancelSafety::Partial)
      .Case("unsafe", CancelSafety::Unsafe)
      .Default(std::nullopt);
}

static std::optional<CombinatorKind> combinatorNamed(llvm::StringRef Word) {
  return llvm::StringSwitch<std::optional<CombinatorKind>>(Word)
      .Case("race", CombinatorKind::Race)
      .Case("timeout", CombinatorKind::Timeout)
      .Case("join", CombinatorKind::Join)
      .Default(std::nullopt);
}

/// What of a combinator's result tells the winner, guessed from the type it returns.
static WinnerTold winnerOf(const TuFacts &Facts, const EntityFacts &Entity, CombinatorKind Kind) {
  if (Kind == CombinatorKind::Timeout)
    return WinnerTold::OptionalResult;
  // A task of a variant, of an index, of a pair.
  TypeId T = Entity.ReturnType;
  for (unsigned Depth = 0; T != None && Depth < 4; ++Depth) {
    const TypeFacts &Ty = Facts.Types[T];
    llvm::StringRef Name = Facts.str(Ty.Name);
    if (Name.ends_with("variant"))
      return WinnerTold::VariantIndex;
    if (Name.ends_with("pair"))
      return WinnerTold::PairFirst;
    if (Name.ends_with("tuple"))
      return WinnerTold::Optionals;
    if (Ty.Kind == TypeFacts::Builtin && Name != "void")
      return WinnerTold::Index;
    T = !Ty.Args.empty() && Ty.Args[0].K == TemplateArg::Type ? Ty.Args[0].T : None;
  }
  return WinnerTold::NotTold;
}

std::optional<FunctionModel> annotatedModel(const TuFacts &Facts, const EntityFacts &Entity) {
  if (Entity.Annotations.empty())
    return std::nullopt;
  FunctionModel M;
  M.Name = Facts.str(Entity.Name).str();
  M.Source = "annotation";
  bool Any = false;
  auto TheOp = [&]() -> Operation & {
    if (!M.Op)
      M.Op.emplace();
    return *M.Op;
  };
  for (Symbol S : Entity.Annotations) {
    llvm::StringRef Text = Facts.str(S);
    if (Text == "clang::blocking" || Text == "corosafe::blocking") {
      M.Blocks = BlockingStrength::Strong;
      Any = true;
      continue;
    }
    std::optional<unsigned> Parameter;
    if (Text.consume_front("param:")) {
      unsigned N;
      if (Text.consumeInteger(10, N) || !Text.consume_front(":"))
        continue;
      Parameter = N;
    }
    if (!Text.consume_front("corosafe::"))
      continue;
    ArgRef On = Parameter ? ArgRef{ArgRef::Index, *Parameter} : ArgRef{ArgRef::Receiver, 0};
    if (std::optional<Act> A = actNamed(Text)) {
      M.Acts.push_back({Parameter || *A != Act::Logs ? On : ArgRef{ArgRef::All, 0}, *A});
      Any = true;
    } else if (Parameter && Text == "on") {
      TheOp().On.push_back(On);
      Any = true;
    } else if (Parameter) {
      continue;
    } else if (Text.consume_front("effect=")) {
      if (std::optional<Effect> E = effectNamed(Text)) {
        TheOp().Does = *E;
        Any = true;
      }
    } else if (Text.consume_front("safety=")) {
      if (std::optional<CancelSafety> C = safetyNamed(Text)) {
        TheOp().Safety = *C;
        Any = true;
      }
    } else if (Text == "not-cancellable") {
      TheOp().Cancellable = false;
      Any = true;
    } else if (std::optional<CombinatorKind> K = combinatorNamed(Text)) {
      if (!M.Combines)
        M.Combines.emplace();
      M.Combines->Kind = *K;
      M.Combines->Winner = winnerOf(Facts, Entity, *K);
      Any = true;
    } else if (Text == "results=returned") {
      if (!M.Combines)
        M.Combines.emplace();
      M.Combines->Results = LoserResult::Returned;
      Any = true;
    } else if (Text == "cancellable") {
      M.Cancellable = ArgRef{ArgRef::Result, 0};
      Any = true;
    } else if (Text == "shield") {
      M.Shields = ArgRef{ArgRef::Index, 0};
      Any = true;
    } else if (Text == "droppable") {
      M.ResultIsDroppable = true;
      Any = true;
    }
  }
  if (!Any)
    return std::nullopt;
  if (M.Op && M.Op->On.empty())
    M.Op->On.push_back(Entity.Class != None && !Entity.IsStatic ? ArgRef{ArgRef::Receiver, 0}
                                                                : ArgRef{ArgRef::Index, 0});
  // An effect without a word on its safety: one thing is taken or given whole, much is not.
  if (M.Op && M.Op->Safety == CancelSafety::Unknown && M.Op->Does != Effect::Unknown)
    M.Op->Safety = M.Op->Does == Effect::ComposedConsume || M.Op->Does == Effect::ComposedProduce
                       ? CancelSafety::Partial
                       : CancelSafety::Safe;
  return M;
}

std::optional<TypeModel> annotatedModel(const TuFacts &Facts, const TypeFacts &Type) {
  TypeModel M;
  M.Name = Facts.str(Type.Name).str();
  M.Source = "annotation";
  bool Any = false;
  for (Symbol S : Type.Annotations) {
    llvm::StringRef Text = Facts.str(S);
    if (!Text.consume_front("corosafe::"))
      continue;
    if (Text.consume_front("task=")) {
      M.Task.emplace();
      M.Task->Starts = Text == "lazy" ? TaskModel::Lazy : TaskModel::Eager;
      if (Text == "none")
        M.Task->OnDrop = TaskModel::Harmless;
      Any = true;
    } else if (Text.consume_front("mutex=")) {
      M.Mutex.emplace();
      M.Mutex->Blocks = Text == "thread" ? Blocking::Thread : Blocking::Async;
      M.Mutex->Acquire = {"lock", "lock_shared"};
      M.Mutex->TryAcquire = {"try_lock", "try_lock_shared"};
      M.Mutex->Release = {"unlock", "unlock_shared"};
      Any = true;
    }
  }
  return Any ? std::optional<TypeModel>(std::move(M)) : std::nullopt;
}

} // namespace corosafe

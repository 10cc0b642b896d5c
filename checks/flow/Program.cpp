//===- Program.cpp - The tables of a program -------------------------------===//

#include "Annotations.h"
#include "ProgramTables.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"
#include <array>

namespace corosafe {

Program::~Program() = default;

Program::Program(const TuFacts &Facts, const ModelStore &Models) : Facts(Facts), Models(Models) {
  Functions.reserve(Facts.Functions.size());
  for (const FunctionFacts &Fn : Facts.Functions)
    Functions.push_back(&Fn);
  index();
  if (Stackful = findStackful(*this); !Stackful.empty()) {
    for (const StackfulFunction &S : Stackful)
      Functions[S.Id] = &S.Facts;
    index();
  }
  TraitScan Scan(*this);
  orderFunctions(Scan);
  Traits = Scan.take();
}

const LibraryModel *Program::stackfulLibrary(FunctionId F) const {
  auto It = llvm::lower_bound(Stackful, F, [](const StackfulFunction &S, FunctionId F) { return S.Id < F; });
  return It != Stackful.end() && It->Id == F ? It->Library : nullptr;
}

FunctionId Program::idOf(const FunctionFacts &F) const {
  auto IsBefore = std::less<const FunctionFacts *>();
  const std::vector<FunctionFacts> &Written = Facts.Functions;
  if (!Written.empty() && !IsBefore(&F, Written.data()) && IsBefore(&F, Written.data() + Written.size()))
    return &F - Written.data();
  auto It = llvm::partition_point(Stackful, [&](const StackfulFunction &S) { return IsBefore(&S.Facts, &F); });
  return It != Stackful.end() && &It->Facts == &F ? It->Id : None;
}

/// A body that says nothing of what its function does: it is empty, gives a constant, throws or ends the program.
static bool saysNothing(const TuFacts &Facts, const FunctionFacts &Fn) {
  auto IsOwn = [](const Operand &O) { return O.K == Operand::InPlace && O.P.Root != Place::Global; };
  return llvm::all_of(Fn.Events, [&](const Event &E) {
    switch (E.Kind) {
    case EventKind::Destroy:
    case EventKind::Read:
      return true;
    case EventKind::Init:
      return E.HasTarget && E.Target.Root == Place::Global;
    case EventKind::Call:
      return E.Callee != None && Facts.Entities[E.Callee].IsNoReturn;
    case EventKind::Return:
    case EventKind::Throw:
    case EventKind::Construct:
      return llvm::none_of(E.Args, IsOwn);
    default:
      return false;
    }
  });
}

/// True of a function under a name that the models know, or of a class that they know.
static bool isNamedByModels(const Program &P, const FunctionFacts &Fn) {
  const EntityFacts &Entity = P.Facts.Entities[Fn.Entity];
  Symbol Class = Entity.Class == None ? 0 : P.Facts.Types[Entity.Class].Name;
  return (Class && P.Models.type(P.str(Class))) ||
         llvm::any_of(P.namesOf(Entity), [&](llvm::StringRef Name) { return !P.Models.functions(Name).empty(); });
}

/// True of a function that code brings in a library's place, so that it compiles without the library: in one of its
/// namespaces, and empty or under a name that the models know, though it stands in the main file.
static bool isStandIn(const Program &P, FunctionId F) {
  const FunctionFacts &Fn = P.function(F);
  bool Empty = saysNothing(P.Facts, Fn);
  if (!Fn.InMainFile && !Empty)
    return false;
  const EntityFacts &Entity = P.Facts.Entities[Fn.Entity];
  const LibraryModel *L = Entity.Name ? P.Models.libraryOf(P.str(Entity.Name)) : nullptr;
  return L && L->HeadersAreLibrary && (Empty || isNamedByModels(P, Fn));
}

/// True of a function of a coroutine type that the models know, or of its promise.
static bool isOfTask(const Program &P, const FunctionFacts &Fn) {
  TypeId Class = P.Facts.Entities[Fn.Entity].Class;
  if (Class == None || !P.Facts.Types[Class].Name)
    return false;
  llvm::StringRef Name = P.str(P.Facts.Types[Class].Name);
  return llvm::any_of(std::array{Name, Name.rsplit("::").first}, [&](llvm::StringRef Of) {
    const TypeModel *M = P.Models.type(Of);
    return M && M->Task;
  });
}

/// The library that a function of the main file stands in for by its name; null for none.
static const LibraryModel *stoodInByName(const Program &P, const FunctionFacts &Fn) {
  const EntityFacts &Entity = P.Facts.Entities[Fn.Entity];
  const LibraryModel *L = Fn.InMainFile && Fn.Name.valid() && Entity.Name ? P.Models.libraryOf(P.str(Entity.Name)) : nullptr;
  return L && L->HeadersAreLibrary && (isOfTask(P, Fn) || isNamedByModels(P, Fn)) ? L : nullptr;
}

/// A program's own `class CancelToken { bool is_cancelled() const; };`: by its name, and by what can be asked of it.
static std::optional<TokenModel> tokenByName(const TuFacts &Facts, const TypeFacts &T) {
  if (T.Kind != TypeFacts::Record || T.InSystemHeader || T.Methods.empty())
    return std::nullopt;
  llvm::StringRef Name = Facts.str(T.Name);
  if (!Name.ends_with_insensitive("token") && !Name.ends_with_insensitive("source"))
    return std::nullopt;
  std::string Words = wordsOf(Name.drop_front(Name.rfind("::") == llvm::StringRef::npos ? 0 : Name.rfind("::") + 2));
  auto Is = [&](llvm::StringRef What) {
    return llvm::any_of(std::array{"cancel ", "cancellation ", "stop "}, [&](llvm::StringRef Kind) { return Words == (Kind + What).str(); });
  };
  TokenModel R;
  R.IsSource = Is("source");
  if (!R.IsSource && !Is("token"))
    return std::nullopt;
  for (Symbol Method : T.Methods) {
    llvm::StringRef Leaf = Facts.str(Method);
    std::string Says = wordsOf(Leaf);
    if (llvm::any_of(std::array{"cancelled", "canceled", "requested", "stopped"}, [&](llvm::StringRef W) { return saysVerb(Says, W); }) ||
        behind(Says, "throw if"))
      R.Checks.push_back(Leaf.str());
  }
  return R.Checks.empty() ? std::nullopt : std::optional<TokenModel>(std::move(R));
}

/// The tables of the functions as they are analysed.
void Program::index() {
  C = std::make_unique<Cache>();
  FirstMeaning.clear();
  Stripped.resize(Facts.Types.size());
  for (TypeId T = 0; T < Facts.Types.size(); ++T) {
    TypeId Behind = T;
    while (Behind != None && (Facts.Types[Behind].Kind == TypeFacts::LvalueRef || Facts.Types[Behind].Kind == TypeFacts::RvalueRef))
      Behind = Facts.Types[Behind].Pointee;
    Stripped[T] = Behind;
  }
  // Each table of the facts is gone through once: a large program's do not stay at hand.
  Overriders.assign(Facts.Entities.size(), {});
  for (EntityId E = 0; E < Facts.Entities.size(); ++E) {
    const EntityFacts &Entity = Facts.Entities[E];
    for (EntityId Base : Entity.Overrides)
      Overriders[Base].push_back(E);
    if (Entity.Class != None) {
      C->Methods.push_back({Entity.Class, E});
      if (Entity.IsDestructor)
        C->Destructors[Entity.Class] = E;
    }
    if (std::optional<FunctionModel> M = annotatedModel(Facts, Entity))
      C->OwnFunctions[E] = std::make_unique<FunctionModel>(std::move(*M));
  }
  llvm::sort(C->Methods);
  BodyOf.assign(Facts.Entities.size(), None);
  C->LibraryCode.assign(Facts.Functions.size(), 0);
  llvm::SmallVector<FunctionId, 16> MayLock;
  size_t Events = 0, Locals = 0;
  for (FunctionId F = 0; F < Facts.Functions.size(); ++F) {
    const FunctionFacts &Fn = function(F);
    // What a model says of a library holds whatever stands in for it here.
    if (FunctionId &Slot = BodyOf[Fn.Entity]; Slot == None && !isStandIn(*this, F))
      Slot = F;
    // A main file that defines a library's coroutine type has what stands in for that library, as far as the last function
    // that the models know: what else is in the library's namespaces there belongs to it.
    if (const LibraryModel *L = stoodInByName(*this, Fn)) {
      Cache::StandIn &In = C->StandIns[{Fn.Name.File, L}];
      In.DefinesTask |= isOfTask(*this, Fn);
      In.End = std::max(In.End, Fn.Name.Begin);
    }
    if (const EntityFacts &Entity = Facts.Entities[Fn.Entity]; Entity.Class != None) {
      C->Members[Entity.Class].push_back(F);
      if (str(Entity.Leaf) == "lock")
        MayLock.push_back(F);
    }
    for (EventId E = 0; E < Fn.Events.size(); ++E) {
      const Event &Ev = Fn.Events[E];
      if (Ev.Kind == EventKind::Lambda && Ev.Callee != None && Facts.Entities[Ev.Callee].Class != None)
        C->LambdaSites.try_emplace(Facts.Entities[Ev.Callee].Class, CallSite{F, E});
    }
    FirstMeaning.push_back(Events);
    C->FirstLocal.push_back(Locals);
    Events += Fn.Events.size();
    Locals += Fn.Locals.size();
  }
  FirstMeaning.push_back(Events);
  Meanings.assign(Events, 0);
  MeaningRows.resize(1);
  C->InLibrary.resize(Facts.Entities.size());
  C->Last.resize(Facts.Entities.size());
  C->Sole.resize(Locals);
  C->SoleKnown.resize(Facts.Functions.size());
  C->Returns.resize(Facts.Functions.size());
  C->Loops.resize(Facts.Functions.size());
  TypeModels.assign(Facts.Types.size(), std::nullopt);
  C->LibraryOfType.resize(Facts.Types.size());
  for (const std::unique_ptr<LibraryModel> &L : Models.libraries())
    if (!L->PresentIf.empty() && llvm::none_of(Facts.Types, [&](const TypeFacts &T) {
          return T.Name && llvm::is_contained(L->PresentIf, Facts.str(T.Name));
        }))
      C->Absent.push_back(L->Name);
  for (TypeId T = 0; T < Facts.Types.size(); ++T)
    if (!Facts.Types[T].Annotations.empty())
      if (std::optional<TypeModel> M = annotatedModel(Facts, Facts.Types[T])) {
        C->OwnTypes.push_back(std::make_unique<TypeModel>(std::move(*M)));
        TypeModels[T] = C->OwnTypes.back().get();
      }
  for (TypeId T = 0; T < Facts.Types.size(); ++T)
    if (std::optional<TokenModel> Token = TypeModels[T] ? std::nullopt : tokenByName(Facts, Facts.Types[T]);
        Token && !Models.libraryOf(str(Facts.Types[T].Name))) {
      TypeModel M;
      M.Token = std::move(Token);
      C->OwnTypes.push_back(std::make_unique<TypeModel>(std::move(M)));
      TypeModels[T] = C->OwnTypes.back().get();
    }
  for (FunctionId F : MayLock)
    if (TypeId Class = Facts.Entities[Facts.Functions[F].Entity].Class; !TypeModels[Class] && spins(F)) {
      TypeModel M;
      M.Mutex = MutexModel{Blocking::Thread, {"lock", "lock_shared"}, {"try_lock", "try_lock_shared"}, {"unlock", "unlock_shared"}};
      C->OwnTypes.push_back(std::make_unique<TypeModel>(std::move(M)));
      TypeModels[Class] = C->OwnTypes.back().get();
    }
}

FunctionId Program::bodyOf(EntityId E) const { return E == None ? None : BodyOf[E]; }

PairNames &Program::pairNames() const {
  if (!C->Pairs)
    C->Pairs = std::make_unique<PairNames>(Facts, Models);
  return *C->Pairs;
}

std::optional<Symbol> Program::symbol(llvm::StringRef Text) const {
  if (!C->Symbols) {
    C->Symbols.emplace();
    for (Symbol S = 0; S < Facts.Strings.size(); ++S)
      C->Symbols->try_emplace(Facts.Strings[S], S);
  }
  auto It = C->Symbols->find(Text);
  return It == C->Symbols->end() ? std::nullopt : std::optional<Symbol>(It->second);
}

Program::CallSite Program::lambdaSite(FunctionId Body) const {
  TypeId Class = Facts.Entities[function(Body).Entity].Class;
  auto It = C->LambdaSites.find(Class);
  return Class == None || It == C->LambdaSites.end() ? CallSite{None, None} : It->second;
}

TypeId Program::classOf(FunctionId F) const {
  for (unsigned Depth = 0; Depth < 8 && F != None; ++Depth) {
    if (!function(F).IsLambda)
      return Facts.Entities[function(F).Entity].Class;
    F = lambdaSite(F).Caller;
  }
  return None;
}

bool Program::overridesModelled(EntityId E, bool FunctionModel::*Says) const {
  llvm::SmallVector<EntityId, 4> Bases(Facts.Entities[E].Overrides.begin(), Facts.Entities[E].Overrides.end());
  for (size_t I = 0; I < Bases.size() && I < 16; ++I) {
    const EntityFacts &Base = Facts.Entities[Bases[I]];
    if (llvm::any_of(Models.functions(str(Base.Name)), [&](const FunctionModel *M) { return M->*Says; }))
      return true;
    Bases.append(Base.Overrides.begin(), Base.Overrides.end());
  }
  return false;
}

bool Program::isLibraryCode(FunctionId F) const {
  uint8_t Unknown = 0, &Slot = F < C->LibraryCode.size() ? C->LibraryCode[F] : Unknown;
  if (!Slot) {
    const FunctionFacts &Fn = function(F);
    const LibraryModel *L = Models.libraryOf(str(Facts.Entities[Fn.Entity].Name));
    bool Library = L && L->HeadersAreLibrary;
    if (Fn.InMainFile) {
      auto In = C->StandIns.find({Fn.Name.File, L});
      Library = isStandIn(*this, F) || (In != C->StandIns.end() && In->second.DefinesTask && Fn.Name.Begin < In->second.End);
    }
    Slot = 1 + Library;
  }
  return Slot == 2;
}

llvm::ArrayRef<Program::CallSite> Program::callers(FunctionId F) const {
  return llvm::ArrayRef(C->CallSites).slice(C->FirstCaller[F], C->FirstCaller[F + 1] - C->FirstCaller[F]);
}

llvm::ArrayRef<FunctionId> Program::membersOf(TypeId Class) const {
  auto It = C->Members.find(Class);
  return Class == None || It == C->Members.end() ? llvm::ArrayRef<FunctionId>() : llvm::ArrayRef(It->second);
}

} // namespace corosafe

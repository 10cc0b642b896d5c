//===- Program.cpp ----------------------------------------------------------===//

#include "Program.h"
#include "Words.h"
#include "Writers.h"
#include "Annotations.h"
#include "Callables.h"
#include "Loops.h"
#include "PairNames.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include <algorithm>
#include <deque>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace corosafe {

namespace {
constexpr unsigned MaxDepth = 12;

} // namespace

/// What is known of a callee, called on an object of some class.
struct Program::KnownCallee {
  std::vector<const FunctionModel *> Candidates; ///< In the order in which they are to be tried.
  const Meaning *Always = nullptr;               ///< What every such call means; null if that depends on the call.
};

struct Program::Cache {
  struct SameMeaning {
    size_t operator()(const Meaning *M) const {
      return llvm::hash_combine(M->Model, M->InLibrary, llvm::hash_combine_range(M->Bodies.begin(), M->Bodies.end()));
    }
    bool operator()(const Meaning *A, const Meaning *B) const {
      return A->Model == B->Model && A->InLibrary == B->InLibrary && A->Bodies == B->Bodies;
    }
  };
  std::unordered_set<const Meaning *, SameMeaning, SameMeaning> Distinct;
  std::deque<Meaning> MeaningRows;
  /// What a local is given, when it is given one thing only; null for none or several.
  /// By local of the whole program: function F's begin at FirstLocal[F].
  std::vector<const Operand *> Sole;
  std::vector<size_t> FirstLocal;
  std::vector<bool> SoleKnown; ///< By function.
  /// By event, from First[E] up to First[E + 1].
  struct Takers {
    std::vector<uint32_t> First;
    std::vector<EventId> Events;
  };
  llvm::DenseMap<FunctionId, std::unique_ptr<Takers>> TakersOf; ///< Of functions that were asked about.
  enum class Back : uint8_t { Unknown, Comes, Never };
  llvm::DenseMap<EntityId, bool> Closers;
  std::vector<Back> Returns; ///< By function: whether control comes back from it.
  std::vector<std::optional<bool>> Loops; ///< By function.
  std::vector<std::optional<const LibraryModel *>> LibraryOfType; ///< By type, as far as they were asked for.
  /// Models that the code's own annotations give.
  std::vector<std::unique_ptr<TypeModel>> OwnTypes;
  llvm::DenseMap<EntityId, std::unique_ptr<FunctionModel>> OwnFunctions;
  std::vector<CallSite> CallSites; ///< Of function F: from FirstCaller[F] up to FirstCaller[F + 1].
  std::vector<uint32_t> FirstCaller;
  std::vector<std::pair<TypeId, EntityId>> Methods; ///< Sorted.
  llvm::DenseMap<TypeId, std::vector<FunctionId>> Members; ///< By class.
  std::unordered_map<uint64_t, KnownCallee> Callees; ///< By entity and class.
  struct LastCall {
    TypeId On = None;
    KnownCallee *Callee = nullptr;
    const Meaning *Always = nullptr; ///< The callee's.
  };
  std::vector<LastCall> Last; ///< By entity: what is known of its last call.
  std::vector<uint8_t> InLibrary; ///< By entity: 0 not looked up yet, 1 no, 2 yes.
  std::vector<std::string> Absent; ///< Libraries in the global namespace that this program does not use.
  std::optional<llvm::StringSet<>> TypeNames;     ///< Made when one is asked for.
  std::optional<llvm::StringMap<Symbol>> Symbols; ///< Made when one is asked for.
  std::unique_ptr<Callables> Stored; ///< Made when one is called.
  std::unique_ptr<PairNames> Pairs;  ///< Made when one is asked for.
  std::optional<llvm::StringMap<std::vector<TypeId>>> Signals; ///< By the library's name. Made when they are asked for.
  llvm::DenseMap<TypeId, EntityId> Destructors; ///< By class.
  llvm::DenseMap<TypeId, CallSite> LambdaSites; ///< By closure class.
};

Program::~Program() = default;

Program::Program(const TuFacts &Facts, const ModelStore &Models)
    : Facts(Facts), Models(Models), C(std::make_unique<Cache>()) {
  Stripped.resize(Facts.Types.size());
  for (TypeId T = 0; T < Facts.Types.size(); ++T) {
    TypeId Behind = T;
    while (Behind != None && (Facts.Types[Behind].Kind == TypeFacts::LvalueRef || Facts.Types[Behind].Kind == TypeFacts::RvalueRef))
      Behind = Facts.Types[Behind].Pointee;
    Stripped[T] = Behind;
  }
  // Each table of the facts is gone through once: a large program's do not stay at hand.
  Overriders.resize(Facts.Entities.size());
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
  llvm::SmallVector<FunctionId, 16> MayLock;
  size_t Events = 0, Locals = 0;
  for (FunctionId F = 0; F < Facts.Functions.size(); ++F) {
    const FunctionFacts &Fn = Facts.Functions[F];
    if (FunctionId &Slot = BodyOf[Fn.Entity]; Slot == None)
      Slot = F;
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
  Meanings.resize(Events);
  C->InLibrary.resize(Facts.Entities.size());
  C->Last.resize(Facts.Entities.size());
  C->Sole.resize(Locals);
  C->SoleKnown.resize(Facts.Functions.size());
  C->Returns.resize(Facts.Functions.size());
  C->Loops.resize(Facts.Functions.size());
  TypeModels.resize(Facts.Types.size());
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
  for (FunctionId F : MayLock)
    if (TypeId Class = Facts.Entities[Facts.Functions[F].Entity].Class; !TypeModels[Class] && spins(F)) {
      TypeModel M;
      M.Mutex = MutexModel{Blocking::Thread, {"lock", "lock_shared"}, {"try_lock", "try_lock_shared"}, {"unlock", "unlock_shared"}};
      C->OwnTypes.push_back(std::make_unique<TypeModel>(std::move(M)));
      TypeModels[Class] = C->OwnTypes.back().get();
    }
  TraitScan Scan(*this);
  orderFunctions(Scan);
  Traits = Scan.take();
}

bool Program::mayLoop(FunctionId F) const {
  std::optional<bool> &Slot = C->Loops[F];
  if (!Slot)
    Slot = corosafe::mayLoop(function(F));
  return *Slot;
}

/// A loop that tries to take a flag.
bool Program::spins(FunctionId F) const {
  const FunctionFacts &Fn = Facts.Functions[F];
  for (BlockId B = 0; B < Fn.Blocks.size(); ++B) {
    bool Claims = llvm::any_of(Fn.Blocks[B].Events, [&](EventId E) {
      const FunctionModel *M = Fn.Events[E].Kind == EventKind::Call ? meaning(F, E).Model : nullptr;
      return M && llvm::any_of(M->Acts, [](const Action &A) { return A.Does == Act::Claims; });
    });
    if (!Claims)
      continue;
    std::vector<bool> Seen(Fn.Blocks.size());
    llvm::SmallVector<BlockId, 8> Work{B};
    while (!Work.empty())
      for (const Edge &Next : Fn.Blocks[Work.pop_back_val()].Succs) {
        if (Next.To == B)
          return true;
        if (Next.To != None && !Seen[Next.To]) {
          Seen[Next.To] = true;
          Work.push_back(Next.To);
        }
      }
  }
  return false;
}

FunctionId Program::bodyOf(EntityId E) const { return E == None ? None : BodyOf[E]; }

/// True if an entry is not for every call of that name.
static bool asksAnything(const Match &M) {
  return M.MinArgs || M.MaxArgs || !M.Args.empty() || !M.TemplateArgs.empty() || !M.ReturnTypes.empty();
}

const Meaning &Program::findMeaning(FunctionId F, EventId E) const {
  const Meaning *&Slot = Meanings[FirstMeaning[F] + E];
  const Event &Ev = function(F).Events[E];
  auto Intern = [&](Meaning M) {
    auto It = C->Distinct.find(&M);
    return It == C->Distinct.end() ? *C->Distinct.insert(&C->MeaningRows.emplace_back(std::move(M))).first : *It;
  };
  if (Ev.Callee == None || Ev.Indirect || isGlobalObject(Ev))
    return *(Slot = Intern(computeMeaning(F, Ev)));
  TypeId Receiver = Ev.Receiver.K == Operand::Nothing ? None : typeOf(function(F), Ev.Receiver);
  Cache::LastCall &Last = C->Last[Ev.Callee];
  if (Last.Always && Last.On == Receiver)
    return *(Slot = Last.Always);
  KnownCallee &Known = knownCallee(Ev.Callee, Receiver);
  if (!Known.Always) {
    Slot = Intern(computeMeaning(F, Ev));
    bool Depends = false;
    for (const FunctionModel *M : Known.Candidates) {
      if (llvm::is_contained(C->Absent, M->Library))
        continue;
      Depends = asksAnything(M->When);
      if (Depends || M == Slot->Model)
        break;
    }
    if (!Depends || C->OwnFunctions.count(Ev.Callee)) {
      Known.Always = Slot;
      Last = {Receiver, &Known, Slot};
    }
    return *Slot;
  }
  return *(Slot = Known.Always);
}

Meaning Program::computeMeaning(FunctionId F, const Event &E) const {
  Meaning M;
  if (E.Indirect && E.Kind == EventKind::Call && E.Receiver.K != Operand::Nothing &&
      (E.Callee == None || bodyOf(E.Callee) == None)) {
    if (!C->Stored)
      C->Stored = std::make_unique<Callables>(*this);
    M.Bodies = C->Stored->targets(F, E.Receiver);
  }
  if (E.Callee == None)
    return M;
  // What runs says more than that something is run.
  if (!M.Bodies.empty()) {
    const FunctionModel *Known = match(function(F), E);
    if (Known && llvm::any_of(Known->Acts, [](const Action &A) { return A.Does != Act::Invokes; }))
      M.Model = Known;
    return M;
  }
  llvm::SmallVector<EntityId, 8> Work{E.Callee};
  for (unsigned I = 0; I < Work.size() && I < 64; ++I) {
    if (FunctionId B = BodyOf[Work[I]]; B != None)
      M.Bodies.push_back(B);
    if (Facts.Entities[Work[I]].IsVirtual)
      for (EntityId O : Overriders[Work[I]])
        if (!llvm::is_contained(Work, O))
          Work.push_back(O);
  }
  M.Model = match(function(F), E);
  uint8_t &InLibrary = C->InLibrary[E.Callee];
  if (!InLibrary)
    InLibrary = Models.libraryOf(str(Facts.Entities[E.Callee].Name)) ? 2 : 1;
  M.InLibrary = InLibrary == 2;
  return M;
}

const TypeModel *Program::lookUpType(llvm::StringRef Name) const {
  const TypeModel *M = Models.type(Name);
  return M && llvm::is_contained(C->Absent, M->Library) ? nullptr : M;
}

const TypeModel *Program::findTypeModel(TypeId T) const {
  std::optional<const TypeModel *> &Slot = TypeModels[T];
  Slot = nullptr;
  const TypeFacts &Ty = Facts.Types[T];
  // An alias is more telling than the class behind it (a library's Task is often an alias of a detail class).
  for (Symbol A : Ty.Aliases)
    if (const TypeModel *M = lookUpType(str(A)))
      return *(Slot = M);
  if (const TypeModel *M = lookUpType(str(Ty.Name)))
    return *(Slot = M);
  for (TypeId B : Ty.Bases)
    if (const TypeModel *M = typeModel(B))
      return *(TypeModels[T] = M);
  // A library may know a type by what it declares inside, whatever its name.
  for (Symbol N : Ty.NestedTypes)
    if (const TypeModel *M = Models.typeDeclaring(str(N)))
      return *(TypeModels[T] = M);
  return nullptr;
}

const LibraryModel *Program::libraryOf(TypeId T) const {
  T = strip(T);
  if (T == None)
    return nullptr;
  std::optional<const LibraryModel *> &Slot = C->LibraryOfType[T];
  if (Slot)
    return *Slot;
  Slot = nullptr;
  if (const TypeModel *M = typeModel(T); M && !M->Library.empty())
    Slot = Models.libraryNamed(M->Library);
  else if (Facts.Types[T].Kind == TypeFacts::Record)
    Slot = Models.libraryOf(str(Facts.Types[T].Name));
  return *Slot;
}

bool Program::typeIs(TypeId T, llvm::StringRef Name) const {
  T = strip(T);
  if (T == None)
    return false;
  const TypeFacts &Ty = Facts.Types[T];
  auto Same = [&](Symbol S) { return S && Models.isNamed(str(S), Name); };
  return Same(Ty.Name) || llvm::any_of(Ty.Aliases, Same) ||
         llvm::any_of(Ty.Bases, [&](TypeId B) { return typeIs(B, Name); });
}

TypeId Program::pointee(TypeId T) const {
  T = strip(T);
  if (T == None)
    return None;
  const TypeFacts &Ty = Facts.Types[T];
  if (Ty.Kind == TypeFacts::Pointer)
    return Ty.Pointee;
  if (isPointerLike(T) && !Ty.Args.empty() && Ty.Args[0].K == TemplateArg::Type)
    return Ty.Args[0].T;
  return None;
}

static bool isSharedPointerName(llvm::StringRef N) {
  return N.ends_with("::shared_ptr") || N.ends_with("::weak_ptr") || N.ends_with("::intrusive_ptr");
}

bool Program::isPointerLike(TypeId T) const {
  T = strip(T);
  if (T == None)
    return false;
  const TypeFacts &Ty = Facts.Types[T];
  if (Ty.Kind == TypeFacts::Pointer)
    return true;
  llvm::StringRef N = str(Ty.Name);
  return isSharedPointerName(N) || N.ends_with("::unique_ptr") || N.ends_with("::reference_wrapper") ||
         N.ends_with("Ptr") || N.ends_with("_ptr");
}

bool Program::isCallable(TypeId T) const {
  const TypeFacts *Ty = type(strip(T));
  if (!Ty)
    return false;
  if (Ty->IsLambda || Ty->Kind == TypeFacts::FunctionType || str(Ty->Name) == "std::function" ||
      str(Ty->Name) == "std::move_only_function")
    return true;
  if (Ty->Kind == TypeFacts::Pointer && Ty->Pointee != None && Facts.Types[Ty->Pointee].Kind == TypeFacts::FunctionType)
    return true;
  return llvm::any_of(Ty->Methods, [&](Symbol S) { return str(S) == "operator()"; });
}

llvm::SmallVector<const Operand *, 4> Program::operands(const FunctionFacts &F, const Event &E, ArgRef Ref) const {
  llvm::SmallVector<const Operand *, 4> R;
  switch (Ref.K) {
  case ArgRef::Receiver:
    if (E.Receiver.K != Operand::Nothing)
      R.push_back(&E.Receiver);
    break;
  case ArgRef::Index:
    if (Ref.N < E.Args.size())
      R.push_back(&E.Args[Ref.N]);
    break;
  case ArgRef::Last:
    if (!E.Args.empty())
      R.push_back(&E.Args.back());
    break;
  case ArgRef::All:
    for (const Operand &O : E.Args)
      R.push_back(&O);
    break;
  case ArgRef::From:
    for (size_t I = Ref.N; I < E.Args.size(); ++I)
      R.push_back(&E.Args[I]);
    break;
  case ArgRef::ReceiverArgs: {
    const Operand *O = &E.Receiver;
    FunctionId Id = &F - Facts.Functions.data();
    for (unsigned Depth = 0; Depth < MaxDepth && O; ++Depth) {
      if (O->K == Operand::OfValue) {
        const Event &Made = F.Events[O->V];
        for (const Operand &A : Made.Args)
          R.push_back(&A);
        break;
      }
      if (O->K != Operand::InPlace || O->P.Root != Place::Local || !O->P.Path.empty())
        break;
      O = soleValue(Id, O->P.Index);
    }
    break;
  }
  case ArgRef::Result:
    break;
  }
  return R;
}

/// A constant zero, or a duration made from nothing else: milliseconds(0), seconds::zero(), 0s.
bool Program::isZero(const FunctionFacts &F, const Operand &O, unsigned Depth) const {
  if (O.K == Operand::Constant)
    return O.C == 0;
  FunctionId Id = &F - Facts.Functions.data();
  if (O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty() && Depth < MaxDepth && Id < functionCount())
    if (const Operand *Def = soleValue(Id, O.P.Index))
      return isZero(F, *Def, Depth + 1);
  if (O.K != Operand::OfValue || Depth > MaxDepth)
    return false;
  const Event &E = F.Events[O.V];
  if (E.Kind == EventKind::Construct)
    return E.Args.size() == 1 && isZero(F, E.Args[0], Depth + 1);
  if (E.Kind != EventKind::Call || E.Callee == None)
    return false;
  const EntityFacts &C = Facts.Entities[E.Callee];
  if (str(C.Leaf) == "zero")
    return E.Args.empty();
  if (E.Args.size() == 1 && str(C.Leaf).starts_with("operator\"\""))
    return isZero(F, E.Args[0], Depth + 1);
  return str(C.Leaf).starts_with("operator\"\"") && !C.TemplateArgs.empty() &&
         llvm::all_of(C.TemplateArgs, [](const TemplateArg &A) { return A.K == TemplateArg::Integer && A.I == '0'; });
}

/// What a variable was declared as, where an operand is one: a method of a base sees only the base.
static TypeId declaredAs(const FunctionFacts &F, const Operand &O) {
  if (O.K != Operand::InPlace || !O.P.Path.empty())
    return None;
  switch (O.P.Root) {
  case Place::Local: return F.Locals[O.P.Index].Type;
  case Place::Parameter: return F.Params[O.P.Index].Type;
  case Place::Capture: return F.Captures[O.P.Index].Type;
  default: return None;
  }
}

bool Program::holds(const Match &M, const FunctionFacts &F, const Event &E) const {
  if (M.MinArgs && E.Args.size() < *M.MinArgs)
    return false;
  if (M.MaxArgs && E.Args.size() > *M.MaxArgs)
    return false;
  auto Fits = [&](const Operand &O, const std::string &Name) {
    TypeId T = typeOf(F, O);
    if (Name == "*callable*")
      return isCallable(T) || O.K == Operand::Function;
    if (Name == "*pointer*")
      return isPointerLike(T) || O.AddressOf;
    if (Name == "*integer*")
      return O.K == Operand::Constant || (type(T) && type(T)->Kind == TypeFacts::Builtin);
    if (Name == "*lvalue*")
      return O.Lvalue && !O.Moved;
    if (Name == "*rvalue*")
      return !O.Lvalue || O.Moved;
    if (Name == "*zero*")
      return isZero(F, O);
    if (llvm::StringRef Bits = Name; Bits.consume_front("*bits:")) {
      int64_t Mask = 0;
      return O.K == Operand::Constant && !Bits.consumeInteger(10, Mask) && (O.C & Mask) == Mask;
    }
    return typeIs(T, Name) || typeIs(declaredAs(F, O), Name);
  };
  for (const Match::ArgIs &A : M.Args) {
    bool Any = false;
    for (const Operand *O : operands(F, E, A.Arg))
      Any |= llvm::any_of(A.Types, [&](const std::string &N) { return Fits(*O, N); });
    if (Any == A.Not)
      return false;
  }
  const EntityFacts &Callee = Facts.Entities[E.Callee];
  const std::vector<TemplateArg> *TArgs = &Callee.TemplateArgs;
  if (TArgs->empty())
    if (const TypeFacts *T = type(E.Receiver.K != Operand::Nothing ? typeOf(F, E.Receiver) : strip(E.Type)))
      TArgs = &T->Args;
  for (const Match::TemplateArgIs &A : M.TemplateArgs) {
    if (A.N >= TArgs->size())
      return false;
    const TemplateArg &T = (*TArgs)[A.N];
    bool Any = llvm::any_of(A.Names, [&](const std::string &N) {
      if (T.K == TemplateArg::Type)
        return typeIs(T.T, N);
      if (T.Name && Models.isNamed(str(T.Name), N))
        return true;
      return T.K == TemplateArg::Integer && std::to_string(T.I) == N;
    });
    if (!Any)
      return false;
  }
  if (!M.ReturnTypes.empty() &&
      llvm::none_of(M.ReturnTypes, [&](const std::string &N) { return typeIs(E.Type, N); }))
    return false;
  return true;
}

const FunctionModel *Program::match(const FunctionFacts &F, const Event &E) const {
  const EntityFacts &Callee = Facts.Entities[E.Callee];
  if (auto It = C->OwnFunctions.find(E.Callee); It != C->OwnFunctions.end())
    return It->second.get();
  auto First = [&](llvm::ArrayRef<const FunctionModel *> Of) -> const FunctionModel * {
    for (const FunctionModel *M : Of)
      if (!llvm::is_contained(C->Absent, M->Library) && holds(M->When, F, E))
        return M;
    return nullptr;
  };
  // A function object is known by the variable that is called.
  if (isGlobalObject(E) && str(Callee.Leaf) == "operator()") {
    if (const FunctionModel *M = Callee.Name ? First(Models.functions(str(Callee.Name))) : nullptr)
      return M;
    if (const FunctionModel *M = First(Models.functions(str(Facts.Globals[E.Receiver.P.Index].Name))))
      return M;
  }
  return First(knownCallee(E.Callee, E.Receiver.K == Operand::Nothing ? None : typeOf(F, E.Receiver)).Candidates);
}

/// A variable of namespace scope, itself: what is called on it may be known by its name.
bool Program::isGlobalObject(const Event &E) {
  return E.Receiver.K == Operand::InPlace && E.Receiver.P.Root == Place::Global && E.Receiver.P.Path.empty();
}

/// With all entries that may fit the callee by its name.
Program::KnownCallee &Program::knownCallee(EntityId Id, TypeId Receiver) const {
  Cache::LastCall &Last = C->Last[Id];
  if (Last.Callee && Last.On == Receiver)
    return *Last.Callee;
  auto [It, New] = C->Callees.try_emplace(uint64_t(Id) << 32 | Receiver);
  Last = {Receiver, &It->second, It->second.Always};
  if (!New)
    return It->second;
  std::vector<const FunctionModel *> &R = It->second.Candidates;
  const EntityFacts &Callee = Facts.Entities[Id];
  auto Add = [&](llvm::StringRef Name) { llvm::append_range(R, Models.functions(Name)); };
  if (Callee.Name)
    Add(str(Callee.Name));
  llvm::StringRef Leaf = str(Callee.Leaf);
  // A method is also known under the class it is called on, its aliases, and every base.
  llvm::SmallVector<TypeId, 8> Work;
  if (Receiver != None)
    Work.push_back(Receiver);
  if (Callee.Class != None)
    Work.push_back(Callee.Class);
  for (unsigned I = 0; I < Work.size() && I < 64; ++I) {
    if (Work[I] == None)
      continue;
    const TypeFacts &T = Facts.Types[Work[I]];
    if (T.Kind == TypeFacts::Pointer) {
      Work.push_back(T.Pointee);
      continue;
    }
    for (Symbol A : T.Aliases)
      Add((str(A) + "::" + Leaf).str());
    if (T.Name)
      Add((str(T.Name) + "::" + Leaf).str());
    for (TypeId B : T.Bases)
      if (!llvm::is_contained(Work, B))
        Work.push_back(B);
  }
  return It->second;
}

PairNames &Program::pairNames() const {
  if (!C->Pairs)
    C->Pairs = std::make_unique<PairNames>(Facts, Models);
  return *C->Pairs;
}

llvm::ArrayRef<TypeId> Program::signalTypes(const LibraryModel &Of) const {
  if (!C->Signals) {
    C->Signals.emplace();
    for (TypeId T = 0; T < Facts.Types.size(); ++T)
      if (const TypeModel *M = typeModel(T); M && M->CancelSignal)
        (*C->Signals)[M->Library].push_back(T);
  }
  auto It = C->Signals->find(Of.Name);
  return It == C->Signals->end() ? llvm::ArrayRef<TypeId>() : llvm::ArrayRef(It->second);
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

bool Program::namesType(llvm::StringRef Name) const {
  if (!C->TypeNames) {
    C->TypeNames.emplace();
    for (const TypeFacts &T : Facts.Types)
      if (T.Name)
        C->TypeNames->insert(Models.canonical(str(T.Name)));
  }
  return C->TypeNames->contains(Models.canonical(Name));
}

llvm::SmallVector<EntityId, 2> Program::methods(TypeId T, llvm::StringRef Leaf) const {
  llvm::SmallVector<EntityId, 2> R;
  for (auto It = llvm::lower_bound(C->Methods, std::pair<TypeId, EntityId>(T, 0)); It != C->Methods.end() && It->first == T; ++It)
    if (str(Facts.Entities[It->second].Leaf) == Leaf)
      R.push_back(It->second);
  return R;
}

bool Program::neverReturns(FunctionId F) const {
  using Back = Cache::Back;
  if (Back Known = C->Returns[F]; Known != Back::Unknown)
    return Known == Back::Never;
  const FunctionFacts &Fn = Facts.Functions[F];
  llvm::SmallVector<BlockId, 16> Work;
  std::vector<bool> Seen(Fn.Blocks.size());
  bool Comes = Fn.IsCoroutine || Fn.Blocks.empty() || Fn.Entry == None;
  if (!Comes)
    Work.push_back(Fn.Entry);
  while (!Work.empty() && !Comes) {
    BlockId B = Work.pop_back_val();
    if (Seen[B])
      continue;
    Seen[B] = true;
    Comes = B == Fn.Exit;
    for (const Edge &Next : Fn.Blocks[B].Succs)
      if (Next.To != None)
        Work.push_back(Next.To);
    // A handler begins where an exception is raised, wherever that is.
    for (EventId E : Fn.Blocks[B].Events)
      for (RegionId R = Fn.Events[E].Region; R != None; R = Fn.Regions[R].Parent)
        for (const Region::Handler &H : Fn.Regions[R].Handlers)
          if (H.To != None)
            Work.push_back(H.To);
  }
  C->Returns[F] = Comes ? Back::Comes : Back::Never;
  return !Comes;
}

bool Program::neverReturn(llvm::ArrayRef<FunctionId> Bodies) const {
  return llvm::all_of(Bodies, [&](FunctionId B) { return neverReturns(B); });
}

bool Program::isStackfulCall(FunctionId F, EventId Call) const {
  const FunctionFacts &Fn = Facts.Functions[F];
  const Event &E = Fn.Events[Call];
  const Meaning &M = meaning(F, Call);
  if (M.Model && M.Model->Op && M.Model->Op->Stackful)
    return true;
  // Where the body is seen, that says what it does with it.
  return (M.Model || M.Bodies.empty()) && llvm::any_of(E.Args, [&](const Operand &A) {
    const TypeModel *T = A.K == Operand::Nothing ? nullptr : typeModel(typeOf(Fn, A));
    return T && T->Stackful;
  });
}

bool Program::suspendsCaller(FunctionId F, EventId Call) const {
  constexpr size_t MaxFunctions = 512;
  if (!Traits.Stackful)
    return false;
  if (isStackfulCall(F, Call))
    return true;
  llvm::SmallVector<FunctionId, 16> Work;
  std::set<FunctionId> Seen;
  auto Reach = [&](FunctionId Caller, EventId E) {
    for (FunctionId B : meaning(Caller, E).Bodies)
      if (!Facts.Functions[B].IsCoroutine && Seen.insert(B).second)
        Work.push_back(B);
  };
  Reach(F, Call);
  while (!Work.empty() && Seen.size() < MaxFunctions) {
    FunctionId B = Work.pop_back_val();
    if (has(B, Trait::Stackful))
      return true;
    for (EventId E = 0; has(B, Trait::Blocks) && E < Facts.Functions[B].Events.size(); ++E)
      if (Facts.Functions[B].Events[E].Kind == EventKind::Call)
        Reach(B, E);
  }
  return false;
}

bool Program::closesByName(EntityId E) const {
  auto [It, New] = C->Closers.try_emplace(E);
  if (New) {
    std::string Words = wordsOf(str(Facts.Entities[E].Leaf));
    It->second = llvm::any_of(Models.libraries(), [&](const std::unique_ptr<LibraryModel> &L) {
      return llvm::any_of(L->Closers, [&](llvm::StringRef Verb) { return saysVerb(Words, Verb); });
    });
  }
  return It->second;
}

FunctionId Program::destructorOf(TypeId T) const {
  auto It = C->Destructors.find(strip(T));
  return It == C->Destructors.end() ? None : bodyOf(It->second);
}

llvm::SmallVector<FunctionId, 2> Program::closuresIn(TypeId T) const {
  llvm::SmallVector<FunctionId, 2> R;
  const TypeFacts *Ty = type(strip(T));
  if (!Ty || Ty->Kind != TypeFacts::Record)
    return R;
  for (const TemplateArg &A : Ty->Args)
    if (const TypeFacts *Arg = A.K == TemplateArg::Type ? type(A.T) : nullptr; Arg && Arg->IsLambda)
      if (FunctionId B = bodyOf(Arg->CallOperator); B != None)
        R.push_back(B);
  return R;
}

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
        const TypeFacts *Ty = type(strip(T));
        llvm::StringRef N = Ty ? str(Ty->Name) : "";
        bool Owns = N.ends_with("::unique_ptr") || N.ends_with("::optional");
        if (!Owns)
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
        llvm::StringRef Maker = Fn.Events[Def->V].Callee == None ? "" : str(Facts.Entities[Fn.Events[Def->V].Callee].Leaf);
        if (Maker == "make_shared" || Maker == "allocate_shared") {
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

/// A name as people say it: an anonymous namespace has none.
static std::string spoken(std::string R) {
  if (R.find('(') == std::string::npos)
    return R;
  constexpr llvm::StringLiteral Anonymous = "(anonymous namespace)::";
  for (size_t At = R.find(Anonymous.data()); At != std::string::npos; At = R.find(Anonymous.data()))
    R.erase(At, Anonymous.size());
  return R;
}

std::string Program::functionName(FunctionId F) const { return spoken(str(Facts.Entities[function(F).Entity].Name).str()); }

std::string Program::spell(FunctionId F, const Place &P) const {
  const FunctionFacts &Fn = function(F);
  std::string R;
  switch (P.Root) {
  case Place::Local: R = str(Fn.Locals[P.Index].Name).str(); break;
  case Place::Parameter: R = str(Fn.Params[P.Index].Name).str(); break;
  case Place::Capture: R = str(Fn.Captures[P.Index].Name).str(); break;
  case Place::This: R = P.Path.empty() ? "*this" : ""; break;
  case Place::Global: {
    R = spoken(str(Facts.Globals[P.Index].Name).str());
    break;
  }
  case Place::Value:
    if (Fn.Events[P.Index].Callee != None)
      R = (str(Facts.Entities[Fn.Events[P.Index].Callee].Leaf) + "()").str();
    break;
  }
  size_t First = 0;
  // The parts of `auto [from, to]` have names of their own.
  if (llvm::StringRef Parts = R; !P.Path.empty() && Parts.consume_front("[") && Parts.consume_back("]")) {
    llvm::SmallVector<llvm::StringRef, 4> Names;
    Parts.split(Names, ", ");
    unsigned Number;
    if (llvm::StringRef Part = str(P.Path[0]); Part.consume_front("#") && !Part.getAsInteger(10, Number) && Number < Names.size()) {
      R = Names[Number].str();
      First = 1;
    }
  }
  std::string Sep = R.empty() ? "" : ".";
  for (Symbol S : llvm::drop_begin(P.Path, First)) {
    llvm::StringRef E = str(S);
    if (llvm::StringRef(R).ends_with("[...]") && !E.empty() && llvm::all_of(E, llvm::isDigit)) {
      R.replace(R.size() - 4, 3, E.str());
      continue;
    }
    if (E == "*") {
      if (!R.empty())
        Sep = "->";
      continue;
    }
    if (E == "[]") {
      R += "[...]";
      Sep = ".";
      continue;
    }
    R += Sep;
    R += E;
    Sep = ".";
  }
  return R;
}

std::string Program::calleeName(FunctionId F, EventId E) const {
  const Event &Ev = function(F).Events[E];
  if (Ev.Indirect)
    if (llvm::ArrayRef<FunctionId> B = meaning(F, E).Bodies; !B.empty())
      return function(B[0]).IsLambda ? "lambda" : functionName(B[0]);
  if (Ev.Callee == None)
    return "";
  const EntityFacts &C = Facts.Entities[Ev.Callee];
  if (Ev.Kind == EventKind::Lambda || str(C.Leaf) == "operator()")
    if (FunctionId B = bodyOf(Ev.Callee); B != None && function(B).IsLambda)
      return "lambda";
  // Said as the user would: a function object by its variable; the class it is called on, not the base that declares it.
  if (str(C.Leaf) == "operator()" && Ev.Receiver.K == Operand::InPlace && Ev.Receiver.P.Root == Place::Global &&
      Ev.Receiver.P.Path.empty())
    return spoken(str(Facts.Globals[Ev.Receiver.P.Index].Name).str());
  if (Ev.Receiver.K != Operand::Nothing)
    if (const TypeFacts *T = type(typeOf(function(F), Ev.Receiver)); T && T->Name && T->Kind == TypeFacts::Record)
      return spoken((str(T->Name) + "::" + str(C.Leaf)).str());
  return spoken(str(C.Name ? C.Name : C.Leaf).str());
}

bool Program::isLibraryCode(FunctionId F) const {
  const FunctionFacts &Fn = function(F);
  if (Fn.InMainFile)
    return false;
  const LibraryModel *L = Models.libraryOf(str(Facts.Entities[Fn.Entity].Name));
  return L && L->HeadersAreLibrary;
}

llvm::ArrayRef<Program::CallSite> Program::callers(FunctionId F) const {
  return llvm::ArrayRef(C->CallSites).slice(C->FirstCaller[F], C->FirstCaller[F + 1] - C->FirstCaller[F]);
}

llvm::ArrayRef<FunctionId> Program::membersOf(TypeId Class) const {
  auto It = C->Members.find(Class);
  return Class == None || It == C->Members.end() ? llvm::ArrayRef<FunctionId>() : llvm::ArrayRef(It->second);
}

/// What a function holds is found out along with what it calls, while its facts are at hand.
void Program::orderFunctions(TraitScan &Scan) {
  uint32_t N = functionCount();
  FirstCallee.resize(N + 1);
  std::vector<std::pair<FunctionId, CallSite>> Calls;
  for (FunctionId F = 0; F < N; ++F) {
    const FunctionFacts &Fn = function(F);
    FirstCallee[F] = Callees.size();
    for (EventId E = 0; E < Fn.Events.size(); ++E) {
      const Event &Ev = Fn.Events[E];
      if (Ev.Callee == None && !Ev.Indirect)
        continue;
      for (FunctionId B : meaning(F, E).Bodies) {
        if (Ev.Kind != EventKind::Lambda) // Made, not called.
          Calls.push_back({B, {F, E}});
        Callees.push_back(B);
      }
    }
    Scan.add(F);
  }
  FirstCallee[N] = Callees.size();

  // Callers by counting: their order by function and event stays.
  C->FirstCaller.assign(N + 1, 0);
  for (auto &[Callee, Site] : Calls)
    ++C->FirstCaller[Callee + 1];
  for (FunctionId F = 0; F < N; ++F)
    C->FirstCaller[F + 1] += C->FirstCaller[F];
  C->CallSites.resize(Calls.size());
  std::vector<uint32_t> Next(C->FirstCaller.begin(), C->FirstCaller.end() - 1);
  for (auto &[Callee, Site] : Calls)
    C->CallSites[Next[Callee]++] = Site;

  // Tarjan's components, callees first, with an explicit stack: call chains may be long.
  constexpr uint32_t Unseen = 0, Done = None;
  std::vector<uint32_t> Low(N, Unseen), Number(N, Unseen), Finished(N, 0);
  std::vector<std::pair<FunctionId, uint32_t>> Stack;
  std::vector<FunctionId> Open;
  uint32_t Count = 0, FinishedCount = 0;
  auto Enter = [&](FunctionId F) {
    Low[F] = Number[F] = ++Count;
    Open.push_back(F);
    Stack.push_back({F, FirstCallee[F]});
  };
  for (FunctionId Root = 0; Root < N; ++Root) {
    if (Number[Root] != Unseen)
      continue;
    Enter(Root);
    while (!Stack.empty()) {
      auto &[F, At] = Stack.back();
      if (At < FirstCallee[F + 1]) {
        FunctionId G = Callees[At++];
        if (Number[G] == Unseen)
          Enter(G);
        else if (Low[G] != Done)
          Low[F] = std::min(Low[F], Number[G]);
        continue;
      }
      FunctionId Top = F;
      Stack.pop_back();
      Finished[Top] = ++FinishedCount;
      if (!Stack.empty())
        Low[Stack.back().first] = std::min(Low[Stack.back().first], Low[Top]);
      if (Low[Top] != Number[Top])
        continue;
      size_t First = Order.size();
      do {
        Low[Open.back()] = Done;
        Order.push_back(Open.back());
        Open.pop_back();
      } while (Order.back() != Top);
      std::sort(Order.begin() + First, Order.end(), [&](FunctionId A, FunctionId B) { return Finished[A] < Finished[B]; });
      ComponentEnds.push_back(Order.size());
    }
  }
}

bool isWithin(const Place &Inner, const Place &Outer) {
  return Inner.Root == Outer.Root && (Inner.Root == Place::This || Inner.Index == Outer.Index) &&
         Inner.Path.size() >= Outer.Path.size() &&
         std::equal(Outer.Path.begin(), Outer.Path.end(), Inner.Path.begin());
}

bool overlaps(const Place &A, const Place &B) { return isWithin(A, B) || isWithin(B, A); }

} // namespace corosafe

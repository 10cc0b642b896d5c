//===- ProgramMeanings.cpp - What calls mean -------------------------------===//

#include "Callables.h"
#include "ProgramTables.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"

namespace corosafe {

/// True if an entry is not for every call of that name.
static bool asksAnything(const Match &M) {
  return M.MinArgs || M.MaxArgs || !M.Args.empty() || !M.TemplateArgs.empty() || !M.ReturnTypes.empty();
}

const Meaning &Program::findMeaning(FunctionId F, EventId E) const {
  uint32_t &Slot = Meanings[FirstMeaning[F] + E];
  const Event &Ev = function(F).Events[E];
  auto Intern = [&](Meaning M) {
    if (auto It = C->Distinct.find(&M); It != C->Distinct.end())
      return It->second;
    uint32_t Number = MeaningRows.size();
    MeaningRows.push_back(std::make_unique<const Meaning>(std::move(M)));
    C->Distinct.emplace(MeaningRows.back().get(), Number);
    return Number;
  };
  if (Ev.Callee == None || Ev.Indirect || isGlobalObject(Ev))
    return *MeaningRows[Slot = Intern(computeMeaning(F, Ev))];
  TypeId Receiver = Ev.Receiver.K == Operand::Nothing ? None : typeOf(function(F), Ev.Receiver);
  Cache::LastCall &Last = C->Last[Ev.Callee];
  if (Last.Always && Last.On == Receiver)
    return *MeaningRows[Slot = Last.Always];
  KnownCallee &Known = knownCallee(Ev.Callee, Receiver);
  if (!Known.Always) {
    Slot = Intern(computeMeaning(F, Ev));
    bool Depends = false;
    for (const FunctionModel *M : Known.Candidates) {
      if (llvm::is_contained(C->Absent, M->Library))
        continue;
      Depends = asksAnything(M->When);
      if (Depends || M == MeaningRows[Slot]->Model)
        break;
    }
    if (!Depends || C->OwnFunctions.count(Ev.Callee)) {
      Known.Always = Slot;
      Last = {Receiver, &Known, Slot};
    }
    return *MeaningRows[Slot];
  }
  return *MeaningRows[Slot = Known.Always];
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
    FunctionId Id = idOf(F);
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
  if (FunctionId Id = idOf(F); O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty() && Depth < MaxDepth && Id != None)
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

/// True of a constant with these bits, of `flags | bits`, and of a local that got either.
static bool hasBits(const Program &P, const FunctionFacts &F, const Operand &O, int64_t Mask, unsigned Depth = 0) {
  if (O.K == Operand::Constant)
    return (O.C & Mask) == Mask;
  auto Gives = [&](const Event &E) {
    bool Adds = E.Kind == EventKind::Compute && P.str(E.Op).starts_with("|");
    return (Adds || E.Kind == EventKind::Init || E.Kind == EventKind::Assign) &&
           llvm::any_of(E.Args, [&](const Operand &A) { return hasBits(P, F, A, Mask, Depth + 1); });
  };
  if (Depth > 4)
    return false;
  if (O.K == Operand::OfValue)
    return Gives(F.Events[O.V]);
  return O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty() &&
         llvm::any_of(F.Events, [&](const Event &E) { return E.HasTarget && E.Target == O.P && Gives(E); });
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
    if (Name == "*default*") {
      const Event *Made = O.K == Operand::OfValue ? &F.Events[O.V] : nullptr;
      return Made && Made->Kind == EventKind::Construct && Made->Args.empty();
    }
    if (llvm::StringRef Bits = Name; Bits.consume_front("*bits:")) {
      int64_t Mask = 0;
      return !Bits.consumeInteger(10, Mask) && hasBits(*this, F, O, Mask);
    }
    if (llvm::StringRef Object = Name; Object.consume_front("*object:") && Object.consume_back("*"))
      return O.K == Operand::InPlace && O.P.Root == Place::Global && O.P.Path.empty() &&
             llvm::any_of(namesOf(Facts.Globals[O.P.Index]), [&](llvm::StringRef Own) { return Models.isNamed(Own, Object); });
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

/// A name of the global namespace belongs to the system only where the system declares it so: a program may have its own `send`.
static bool isForeign(const Program &P, const EntityFacts &E, const FunctionModel &M) {
  if (M.Blocks == BlockingStrength::NotBlocking || M.Library.empty()) // Its own annotation says so.
    return true;
  return P.str(E.Name).contains("::") || E.InSystemHeader || (!E.HasBody && P.str(E.Key).ends_with(("@F@" + P.str(E.Leaf)).str()));
}

const FunctionModel *Program::match(const FunctionFacts &F, const Event &E) const {
  const EntityFacts &Callee = Facts.Entities[E.Callee];
  if (auto It = C->OwnFunctions.find(E.Callee); It != C->OwnFunctions.end())
    return It->second.get();
  auto First = [&](llvm::ArrayRef<const FunctionModel *> Of) -> const FunctionModel * {
    for (const FunctionModel *M : Of)
      if (!llvm::is_contained(C->Absent, M->Library) && isForeign(*this, Callee, *M) && holds(M->When, F, E))
        return M;
    return nullptr;
  };
  // A function object is known by the variable that is called.
  if (isGlobalObject(E) && str(Callee.Leaf) == "operator()") {
    if (const FunctionModel *M = Callee.Name ? First(Models.functions(str(Callee.Name))) : nullptr)
      return M;
    for (llvm::StringRef Name : namesOf(Facts.Globals[E.Receiver.P.Index]))
      if (const FunctionModel *M = First(Models.functions(Name)))
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
    for (llvm::StringRef Name : namesOf(Callee))
      Add(Name);
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
  // What functions of that name say in whatever class or namespace.
  if (R.empty())
    Add(("*::" + Leaf).str());
  return It->second;
}

static bool saysOneOf(const Program &P, EntityId E, llvm::DenseMap<EntityId, bool> &Asked, std::vector<llvm::StringRef> &Verbs,
                      std::vector<std::string> LibraryModel::*Of) {
  auto [It, New] = Asked.try_emplace(E);
  if (New) {
    if (Verbs.empty())
      for (const std::unique_ptr<LibraryModel> &L : P.Models.libraries())
        for (llvm::StringRef Verb : (*L).*Of)
          if (!llvm::is_contained(Verbs, Verb))
            Verbs.push_back(Verb);
    std::string Words = wordsOf(P.str(P.Facts.Entities[E].Leaf));
    It->second = llvm::any_of(Verbs, [&](llvm::StringRef Verb) { return saysVerb(Words, Verb); });
  }
  return It->second;
}

bool Program::closesByName(EntityId E) const {
  return saysOneOf(*this, E, C->Closers, C->ClosingVerbs, &LibraryModel::Closers);
}

bool Program::launchesByName(EntityId E) const {
  return saysOneOf(*this, E, C->Launchers, C->LaunchingVerbs, &LibraryModel::Launchers);
}

} // namespace corosafe

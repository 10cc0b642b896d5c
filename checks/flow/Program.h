//===- Program.h - Facts joined with models --------------------------------===//
//
// The code under analysis as the flow analyses see it: who calls whom (in
// ProgramCalls.cpp), what calls mean by the models (Meanings), what types are
// (Types), where objects live (Places), what messages call it all (Names).
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_FLOW_PROGRAM_H
#define COROSAFE_FLOW_PROGRAM_H

#include "../facts/Facts.h"
#include "../models/ModelStore.h"
#include "Stackful.h"
#include "SharedText.h"
#include "Traits.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>
#include <optional>

namespace corosafe {

/// An exception, as far as its type is seen; by default it may be any.
struct Thrown {
  TypeId Type = None; ///< What a throw-expression threw.
  const std::vector<std::string> *Names = nullptr; ///< A library's: its class and the bases of that, by name.
  bool known() const { return Type != None || Names; }
  bool operator==(const Thrown &) const = default;
};

using FunctionId = uint32_t; ///< Index into TuFacts::Functions.

/// Mostly one.
using Places = llvm::SmallVector<Place, 1>;

/// What is known about one call, construction or awaited object.
struct Meaning {
  const FunctionModel *Model = nullptr;      ///< Null when no model names it.
  llvm::SmallVector<FunctionId, 1> Bodies;   ///< Functions of the program that the call may reach.
  bool InLibrary = false;                    ///< A modelled library declares it.
};

/// How long an object lives, seen from one function.
enum class Lifetime : uint8_t {
  Frame,    ///< It dies with the function's frame (a local, a by-value parameter, what they own).
  Caller,   ///< It came by reference: the caller goes on with it.
  Object,   ///< A member of the object that the function runs on.
  Shared,   ///< Global, behind a shared pointer, or not known.
};

class PairNames;

class Program {
public:
  Program(const TuFacts &Facts, const ModelStore &Models);
  Program(const Program &) = delete;
  ~Program();

  const TuFacts &Facts;
  const ModelStore &Models;

  /// A stackful coroutine is one like any other, with its suspend points written out (Stackful.h).
  const FunctionFacts &function(FunctionId F) const { return *Functions[F]; }
  /// The library whose operations suspend a function without co_await; null if it is no stackful coroutine.
  const LibraryModel *stackfulLibrary(FunctionId F) const;
  /// True if nothing in a coroutine's own code says that it is one.
  bool isStackful(FunctionId F) const { return function(F).IsCoroutine && !Facts.Functions[F].IsCoroutine; }
  /// Whether there may be such a thing in a function.
  bool has(FunctionId F, Trait T) const { return Traits.Of[F] & static_cast<uint16_t>(T); }
  /// What the events of a function are and may matter to, in their order.
  llvm::ArrayRef<EventMark> marks(FunctionId F) const {
    return llvm::ArrayRef(Traits.Marks).slice(FirstMeaning[F], FirstMeaning[F + 1] - FirstMeaning[F]);
  }
  /// True if some block of a function may be reached from itself. Found out when it is asked for.
  bool mayLoop(FunctionId F) const;
  uint64_t suspendPoints() const { return Traits.SuspendPoints; }
  uint32_t functionCount() const { return Facts.Functions.size(); }
  llvm::StringRef str(Symbol S) const { return Facts.str(S); }

  /// The names of a function or variable by which models may know it: its own, then the public ones.
  template <typename T> llvm::SmallVector<llvm::StringRef, 2> namesOf(const T &Declared) const {
    llvm::SmallVector<llvm::StringRef, 2> Names{str(Declared.Name)};
    for (Symbol Name : Declared.PublicNames)
      Names.push_back(str(Name));
    return Names;
  }

  /// The function whose body an entity has, or None.
  FunctionId bodyOf(EntityId E) const;
  /// True if a member function overrides, directly or not, a virtual function of which a model says that.
  bool overridesModelled(EntityId E, bool FunctionModel::*Says) const;

  /// Every function that a call may run: its callee's body, or its overriders'.
  const Meaning &meaning(FunctionId F, EventId E) const {
    uint32_t Known = Meanings[FirstMeaning[F] + E];
    return Known ? *MeaningRows[Known] : findMeaning(F, E);
  }

  /// The first non-reference type: what an expression of type T names.
  TypeId strip(TypeId T) const { return T == None ? None : Stripped[T]; }
  /// The model of a class, its aliases and its bases; null if none.
  const TypeModel *typeModel(TypeId T) const {
    T = strip(T);
    if (T == None)
      return nullptr;
    const std::optional<const TypeModel *> &Known = TypeModels[T];
    return Known ? *Known : findTypeModel(T);
  }
  /// The library that a class belongs to, by its model or its name; null if none.
  const LibraryModel *libraryOf(TypeId T) const;
  /// True if T is, is an alias of, or derives from a class of that name.
  bool typeIs(TypeId T, llvm::StringRef Name) const;
  /// Looks through smart pointers and pointers: what `*x` gives, or None.
  TypeId pointee(TypeId T) const;
  bool isPointerLike(TypeId T) const;
  /// True of a handle or holder whose contents end with it, and that nobody shares: unique_ptr, optional.
  bool isSoleOwner(TypeId T) const;
  bool isCallable(TypeId T) const;
  const TypeFacts *type(TypeId T) const { return T == None ? nullptr : &Facts.Types[T]; }

  /// The symbol of a text that the facts mention; none if they do not.
  std::optional<Symbol> symbol(llvm::StringRef Text) const;

  /// True if the program has a type of that name, as models write it.
  bool namesType(llvm::StringRef Name) const;

  /// The member functions of a class (not of its bases) that have that name, as far as the program names them.
  llvm::SmallVector<EntityId, 2> methods(TypeId T, llvm::StringRef Leaf) const;

  /// Static type of what an operand names or makes.
  TypeId typeOf(const FunctionFacts &F, const Operand &O) const {
    if (O.Type != None)
      return strip(O.Type);
    return O.K == Operand::OfValue && O.V < F.Events.size() ? strip(F.Events[O.V].Type) : None;
  }

  /// The only value that a local ever gets, when there is just one; null otherwise.
  const Operand *soleValue(FunctionId F, uint32_t Local) const;

  /// The later events of a function whose first argument is the value that an event makes.
  llvm::ArrayRef<EventId> takers(FunctionId F, EventId Value) const;

  /// The place that an operand means, with pointers and views followed back to
  /// what they point to as far as the function shows it.
  std::optional<Place> placeOf(FunctionId F, const Operand &O, unsigned Depth = 0) const;
  Place normalize(FunctionId F, Place P, unsigned Depth = 0) const {
    return P.Root == Place::Local || P.Root == Place::Value ? follow(F, std::move(P), Depth) : P;
  }

  Lifetime lifetime(FunctionId F, const Place &P) const;

  /// The arguments of a call that a model's reference means.
  llvm::SmallVector<const Operand *, 4> operands(const FunctionFacts &F, const Event &E, ArgRef Ref) const;

  /// A callee's place as the caller sees it at a call (or lambda) event; none if it is the callee's own.
  std::optional<Place> rebase(FunctionId Caller, EventId Call, FunctionId Callee, const Place &P) const;

  /// The class whose object a function runs on: a member function's, for a lambda that of the function it stands in; None if none.
  TypeId classOf(FunctionId F) const;

  /// Where a lambda expression with this body stands; {None, None} if that is not known.
  struct CallSite { FunctionId Caller; EventId Call; };
  CallSite lambdaSite(FunctionId Body) const;
  /// Bodies of the closures that a type is a template over (a scope guard's function).
  llvm::SmallVector<FunctionId, 2> closuresIn(TypeId T) const;
  /// True if control never comes back from a call of this function (no coroutine): by its own code it always
  /// throws or ends the program, or loops for ever.
  bool neverReturns(FunctionId F) const;
  /// True if it never comes back from this call (no construction): every body that it may reach is such a function.
  bool neverReturns(FunctionId F, EventId Call) const {
    const Meaning &M = meaning(F, Call);
    return !M.Model && !M.Bodies.empty() && neverReturn(M.Bodies);
  }
  /// True if the function's name says that it ends the life of what it works on (disconnect). Of use where neither
  /// a model nor a body says what it does.
  bool closesByName(EntityId E) const;
  /// The same of one that starts the task that it is given, and does not wait for it (spawn).
  bool launchesByName(EntityId E) const;
  /// The body of a class's destructor; None if it is not in the program.
  FunctionId destructorOf(TypeId T) const;

  /// "sock_", "s.channel", "*this": for messages.
  std::string spell(FunctionId F, const Place &P) const;
  /// What a message calls the callee: the qualified name, shortened for lambdas.
  SharedText calleeName(FunctionId F, EventId E) const;
  std::string functionName(FunctionId F) const;

  /// What the names of functions say of what they begin and end.
  PairNames &pairNames() const;
  /// The classes of the program by which a library tells that something was cancelled.
  llvm::ArrayRef<TypeId> signalTypes(const LibraryModel &Of) const;

  /// True if code of the function is a modelled library's and not the user's.
  bool isLibraryCode(FunctionId F) const;

  /// Where each function is called from (direct calls with a body).
  llvm::ArrayRef<CallSite> callers(FunctionId F) const;
  /// What a function may call or make closures of, in the order of its events; some of it several times.
  llvm::ArrayRef<FunctionId> callees(FunctionId F) const {
    return llvm::ArrayRef(Callees).slice(FirstCallee[F], FirstCallee[F + 1] - FirstCallee[F]);
  }
  /// The bodies of a class's member functions, in the order of the program.
  llvm::ArrayRef<FunctionId> membersOf(TypeId Class) const;
  /// Functions in an order in which callees come before callers, as far as there is no recursion.
  llvm::ArrayRef<FunctionId> bottomUp() const { return Order; }
  /// The same in pieces: each is one function, or all that call each other round.
  size_t componentCount() const { return ComponentEnds.size(); }
  llvm::ArrayRef<FunctionId> component(size_t N) const {
    size_t First = N ? ComponentEnds[N - 1] : 0;
    return llvm::ArrayRef(Order).slice(First, ComponentEnds[N] - First);
  }

private:
  void index();
  /// The number of a function whose facts these are; None if it has none.
  FunctionId idOf(const FunctionFacts &F) const;
  std::optional<Place> boundInConstructor(FunctionId F, const Place &P, unsigned Depth) const;
  std::vector<const FunctionFacts *> Functions; ///< What each is analysed as.
  std::vector<StackfulFunction> Stackful;       ///< Sorted by function.
  struct Cache;
  struct KnownCallee;
  std::unique_ptr<Cache> C;
  Place follow(FunctionId F, Place P, unsigned Depth) const;
  bool takesOver(FunctionId F, const Operand &Value, const Place &Source) const;
  const TypeModel *findTypeModel(TypeId T) const;
  std::vector<TypeId> Stripped; ///< By type: what is behind its references.
  mutable std::vector<std::optional<const TypeModel *>> TypeModels; ///< By stripped type, as far as they were asked for.
  std::vector<FunctionId> BodyOf;
  std::vector<llvm::SmallVector<EntityId, 2>> Overriders;
  std::vector<FunctionId> Order;
  std::vector<size_t> ComponentEnds; ///< In Order.
  std::vector<FunctionId> Callees;
  std::vector<uint32_t> FirstCallee; ///< In Callees, by function; one more stands at the end.
  ProgramTraits Traits;
  /// By event of the whole program: function F's begin at FirstMeaning[F]. Most calls mean one of few things,
  /// which are kept once: 0 was not looked up yet, others are their numbers.
  mutable std::vector<uint32_t> Meanings;
  mutable std::vector<std::unique_ptr<const Meaning>> MeaningRows;
  std::vector<size_t> FirstMeaning; ///< One more stands at the end.
  const Meaning &findMeaning(FunctionId F, EventId E) const;
  Meaning computeMeaning(FunctionId F, const Event &E) const;
  const FunctionModel *match(const FunctionFacts &F, const Event &E) const;
  static bool isGlobalObject(const Event &E);
  KnownCallee &knownCallee(EntityId Callee, TypeId Receiver) const;
  const TypeModel *lookUpType(llvm::StringRef Name) const;
  bool holds(const Match &M, const FunctionFacts &F, const Event &E) const;
  bool isZero(const FunctionFacts &F, const Operand &O, unsigned Depth = 0) const;
  bool spins(FunctionId F) const;
  bool neverReturn(llvm::ArrayRef<FunctionId> Bodies) const;
  void orderFunctions(TraitScan &Scan);
};

/// True if one place is the other or a part of it.
bool overlaps(const Place &A, const Place &B);
/// True if Inner is Outer or a part of it.
bool isWithin(const Place &Inner, const Place &Outer);

} // namespace corosafe

#endif

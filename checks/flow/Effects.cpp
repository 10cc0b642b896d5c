//===- Effects.cpp - Is a coroutine safe to cancel? ------------------------===//
//
// A path is half-done at a suspend point when an effect is complete that the
// caller cannot see yet (semantics.md section 3):
//
//   auto m = co_await in.async_receive(use_awaitable);   Taken: m is only in a local
//   co_await out.async_send(m, use_awaitable);           cancelled here, m is lost
//
//===----------------------------------------------------------------------===//

#include "Summary.h"
#include "Cancellability.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallBitVector.h"
#include "llvm/ADT/SmallSet.h"
#include <map>
#include <set>

namespace corosafe {

static Direction directionOf(const Operation &Op) {
  if (Op.Safety == CancelSafety::Unsafe)
    return Direction::Both;
  switch (Op.Does) {
  case Effect::Consume:
  case Effect::ComposedConsume:
  case Effect::Acquire: return Direction::In;
  case Effect::Produce:
  case Effect::ComposedProduce: return Direction::Out;
  default: return Direction::Both;
  }
}

static bool lostIfDiscarded(const Operation &Op) {
  if (Op.LostIfDiscarded)
    return *Op.LostIfDiscarded;
  return Op.Does == Effect::Consume || Op.Does == Effect::ComposedConsume || Op.Does == Effect::Acquire;
}

static SharedText whatIsLost(const Operation &Op, Loss::Kind K) {
  static const SharedText Written = "how much of it was already written is not known",
                          Read = "what it has already read is lost",
                          Broken = "what it worked on may only be closed then",
                          Acquired = "what it has acquired is never released",
                          HowMuch = "how much it has written is not known",
                          Taken = "what it has taken is dropped when it completes as another branch wins",
                          HalfWay = "it stops half-way";
  bool Out = Op.Does == Effect::Produce || Op.Does == Effect::ComposedProduce;
  switch (K) {
  case Loss::Partial: return Out ? Written : Read;
  case Loss::Unsafe: return Broken;
  case Loss::Discarded: return Op.Does == Effect::Acquire ? Acquired : Out ? HowMuch : Taken;
  case Loss::HalfDone: break;
  }
  return HalfWay;
}

void lossesOf(const Program &P, const std::vector<Summary> &Known, const AwaitNode &N, bool Discards,
              bool CountVisible, llvm::StringRef Under, std::vector<Loss> &Out, unsigned Depth) {
  if (Depth > 8 || N.Shielded)
    return;
  switch (N.K) {
  case AwaitNode::Unknown:
  case AwaitNode::Parameter:
    return;
  case AwaitNode::Operation: {
    const Operation &Op = *N.Op;
    Loss L;
    L.Name = N.Name;
    L.On = N.On;
    L.Dir = directionOf(Op);
    L.Help = SharedText::borrowed(Op.SaferAlternative);
    bool Named = llvm::any_of(Op.UnsafeUnder, [&](const std::string &S) { return S == Under; });
    if (canBeCancelled(N) && (Op.Safety == CancelSafety::Unsafe || Named)) {
      L.K = Loss::Unsafe;
    } else if (canBeCancelled(N) && Op.Safety == CancelSafety::Partial && !CountVisible) {
      L.K = Loss::Partial;
    } else if (Discards && lostIfDiscarded(Op) && Op.Safety != CancelSafety::Unknown) {
      L.K = Loss::Discarded;
      L.Into = N.Into;
    } else {
      return;
    }
    L.What = whatIsLost(Op, L.K);
    L.Notification = L.K == Loss::Discarded && N.CarriesNothing && Op.Does == Effect::Consume;
    if (!L.On.empty())
      Out.push_back(std::move(L));
    return;
  }
  case AwaitNode::Combinator:
    for (const AwaitNode &B : N.Branches)
      lossesOf(P, Known, B, Discards, false, Under, Out, Depth + 1);
    return;
  case AwaitNode::Coroutine: {
    const Summary &S = Known[N.Callee];
    size_t First = Out.size();
    SharedText Name; // Made once, for all of them.
    auto Take = [&](const Loss &From) {
      Places On;
      for (const Place &Pl : From.On)
        if (std::optional<Place> R = toRoot(P, N.Callee, Pl, N.Path))
          On.push_back(*R);
      if (On.empty())
        return;
      std::optional<Place> Into;
      if (From.Into)
        Into = toRoot(P, N.Callee, *From.Into, N.Path);
      // One reason is enough for each way in which losing this call leaves an object.
      if (llvm::any_of(llvm::ArrayRef(Out).drop_front(First), [&](const Loss &Have) {
            return Have.K == From.K && Have.Dir == From.Dir && Have.Sure == From.Sure &&
                   Have.Notification == From.Notification && Have.On == On && Have.Into == Into;
          }))
        return;
      Loss L = From;
      L.On = std::move(On);
      L.Into = std::move(Into);
      // Told from the outside in: the coroutine that is raced, then what happens inside.
      if (Name.empty())
        Name = N.Name;
      if (!(L.Name == Name) && L.Why.empty() && L.K != Loss::Discarded)
        L.Why.append({P.function(N.Callee).Name, "inside '" + N.Name + "', '" + L.Name + "' is awaited"});
      L.Name = Name;
      Out.push_back(std::move(L));
    };
    for (const Loss &L : S.Inherent)
      Take(L);
    if (Discards)
      for (const Loss &L : S.OnDiscard)
        Take(L);
    for (auto [Index, Callable] : S.AwaitsParameters)
      lossesOf(P, Known, resolveArgument(P, N.Path, Index, Callable), Discards, false, Under, Out, Depth + 1);
    return;
  }
  }
}

//===-- what events do to places -------------------------------------------===//

static bool isScalar(const Program &P, TypeId T) {
  const TypeFacts *Ty = P.type(P.strip(T));
  return Ty && (Ty->Kind == TypeFacts::Builtin || Ty->Kind == TypeFacts::Enum);
}

/// The Lambda event behind an operand, through a local that holds it; None if there is none.
static EventId lambdaIn(const Program &P, FunctionId F, const Operand &O) {
  const Operand *At = &O;
  for (unsigned Depth = 0; Depth < 4 && At; ++Depth) {
    if (At->K == Operand::OfValue)
      return P.function(F).Events[At->V].Kind == EventKind::Lambda ? At->V : None;
    if (At->K != Operand::InPlace || At->P.Root != Place::Local || !At->P.Path.empty())
      return None;
    At = P.soleValue(F, At->P.Index);
  }
  return None;
}

/// What a destructor closes of what its object refers to: a guard's socket, a scope guard's captures.
static void destructorUses(const Program &P, FunctionId F, const Event &E, const std::vector<Summary> &Known,
                           std::vector<PlaceUse> &Out) {
  const FunctionFacts &Fn = P.function(F);
  if (!E.Target.Path.empty() || (E.Target.Root != Place::Local && E.Target.Root != Place::Value))
    return;
  TypeId T = E.Target.Root == Place::Local ? Fn.Locals[E.Target.Index].Type : Fn.Events[E.Target.Index].Type;
  if (FunctionId D = P.destructorOf(T); D != None)
    for (const PlaceUse &U : Known[D].Uses)
      if (U.K == PlaceUse::Closes && U.On.Root == Place::This && !U.On.Path.empty()) {
        Place There = E.Target;
        There.Path.insert(There.Path.end(), U.On.Path.begin(), U.On.Path.end());
        Out.push_back({P.normalize(F, There), PlaceUse::Closes, Direction::Both, true, false, E.Range});
      }
  for (FunctionId B : P.closuresIn(T)) {
    Program::CallSite Site = P.lambdaSite(B);
    if (Site.Caller != F)
      continue;
    for (const PlaceUse &U : Known[B].Uses)
      if (std::optional<Place> Pl = P.rebase(F, Site.Call, B, U.On); Pl && U.K == PlaceUse::Closes)
        Out.push_back({*Pl, PlaceUse::Closes, Direction::Both, true, false, E.Range});
  }
}

/// Appends what one event does to places.
static void usesOfEvent(const Program &P, FunctionId F, EventId Id, const std::vector<Summary> &Known,
                        std::vector<PlaceUse> &Out) {
  const FunctionFacts &Fn = P.function(F);
  const Event &E = Fn.Events[Id];
  auto Add = [&](const Operand &O, PlaceUse::Kind K, Direction D, bool Sure, bool Whole = false) {
    if (std::optional<Place> Pl = P.placeOf(F, O)) {
      if (O.AddressOf && !Pl->Path.empty() && P.str(Pl->Path.back()) == "*")
        Pl->Path.pop_back();
      Out.push_back({*Pl, K, D, Sure, Whole, E.Range});
    }
  };
  // Reading a flag or counter of an object that others see.
  auto Reads = [&](const Operand &O) {
    if (O.K == Operand::InPlace && O.P.Root != Place::Local && isScalar(P, O.Type))
      Add(O, PlaceUse::Uses, Direction::Both, true);
  };
  switch (E.Kind) {
  case EventKind::Assign:
    if (E.HasTarget)
      Out.push_back({P.normalize(F, E.Target), PlaceUse::Closes, Direction::Both, true, false, E.Range});
    return;
  case EventKind::Init:
    if (E.HasTarget && (!E.Target.Path.empty() || (E.Target.Root == Place::Local &&
                                                    Fn.Locals[E.Target.Index].Pass == Passing::ByValue)))
      Out.push_back({E.Target, PlaceUse::Closes, Direction::Both, true, false, E.Range});
    // What is moved out of a pointer goes with the new owner.
    if (!E.Args.empty() && E.Args[0].Moved && P.isPointerLike(E.Args[0].Type))
      Add(E.Args[0], PlaceUse::Closes, Direction::Both, true);
    return;
  case EventKind::Destroy:
    if (E.HasTarget) {
      Out.push_back({P.normalize(F, E.Target), PlaceUse::Closes, Direction::Both, true, false, E.Range});
      destructorUses(P, F, E, Known, Out);
    }
    return;
  case EventKind::Compute:
  case EventKind::Read:
    for (const Operand &A : E.Args)
      Reads(A);
    return;
  case EventKind::Suspend:
    if (!E.Args.empty() && E.Args[0].K == Operand::InPlace)
      if (const TypeModel *M = P.typeModel(P.typeOf(Fn, E.Args[0])); M && M->Awaited)
        if (M->Awaited->Does != Effect::Wait && M->Awaited->Does != Effect::Unknown)
          Add(E.Args[0], PlaceUse::Uses, directionOf(*M->Awaited), true);
    return;
  case EventKind::Return:
    if (!E.Args.empty() && E.Args[0].K == Operand::InPlace && !isScalar(P, E.Args[0].Type))
      if (std::optional<Place> Pl = P.placeOf(F, E.Args[0]); Pl && P.lifetime(F, *Pl) == Lifetime::Frame)
        Out.push_back({*Pl, PlaceUse::Uses, Direction::Both, false, true, E.Range});
    return;
  case EventKind::Call:
  case EventKind::Construct:
    break;
  default:
    return;
  }
  const Meaning &M = P.meaning(F, Id);
  auto Moved = [&] {
    for (const Operand &A : E.Args)
      if (A.Moved && A.K == Operand::InPlace)
        Add(A, PlaceUse::Uses, Direction::Both, false, true);
  };
  if (E.Callee == None && M.Bodies.empty()) {
    Moved();
    return;
  }
  const EntityFacts *Callee = E.Callee == None ? nullptr : &P.Facts.Entities[E.Callee];
  if (Callee && P.str(Callee->Leaf) == "operator=")
    return; // The Assign behind it says it.
  // A lambda that is handed over will be called: what it works on is worked on.
  for (const Operand &A : E.Args)
    if (EventId Made = lambdaIn(P, F, A); Made != None)
      if (FunctionId B = P.bodyOf(Fn.Events[Made].Callee); B != None)
        for (const PlaceUse &U : Known[B].Uses)
          if (std::optional<Place> Pl = P.rebase(F, Made, B, U.On); Pl && U.K == PlaceUse::Uses) {
            PlaceUse Here = U;
            Here.On = *Pl;
            Here.Where = E.Range;
            Out.push_back(std::move(Here));
          }
  if (M.Model) {
    const FunctionModel &Fm = *M.Model;
    if (Fm.Op && Fm.Op->Does != Effect::Wait && Fm.Op->Does != Effect::Unknown)
      for (ArgRef Ref : Fm.Op->On)
        for (const Operand *O : P.operands(Fn, E, Ref))
          Add(*O, PlaceUse::Uses, directionOf(*Fm.Op), true);
    for (const Action &A : Fm.Acts)
      for (const Operand *O : P.operands(Fn, E, A.On)) {
        if (A.Does == Act::Closes || A.Does == Act::Swaps)
          Add(*O, PlaceUse::Closes, Direction::Both, true);
        else if (A.Does == Act::Uses)
          Add(*O, PlaceUse::Uses, Direction::Both, true);
        else if (O->Moved && (A.Does == Act::Stores || A.Does == Act::Spawns || A.Does == Act::Offloads))
          Add(*O, PlaceUse::Uses, Direction::Both, false, true);
      }
    if (Fm.Blocks != BlockingStrength::NotBlocking && !Fm.Op)
      for (const Operand &O : E.Args)
        if (O.Pass == Passing::MutableRef)
          Add(O, PlaceUse::Uses, Direction::Both, true);
    if (Fm.Acts.empty() && !Fm.Op && !Fm.PartOf && !Fm.Wraps && !Fm.Combines)
      Moved();
    return;
  }
  if (!M.Bodies.empty()) {
    for (FunctionId B : M.Bodies) {
      for (const PlaceUse &U : Known[B].Uses) {
        // Closing counts only if every body that may run closes.
        if (U.K == PlaceUse::Closes && M.Bodies.size() > 1)
          continue;
        PlaceUse Here = U;
        if (std::optional<Place> Pl = P.rebase(F, Id, B, U.On)) {
          Here.On = *Pl;
          Here.Where = E.Range;
          Out.push_back(std::move(Here));
        } else if (U.On.Root == Place::Parameter && U.On.Index < E.Args.size() && E.Args[U.On.Index].Moved &&
                   U.K == PlaceUse::Uses) {
          Add(E.Args[U.On.Index], PlaceUse::Uses, U.Dir, U.Sure);
        }
      }
      // What is moved into a callee that does nothing with it ends there.
      for (size_t I = 0; I < E.Args.size(); ++I)
        if (E.Args[I].Moved && E.Args[I].K == Operand::InPlace && I < P.function(B).Params.size() &&
            P.function(B).Params[I].Pass == Passing::ByValue)
          Add(E.Args[I], PlaceUse::Closes, Direction::Both, true);
    }
    return;
  }
  if (E.Kind == EventKind::Call && P.closesByName(E.Callee)) {
    bool Given = false;
    for (const Operand &A : E.Args)
      if ((A.Moved || A.Pass == Passing::MutableRef || A.Pass == Passing::MutablePointer || A.AddressOf ||
           P.type(P.pointee(A.Type))) && !isScalar(P, A.Type) && A.Pass != Passing::ConstPointer) {
        Add(A, PlaceUse::Closes, Direction::Both, false);
        Given = true;
      }
    if (!Given && E.Receiver.K == Operand::InPlace && !Callee->IsStatic)
      Add(E.Receiver, PlaceUse::Closes, Direction::Both, false);
    return;
  }
  Moved();
  if (M.InLibrary || E.Kind == EventKind::Construct)
    return;
  if (E.Receiver.K == Operand::InPlace && !Callee->IsConst && !Callee->IsStatic)
    Add(E.Receiver, PlaceUse::Uses, Direction::Both, false, true);
  for (const Operand &A : E.Args)
    if (!A.Moved && (A.Pass == Passing::MutableRef || A.Pass == Passing::MutablePointer || A.AddressOf) &&
        !isScalar(P, A.Type))
      Add(A, PlaceUse::Uses, Direction::Both, false, true);
}

EventUses usesOf(const Program &P, FunctionId F, const std::vector<Summary> &Known) {
  EventUses R;
  uint32_t Events = P.function(F).Events.size();
  R.Begin.reserve(Events + 1);
  R.All.reserve(Events / 2 + 2);
  for (EventId Id = 0; Id < Events; ++Id) {
    usesOfEvent(P, F, Id, Known, R.All);
    R.Begin.push_back(R.All.size());
  }
  return R;
}

//===-- half-done paths ----------------------------------------------------===//

namespace {

enum ItemKind : uint32_t {
  Taken,   ///< A: Suspend event; B: number of its effect. Consumed, and only in a local.
  Sent,    ///< A: Suspend event; B: number of its effect. Produced.
  Changed, ///< A: Assign or Compute event; B: place; C: Suspend event crossed since, or None.
  Closed,  ///< B: place. Its life is over.
  Shielded, ///< Cancellation does not arrive from here on. A: the local that shields while it lives, or None.
};

/// An effect of one co_await, in the places of this function.
struct NodeEffect {
  Direction Dir = Direction::In;
  Places On;
  std::optional<Place> Into;
  SharedText Name;
  SourceSpan Range;
};

/// What is found out once about a co_await, and about what it gives.
struct Awaiting {
  std::optional<AwaitNode> Node;
  std::optional<std::vector<NodeEffect>> Effects;
  bool OwnReported = false, DiscardReported = false;
  bool Followed = false;                    ///< The rest is known: what becomes of what it took.
  llvm::SmallSet<EventId, 8> Sinks;         ///< Events that hand it on.
  llvm::SmallSet<EventId, 8> Carriers;      ///< Events whose value carries it.
  llvm::SmallSet<uint32_t, 8> CarrierLocals;
};

class EffectDomain : public Domain {
public:
  EffectDomain(const Program &P, FunctionId F, const std::vector<Summary> &Known, Summary &Out)
      : P(P), Fn(P.function(F)), F(F), Known(Known), Out(Out), Uses(usesOf(P, F, Known)),
        Library(Fn.IsCoroutine ? libraryOf(P, F) : nullptr) {}

  void after(EventId Id, State &S, llvm::SmallVectorImpl<State> &) override {
    const Event &E = Fn.Events[Id];
    for (const PlaceUse &U : Uses[Id])
      if (U.K == PlaceUse::Closes && isVisibleOutside(U.On) && E.Kind != EventKind::Assign)
        S.add({Closed, 0, key(U.On)});
      else if (U.K == PlaceUse::Uses)
        S.removeIf([&](const Item &I) { return I.Kind == Closed && overlaps(Places[I.B], U.On); });
    if (Fn.IsCoroutine) {
      switch (E.Kind) {
      case EventKind::Suspend:
        suspend(Id, E, S);
        break;
      case EventKind::Init:
        if (const TypeModel *M = typeOfLocal(E); M && M->Shield)
          S.add({Shielded, E.Target.Index});
        break;
      case EventKind::Destroy:
        if (E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty())
          S.remove({Shielded, E.Target.Index});
        break;
      case EventKind::Assign:
      case EventKind::Compute:
        changed(Id, E, S);
        break;
      case EventKind::Return:
        returned(Id, E, S);
        break;
      default:
        break;
      }
      S.removeIf([&](const Item &I) {
        return I.Kind == Taken && (E.Kind != EventKind::Suspend || I.A != Id) && isSink(I.A, Id);
      });
    }
  }

  bool watchesThrows() const override { return false; }

  void unwound(llvm::ArrayRef<uint32_t> Locals, State &S) override {
    S.removeIf([&](const Item &I) { return I.Kind == Shielded && llvm::is_contained(Locals, I.A); });
  }

  void left(State &S, bool ByException) override {
    if (ByException) {
      if (S.Raised.Type != None && !llvm::is_contained(Out.Throws, S.Raised.Type))
        Out.Throws.push_back(S.Raised.Type);
      return;
    }
    Returns = true;
    // A way out that leaves it open is one on which it was closed, gone or healthy already:
    // `if (s.is_open()) s.close();`.
    for (const Item &I : S.Items)
      if (I.Kind == Closed)
        ClosedAtExit.insert(I.B);
  }

  void finish() {
    Out.Returns = Returns;
    llvm::sort(Out.Throws);
    for (const PlaceUse &U : Uses.All)
      if (U.K == PlaceUse::Uses && isVisibleOutside(U.On))
        addUse(U);
    for (uint32_t K : ClosedAtExit) {
      PlaceUse U;
      U.On = Places[K];
      U.K = PlaceUse::Closes;
      addUse(U);
    }
  }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  const std::vector<Summary> &Known;
  Summary &Out;
  EventUses Uses;
  const LibraryModel *Library; ///< Of the coroutine; null if it is not known.
  std::vector<Place> Places;
  std::map<EventId, Awaiting> Awaits; ///< By Suspend event.
  llvm::SmallBitVector Ends; ///< By block: a normal end of the function can be reached.
  std::vector<BlockId> BlockOf;
  std::set<uint32_t> ClosedAtExit;
  bool Returns = false;
  std::set<std::pair<EventId, EventId>> ReportedTaken, ReportedSent, ReportedChange;

  uint32_t key(const Place &Pl) {
    for (uint32_t I = 0; I < Places.size(); ++I)
      if (Places[I] == Pl)
        return I;
    Places.push_back(Pl);
    return Places.size() - 1;
  }

  void addUse(const PlaceUse &U) {
    for (const PlaceUse &Have : Out.Uses)
      if (Have.On == U.On && Have.K == U.K && Have.Dir == U.Dir && Have.Sure == U.Sure)
        return;
    if (Out.Uses.size() < 256)
      Out.Uses.push_back(U);
  }

  void findEndless() {
    BlockOf.assign(Fn.Events.size(), None);
    Ends.resize(Fn.Blocks.size());
    for (BlockId B = 0; B < Fn.Blocks.size(); ++B)
      for (EventId E : Fn.Blocks[B].Events)
        BlockOf[E] = B;
    if (Fn.Exit == None || Fn.Exit >= Ends.size())
      return;
    // Predecessors of block B: from First[B] up to First[B + 1].
    llvm::SmallVector<uint32_t, 16> First(Fn.Blocks.size() + 1, 0);
    llvm::SmallVector<BlockId, 16> Preds;
    for (bool Counting : {true, false}) {
      for (BlockId B = 0; B < Fn.Blocks.size(); ++B) {
        if (llvm::any_of(Fn.Blocks[B].Events, [&](EventId E) { return Fn.Events[E].Kind == EventKind::Throw; }))
          continue;
        for (const Edge &E : Fn.Blocks[B].Succs)
          if (E.To != None && Counting)
            ++First[E.To];
          else if (E.To != None)
            Preds[--First[E.To]] = B;
      }
      if (!Counting)
        break;
      for (BlockId B = 0; B < Fn.Blocks.size(); ++B)
        First[B + 1] += First[B];
      Preds.resize(First.back());
    }
    std::vector<BlockId> Work{Fn.Exit};
    Ends[Fn.Exit] = true;
    while (!Work.empty()) {
      BlockId B = Work.back();
      Work.pop_back();
      for (BlockId Pred : llvm::ArrayRef(Preds).slice(First[B], First[B + 1] - First[B]))
        if (!Ends[Pred]) {
          Ends[Pred] = true;
          Work.push_back(Pred);
        }
    }
  }
  bool canEnd(EventId E) {
    if (BlockOf.empty())
      findEndless();
    return BlockOf[E] != None && Ends[BlockOf[E]];
  }

  bool cancellable(const AwaitNode &N, bool &Sure) const {
    if (N.Shielded)
      return false;
    // Whatever it waits for: the co_await itself looks.
    if (Library && Library->Delivers == Delivery::ExceptionEveryAwait && N.K == AwaitNode::Operation)
      return true;
    switch (N.K) {
    case AwaitNode::Operation: return canBeCancelled(N);
    case AwaitNode::Coroutine: {
      const Summary &S = Known[N.Callee];
      if (!S.Known)
        Sure = false;
      return S.Suspends || !S.Known;
    }
    case AwaitNode::Combinator:
      return llvm::any_of(N.Branches, [&](const AwaitNode &B) { return cancellable(B, Sure); });
    case AwaitNode::Unknown:
    case AwaitNode::Parameter: Sure = false; return true;
    }
    return false;
  }

  /// The model of a local that begins here.
  const TypeModel *typeOfLocal(const Event &E) const {
    bool IsLocal = E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty();
    return IsLocal ? P.typeModel(Fn.Locals[E.Target.Index].Type) : nullptr;
  }

  /// True if the library brings cancellation to what is awaited: by itself, or by a token that it was given.
  bool arrives(const AwaitNode &N) const {
    if (!Library)
      return true;
    if (Library->Delivers == Delivery::None)
      return false;
    if (Library->ReachesEvery || Library->TokenImplicit || Library->Delivers != Delivery::Exception)
      return true;
    switch (N.K) {
    case AwaitNode::Combinator:
      return llvm::any_of(N.Branches, [&](const AwaitNode &B) { return arrives(B); });
    case AwaitNode::Coroutine:
      return !Known[N.Callee].CancelPoints.empty();
    default: {
      // Only a token tells it; without one, nothing does.
      EventId Made = N.Path.empty() ? N.Made : None;
      // An event or the like that is awaited itself was given no token.
      const TypeModel *Given = N.K == AwaitNode::Parameter ? P.typeModel(Fn.Params[N.Index].Type) : nullptr;
      if ((Given && Given->Awaited) || (N.K == AwaitNode::Operation && N.Path.empty() && Made == None))
        return false;
      return Made == None || llvm::any_of(Fn.Events[Made].Args, [&](const Operand &A) { return isToken(P, F, A); });
    }
    }
  }

  void effectsOf(const AwaitNode &N, std::vector<NodeEffect> &Out, unsigned Depth = 0) const {
    if (Depth > 6)
      return;
    switch (N.K) {
    case AwaitNode::Operation: {
      if (N.Op->Does == Effect::Unknown || N.Op->Does == Effect::Wait || N.On.empty())
        return;
      NodeEffect E;
      E.Dir = N.Op->Does == Effect::Produce || N.Op->Does == Effect::ComposedProduce ? Direction::Out : Direction::In;
      if (N.Op->Does == Effect::Acquire && !lostIfDiscarded(*N.Op))
        return; // What it gives is a guard, which takes care of itself.
      E.On = N.On;
      E.Into = N.Into;
      E.Name = N.Name;
      E.Range = N.Range;
      Out.push_back(std::move(E));
      return;
    }
    case AwaitNode::Combinator:
      for (const AwaitNode &B : N.Branches)
        effectsOf(B, Out, Depth + 1);
      return;
    case AwaitNode::Coroutine:
      for (const DoneEffect &D : Known[N.Callee].Effects) {
        if (D.Dir == Direction::In && !D.Returned)
          continue; // It dealt with what it took.
        NodeEffect E;
        E.Dir = D.Dir;
        E.Name = N.Name;
        E.Range = N.Range;
        for (const Place &Pl : D.On)
          if (std::optional<Place> R = toRoot(P, N.Callee, Pl, N.Path))
            E.On.push_back(*R);
        if (!E.On.empty())
          Out.push_back(std::move(E));
      }
      return;
    default:
      return;
    }
  }

  corosafe::Places visibleOnly(llvm::ArrayRef<Place> On) const {
    corosafe::Places R;
    for (const Place &Pl : On)
      if (isVisibleOutside(Pl) && P.lifetime(F, Pl) != Lifetime::Frame)
        R.push_back(Pl);
    return R;
  }

  void suspend(EventId Id, const Event &E, State &S) {
    if (!E.Args.empty() && E.Args[0].K == Operand::OfValue)
      if (const FunctionModel *M = P.meaning(F, E.Args[0].V).Model; M && M->ShieldsRest) {
        S.removeIf([](const Item &I) { return I.Kind == Shielded && I.A == None; });
        if (*M->ShieldsRest)
          S.add({Shielded});
      }
    if (E.How != SuspendKind::Await || neverSuspends(P, F, Id))
      return;
    Awaiting &Here = Awaits[Id];
    if (!Here.Node)
      Here.Node = Fn.Events[Id].Args.empty() ? AwaitNode() : resolveAwaited(P, F, Fn.Events[Id].Args[0], S);
    const AwaitNode &N = *Here.Node;
    bool Sure = true;
    bool Can = !llvm::any_of(S.Items, [](const Item &I) { return I.Kind == Shielded; }) && cancellable(N, Sure);
    if (!Here.Effects)
      effectsOf(N, Here.Effects.emplace());
    const std::vector<NodeEffect> &Effects = *Here.Effects;
    if (Can && arrives(N) && !llvm::is_contained(Out.CancelPoints, Id))
      Out.CancelPoints.insert(llvm::upper_bound(Out.CancelPoints, Id), Id);
    if (Can) {
      Out.Suspends = true;
      halfDone(Id, E, N, Effects, Sure, S);
      if (!Here.OwnReported) {
        Here.OwnReported = true;
        std::vector<Loss> Own;
        lossesOf(P, Known, N, false, false, "", Own);
        SharedText AwaitedHere;
        for (Loss &L : Own) {
          L.On = visibleOnly(L.On);
          bool ErrorReturned = N.K == AwaitNode::Operation && N.CountReturned;
          llvm::erase_if(L.On, [&](const Place &On) {
            return closedOnTheWayOut(Id, On) || (ErrorReturned && closedLater(Id, On));
          });
          if (L.On.empty())
            continue;
          if (AwaitedHere.empty())
            AwaitedHere = "'" + N.Name + "' is awaited here";
          if (L.Why.empty() || N.K != AwaitNode::Coroutine)
            L.Why.prepend({E.Range, AwaitedHere.str() + ": " + L.What.str()});
          else
            L.Why.prepend({E.Range, AwaitedHere});
          addLoss(Out.Inherent, std::move(L));
        }
      }
    }
    if (N.K == AwaitNode::Parameter && !llvm::is_contained(Out.AwaitsParameters, std::pair(N.Index, N.Callable)))
      Out.AwaitsParameters.push_back({N.Index, N.Callable});
    // Now it has completed.
    S.removeIf([&](const Item &I) { return I.Kind == Taken && (I.A == Id || isSink(I.A, Id)); });
    for (uint32_t K = 0; K < Effects.size(); ++K) {
      const NodeEffect &Eff = Effects[K];
      if (Eff.Dir == Direction::In) {
        // An answer completes the request that was sent before it.
        S.removeIf([&](const Item &I) {
          return I.Kind == Sent && llvm::any_of(effect(I).On, [&](const Place &A) {
                   return llvm::any_of(Eff.On, [&](const Place &B) { return overlaps(A, B); });
                 });
        });
        bool KeptOutside = Eff.Into && P.lifetime(F, *Eff.Into) != Lifetime::Frame;
        if (!KeptOutside && carriesOn(Id))
          S.add({Taken, Id, K});
      } else {
        S.add({Sent, Id, K});
      }
      DoneEffect D;
      D.Dir = Eff.Dir;
      D.On = visibleOnly(Eff.On);
      D.Returned = Eff.Dir == Direction::In && returnsIt(Id);
      if (!D.On.empty() && !llvm::any_of(Out.Effects, [&](const DoneEffect &X) {
            return X.Dir == D.Dir && X.On == D.On && X.Returned == D.Returned;
          }))
        Out.Effects.push_back(std::move(D));
    }
  }

  void addLoss(std::vector<Loss> &To, Loss L) {
    if (To.size() < 32)
      To.push_back(std::move(L));
  }

  void halfDone(EventId Id, const Event &E, const AwaitNode &N, const std::vector<NodeEffect> &Effects, bool Sure,
                State &S) {
    llvm::SmallVector<Item, 4> Items(S.Items);
    for (const Item &I : Items) {
      if (I.Kind == Taken && ReportedTaken.insert({I.A, Id}).second) {
        const NodeEffect &T = effect(I);
        Loss L;
        L.K = Loss::HalfDone;
        L.Dir = Direction::In;
        L.Name = P.functionName(F);
        L.What = "what it has taken is lost when it is cancelled before handing it on";
        L.On = visibleOnly(T.On);
        L.Sure = Sure ? Confidence::High : Confidence::Medium;
        L.Why.append({T.Range, "'" + T.Name + "' completes here, and its result is only in a local", NoteRole::Effect});
        L.Why.append({E.Range, "cancelled at this suspend point, that is lost", NoteRole::Cancelled});
        if (!L.On.empty())
          addLoss(Out.Inherent, std::move(L));
      }
      if (I.Kind == Sent) {
        const NodeEffect &T = effect(I);
        bool Same = llvm::any_of(Effects, [&](const NodeEffect &Next) {
          return llvm::any_of(T.On, [&](const Place &A) {
            return llvm::any_of(Next.On, [&](const Place &B) { return overlaps(A, B); });
          });
        });
        // A loop that never ends sends one thing after the other, not parts of one.
        if (!Same || (I.A == Id && !canEnd(Id)) || !ReportedSent.insert({I.A, Id}).second)
          continue;
        Loss L;
        L.K = Loss::HalfDone;
        L.Dir = Direction::Both;
        L.Name = P.functionName(F);
        L.What = "one step is done and the next is not when it is cancelled in between";
        L.On = visibleOnly(T.On);
        L.Sure = Sure ? Confidence::High : Confidence::Medium;
        L.Why.append({T.Range, "'" + T.Name + "' is done here", NoteRole::Effect});
        L.Why.append({E.Range, "cancelled at this suspend point, what belongs to it never follows", NoteRole::Cancelled});
        if (!L.On.empty())
          addLoss(Out.Inherent, std::move(L));
      }
      if (I.Kind == Changed && I.C == None) {
        S.remove(I);
        Item Crossed = I;
        Crossed.C = Id;
        S.add(Crossed);
      }
    }
    (void)N;
  }

  //===-- state that is changed and changed back ----------------------------===//

  /// +1, -1 for ++ and --, the sign of a compound assignment; nothing for others.
  std::optional<int> stepOf(const Event &E) const {
    llvm::StringRef Op = P.str(E.Op);
    if (Op == "++" || Op == "+=" || Op == "|=")
      return 1;
    if (Op == "--" || Op == "-=" || Op == "&=")
      return -1;
    return std::nullopt;
  }

  void changed(EventId Id, const Event &E, State &S) {
    if (!E.HasTarget)
      return;
    Place On = P.normalize(F, E.Target);
    if (!isVisibleOutside(On) || P.lifetime(F, On) == Lifetime::Frame)
      return;
    llvm::SmallVector<Item, 4> Items(S.Items);
    for (const Item &I : Items) {
      if (I.Kind != Changed || !(Places[I.B] == On))
        continue;
      if (I.C != None && undoes(Fn.Events[I.A], E) && !restoredByHandler(I.C, On) &&
          ReportedChange.insert({I.A, I.C}).second) {
        Loss L;
        L.K = Loss::HalfDone;
        L.Dir = Direction::Both;
        L.Name = P.functionName(F);
        L.What = "'" + P.spell(F, On) + "' is never set back when it is cancelled in between";
        L.On = {On};
        L.Why.append({Fn.Events[I.A].Range, "'" + P.spell(F, On) + "' is changed here", NoteRole::Effect});
        L.Why.append({Fn.Events[I.C].Range, "cancelled at this suspend point, it stays so", NoteRole::Cancelled});
        L.Why.append({E.Range, "and is not set back here", NoteRole::Lost});
        addLoss(Out.Inherent, std::move(L));
      }
      S.remove(I);
    }
    if (isConstantChange(E))
      S.add({Changed, Id, key(On), None});
  }

  bool isConstantChange(const Event &E) const {
    if (E.Kind == EventKind::Compute)
      return stepOf(E).has_value();
    return E.Args.size() == 1 && E.Args[0].K == Operand::Constant;
  }
  bool undoes(const Event &First, const Event &Second) const {
    if (First.Kind != Second.Kind)
      return false;
    if (First.Kind == EventKind::Compute) {
      std::optional<int> A = stepOf(First), B = stepOf(Second);
      return A && B && *A == -*B;
    }
    return isConstantChange(First) && isConstantChange(Second) && First.Args[0].C != Second.Args[0].C;
  }

  /// Cancelled here, the coroutine closes the object itself: in a handler, or by a guard that dies.
  bool closedOnTheWayOut(EventId Suspend, const Place &On) const {
    auto Closes = [&](EventId E) {
      return llvm::any_of(Uses[E], [&](const PlaceUse &U) {
        return U.K == PlaceUse::Closes && overlaps(U.On, On) && Fn.Events[E].Kind != EventKind::Init;
      });
    };
    for (EventId E : handled(Suspend))
      if (Closes(E))
        return true;
    // The end of a handle is not the end of what it leads to; what its destructor does is.
    for (EventId E = Suspend; E < Fn.Events.size(); ++E)
      if (Fn.Events[E].Kind == EventKind::Destroy && Fn.Events[E].HasTarget)
        for (const PlaceUse &U : Uses[E])
          if (U.K == PlaceUse::Closes && overlaps(U.On, On) && !(U.On == P.normalize(F, Fn.Events[E].Target)))
            return true;
    return false;
  }

  /// Cancellation arrives as an error value, and the code behind closes the object.
  bool closedLater(EventId Suspend, const Place &On) const {
    for (EventId E = Suspend; E < Fn.Events.size(); ++E)
      for (const PlaceUse &U : Uses[E])
        if (U.K == PlaceUse::Closes && overlaps(U.On, On) && Fn.Events[E].Kind == EventKind::Call)
          return true;
    return false;
  }

  /// The events that may run in handlers around a suspend point, and after them.
  std::vector<EventId> handled(EventId Suspend) const {
    std::set<BlockId> Reach;
    std::vector<BlockId> Work;
    std::vector<EventId> R;
    for (RegionId Rg = Fn.Events[Suspend].Region; Rg != None; Rg = Fn.Regions[Rg].Parent)
      for (const Region::Handler &H : Fn.Regions[Rg].Handlers)
        if (H.To != None && Reach.insert(H.To).second)
          Work.push_back(H.To);
    while (!Work.empty()) {
      BlockId B = Work.back();
      Work.pop_back();
      R.insert(R.end(), Fn.Blocks[B].Events.begin(), Fn.Blocks[B].Events.end());
      for (const Edge &E : Fn.Blocks[B].Succs)
        if (E.To != None && Reach.insert(E.To).second)
          Work.push_back(E.To);
    }
    return R;
  }

  /// A handler around the suspend point sets the place back before it goes on.
  bool restoredByHandler(EventId Suspend, const Place &On) const {
    return llvm::any_of(handled(Suspend), [&](EventId E) {
      return Fn.Events[E].HasTarget && P.normalize(F, Fn.Events[E].Target) == On &&
             (Fn.Events[E].Kind == EventKind::Assign || Fn.Events[E].Kind == EventKind::Compute);
    });
  }

  //===-- where what was taken goes -----------------------------------------===//

  bool carriesOn(EventId Suspend) {
    const Awaiting &It = followed(Suspend);
    return It.Carriers.size() > 1 || !It.CarrierLocals.empty() || !It.Sinks.empty();
  }

  bool returnsIt(EventId Suspend) {
    const Awaiting &It = followed(Suspend);
    return llvm::any_of(Fn.Events, [&](const Event &E) {
      return E.Kind == EventKind::Return && !E.Args.empty() && carries(It, E.Args[0]);
    });
  }

  static bool carries(const Awaiting &It, const Operand &O) {
    if (O.K == Operand::OfValue)
      return It.Carriers.count(O.V);
    if (O.K == Operand::InPlace && O.P.Root == Place::Value)
      return It.Carriers.count(O.P.Index);
    return O.K == Operand::InPlace && O.P.Root == Place::Local && It.CarrierLocals.count(O.P.Index);
  }

  /// A raw buffer that an operation was given to write into: no object that it works on.
  bool isFilled(const Event &E, const Operation &Op, const Operand &A) const {
    if (A.Pass != Passing::MutablePointer && A.Pass != Passing::MutableRef)
      return false;
    return llvm::none_of(Op.On, [&](ArgRef On) { return llvm::is_contained(P.operands(Fn, E, On), &A); });
  }

  const NodeEffect &effect(const Item &I) { return (*Awaits[I.A].Effects)[I.B]; }

  bool isSink(EventId Suspend, EventId E) { return followed(Suspend).Sinks.count(E); }

  const Awaiting &followed(EventId Suspend) {
    Awaiting &It = Awaits[Suspend];
    if (It.Followed)
      return It;
    It.Followed = true;
    llvm::SmallSet<uint32_t, 8> &Locals = It.CarrierLocals;
    It.Carriers.insert(Suspend);
    // Local buffers that were handed to the operation hold what it took.
    std::vector<EventId> Work;
    if (!Fn.Events[Suspend].Args.empty() && Fn.Events[Suspend].Args[0].K == Operand::OfValue)
      Work.push_back(Fn.Events[Suspend].Args[0].V);
    std::set<EventId> Seen;
    while (!Work.empty()) {
      EventId V = Work.back();
      Work.pop_back();
      if (!Seen.insert(V).second)
        continue;
      const Event &E = Fn.Events[V];
      if (E.Kind != EventKind::Call && E.Kind != EventKind::Construct)
        continue;
      const FunctionModel *M = E.Kind == EventKind::Call ? P.meaning(F, V).Model : nullptr;
      bool IsBuffer = E.Kind == EventKind::Construct || (M && M->PartOf);
      if (M && M->Op && M->Op->Into)
        for (const Operand *O : P.operands(Fn, E, *M->Op->Into))
          if (O->K == Operand::InPlace && O->P.Root == Place::Local)
            Locals.insert(O->P.Index);
      for (const Operand &A : E.Args) {
        if (A.K == Operand::OfValue)
          Work.push_back(A.V);
        else if (A.K == Operand::InPlace && A.P.Root == Place::Local && (IsBuffer || (M && M->Op && isFilled(E, *M->Op, A))))
          Locals.insert(A.P.Index);
      }
    }
    bool Grew = true;
    for (unsigned Round = 0; Grew && Round < 8; ++Round) {
      Grew = false;
      for (EventId Id = 0; Id < Fn.Events.size(); ++Id)
        Grew |= flowThrough(Suspend, Id, It);
    }
    return It;
  }

  /// Carries what a suspend took through one event. True if that taught something new.
  bool flowThrough(EventId Suspend, EventId Id, Awaiting &It) {
    const Event &E = Fn.Events[Id];
    auto Any = [&] { return llvm::any_of(E.Args, [&](const Operand &A) { return carries(It, A); }); };
    switch (E.Kind) {
    case EventKind::Init:
    case EventKind::Assign: {
      if (!Any() || !E.HasTarget)
        return false;
      Place To = P.normalize(F, E.Target);
      if (To.Root == Place::Local && P.lifetime(F, To) == Lifetime::Frame)
        return It.CarrierLocals.insert(To.Index).second;
      return It.Sinks.insert(Id).second;
    }
    case EventKind::Compute:
      if (!Any())
        return false;
      if (E.HasTarget && isVisibleOutside(P.normalize(F, E.Target)))
        return It.Sinks.insert(Id).second;
      if (E.HasTarget && E.Target.Root == Place::Local)
        return It.CarrierLocals.insert(E.Target.Index).second;
      return It.Carriers.insert(Id).second;
    case EventKind::Choose:
    case EventKind::Construct:
    case EventKind::Lambda:
      return Any() && It.Carriers.insert(Id).second;
    case EventKind::Suspend:
      return Id != Suspend && Any() && It.Sinks.insert(Id).second;
    case EventKind::Return:
      return Any() && It.Sinks.insert(Id).second;
    case EventKind::Call:
      return call(Id, E, It);
    default:
      return false;
    }
  }

  bool call(EventId Id, const Event &E, Awaiting &It) {
    bool OnIt = carries(It, E.Receiver);
    bool InArgs = llvm::any_of(E.Args, [&](const Operand &A) { return carries(It, A); });
    if (!OnIt && !InArgs)
      return false;
    const Meaning &M = P.meaning(F, Id);
    const EntityFacts *Callee = E.Callee == None ? nullptr : &P.Facts.Entities[E.Callee];
    if (Callee && P.str(Callee->Leaf) == "operator=")
      return false; // The Assign behind it.
    const TypeFacts *T = P.type(P.strip(E.Type));
    bool Void = !T || P.str(T->Name) == "void";
    if (M.Model) {
      if (llvm::any_of(M.Model->Acts, [](const Action &A) { return A.Does == Act::Logs; }))
        return false;
      if (M.Model->Op || M.Model->Combines || M.Model->Wraps || M.Model->PartOf ||
          M.Model->Tests != ResultTest::None)
        return It.Carriers.insert(Id).second;
    }
    bool Awaitable = T && (T->Awaitable || taskInfo(P, E.Type));
    bool RunsLater = llvm::any_of(M.Bodies, [&](FunctionId B) { return P.function(B).IsCoroutine; }) || Awaitable;
    if (RunsLater && E.Discarded == Discard::No)
      return It.Carriers.insert(Id).second;
    // A method of the thing itself that only looks.
    if (OnIt && !InArgs && Callee && Callee->IsConst)
      return !Void && It.Carriers.insert(Id).second;
    // Put into a local: it is still only in a local.
    if (InArgs && E.Receiver.K == Operand::InPlace) {
      Place On = P.normalize(F, E.Receiver.P);
      if (On.Root == Place::Local && P.lifetime(F, On) == Lifetime::Frame) {
        bool Grew = It.CarrierLocals.insert(On.Index).second;
        return (!Void && E.Discarded == Discard::No && It.Carriers.insert(Id).second) || Grew;
      }
      if (Callee && !Callee->IsConst)
        return It.Sinks.insert(Id).second;
    }
    if (Void || E.Discarded != Discard::No)
      return It.Sinks.insert(Id).second;
    return It.Carriers.insert(Id).second;
  }

  void returned(EventId Id, const Event &E, State &S) {
    if (E.Args.empty())
      return;
    for (const Item &I : S.Items) {
      if (I.Kind != Taken || !carries(followed(I.A), E.Args[0]) || Awaits[I.A].DiscardReported)
        continue;
      Awaits[I.A].DiscardReported = true;
      const NodeEffect &T = effect(I);
      Loss L;
      L.K = Loss::Discarded;
      L.Dir = Direction::In;
      L.Name = P.functionName(F);
      L.What = "what it has taken and returns is dropped when it completes as another branch wins";
      L.On = visibleOnly(T.On);
      L.Why.append({T.Range, "'" + T.Name + "' takes it here", NoteRole::Effect});
      L.Why.append({E.Range, "and it is returned here, to nobody", NoteRole::Lost});
      if (!L.On.empty())
        addLoss(Out.OnDiscard, std::move(L));
    }
    (void)Id;
  }
};

} // namespace

PathsResult inferEffects(const Program &P, FunctionId F, const std::vector<Summary> &Known, Summary &Out) {
  EffectDomain D(P, F, Known, Out);
  PathsResult R = walkPaths(P, F, D);
  D.finish();
  Out.Known = R == PathsResult::Done;
  if (!Out.Known)
    Out.Returns = true;
  return R;
}

} // namespace corosafe

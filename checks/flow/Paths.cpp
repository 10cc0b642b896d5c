//===- Paths.cpp ------------------------------------------------------------===//

#include "Paths.h"
#include "SharedObject.h"
#include "Writers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallBitVector.h"
#include "llvm/Support/Allocator.h"
#include <algorithm>
#include <cstddef>
#include <new>

namespace corosafe {

bool State::has(const Item &I) const { return std::binary_search(Items.begin(), Items.end(), I); }

void State::add(const Item &I) {
  auto It = std::lower_bound(Items.begin(), Items.end(), I);
  if (It == Items.end() || *It != I)
    Items.insert(It, I);
}

void State::remove(const Item &I) {
  auto It = std::lower_bound(Items.begin(), Items.end(), I);
  if (It != Items.end() && *It == I)
    Items.erase(It);
}

namespace {
constexpr unsigned MaxStatesPerBlock = 24; ///< Beyond it, paths are joined.
constexpr unsigned MaxSteps = 400000;      ///< Events executed in one walk, those of large states counted more.
constexpr unsigned MaxItems = 192;         ///< Items in one state.
constexpr unsigned MaxDepth = 16;
} // namespace

const Operand *valueOf(const Program &P, FunctionId F, uint32_t Local, const State &S) {
  for (auto &[L, Def] : S.Defs)
    if (L == Local) {
      const Event &E = P.function(F).Events[Def];
      return E.Args.empty() ? nullptr : &E.Args[0];
    }
  return P.soleValue(F, Local);
}

static int partOfElement(llvm::StringRef Element) {
  if (Element == "first" || Element == "[]")
    return 0;
  if (Element == "second")
    return 1;
  unsigned N;
  if (Element.consume_front("#") && !Element.getAsInteger(10, N))
    return N;
  return -1;
}

static SourceValue sourceOfImpl(const Program &P, FunctionId F, const Operand &O, const State &S, unsigned Depth) {
  SourceValue R;
  if (Depth > MaxDepth)
    return R;
  const FunctionFacts &Fn = P.function(F);
  if (O.K == Operand::InPlace) {
    R.Where = O.P;
    if (O.P.Root == Place::Value) {
      R.Event = O.P.Index;
      for (Symbol E : O.P.Path)
        if (int Part = partOfElement(P.str(E)); Part >= 0) {
          R.Part = Part;
          break;
        }
      return R;
    }
    if (O.P.Root != Place::Local)
      return R;
    const Operand *Def = valueOf(P, F, O.P.Index, S);
    if (!Def)
      return R;
    SourceValue Inner = sourceOfImpl(P, F, *Def, S, Depth + 1);
    R.Event = Inner.Event;
    R.Part = Inner.Part;
    for (Symbol E : O.P.Path) {
      int Part = partOfElement(P.str(E));
      if (Part >= 0) {
        // Parts of parts keep the first: order[0] of {order, ...} is the order.
        if (R.Part < 0)
          R.Part = Part;
        break;
      }
    }
    return R;
  }
  if (O.K != Operand::OfValue || O.V >= Fn.Events.size())
    return R;
  const Event &E = Fn.Events[O.V];
  R.Event = O.V;
  if (E.Kind == EventKind::Call) {
    const FunctionModel *M = P.meaning(F, O.V).Model;
    if (M && M->Tests == ResultTest::GetAlternative)
      for (const Operand *A : P.operands(Fn, E, M->TestOn)) {
        SourceValue Inner = sourceOfImpl(P, F, *A, S, Depth + 1);
        if (Inner.Event == None)
          break;
        if (E.Callee != None) {
          const auto &T = P.Facts.Entities[E.Callee].TemplateArgs;
          if (!T.empty() && T[0].K == TemplateArg::Integer)
            Inner.Part = Inner.Part < 0 ? static_cast<int>(T[0].I) : Inner.Part;
        }
        return Inner;
      }
    if (M && M->PartOf)
      for (const Operand *A : P.operands(Fn, E, *M->PartOf))
        return sourceOfImpl(P, F, *A, S, Depth + 1);
  }
  if (E.Kind == EventKind::Construct && E.Args.size() == 1 && P.strip(E.Args[0].Type) == P.strip(E.Type))
    return sourceOfImpl(P, F, E.Args[0], S, Depth + 1);
  return R;
}

SourceValue sourceOf(const Program &P, FunctionId F, const Operand &O, const State &S) {
  return sourceOfImpl(P, F, O, S, 0);
}

namespace {

/// The fixed point itself.
class Walk {
public:
  Walk(const Program &P, FunctionId F, Domain &D) : P(P), Fn(P.function(F)), F(F), D(D) {}
  Walk(const Walk &) = delete;
  ~Walk() {
    for (size_t I = 0; I < FirstUsed; ++I)
      std::launder(reinterpret_cast<State *>(FirstStates) + I)->~State();
  }

  PathsResult run(const State &Start) {
    if (Fn.Blocks.empty() || Fn.Entry == None)
      return PathsResult::NoGraph;
    Seen.resize(Fn.Blocks.size());
    Joined.resize(Fn.Blocks.size());
    findTracked();
    enter(Fn.Entry, State(Start));
    for (size_t Next = 0; Next < Work.size(); ++Next) {
      Pending Now = Work[Next];
      if (Next >= 64 && Next * 2 > Work.size()) {
        Work.erase(Work.begin(), Work.begin() + Next);
        Next = 0;
      }
      bool Fits = runBlock(Now.Block, Now.IsCopy ? std::move(*Now.At) : State(*Now.At));
      if (Now.IsCopy)
        Free.push_back(Now.At);
      if (!Fits)
        return PathsResult::TooLarge;
    }
    return PathsResult::Done;
  }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  Domain &D;
  /// A block that is to be run, first come first served.
  struct Pending {
    BlockId Block;
    State *At;
    bool IsCopy; ///< Nobody else looks at that state.
  };
  llvm::SmallVector<llvm::SmallVector<State *, 2>, 12> Seen; ///< By block.
  llvm::SmallBitVector Joined;
  llvm::SmallVector<Pending, 16> Work;
  llvm::SmallBitVector MultiDef; ///< By local: it has several definitions, or others may write it.
  llvm::SmallBitVector Opens;    ///< By event: it lets others write a local.
  llvm::SmallBitVector Escaped;  ///< By local: others may write it at any time from then on.
  llvm::SmallVector<const Place *, 4> Remembered; ///< Places that more than one branch looks at. Sorted.
  llvm::SmallBitVector Tracked;  ///< By event: its value matters to more than the branch right behind it.
  unsigned Steps = 0;

  // States live in one place until the walk ends; most functions need no more than the first few.
  static constexpr size_t FirstCount = 8;
  alignas(State) std::byte FirstStates[FirstCount * sizeof(State)];
  size_t FirstUsed = 0;
  llvm::SpecificBumpPtrAllocator<State> MoreStates;
  llvm::SmallVector<State *, 4> Free;

  State *keep(const State &S) { return keep(State(S)); }
  State *keep(State &&S) {
    if (!Free.empty()) {
      State *At = Free.pop_back_val();
      *At = std::move(S);
      return At;
    }
    if (FirstUsed < FirstCount)
      return new (FirstStates + FirstUsed++ * sizeof(State)) State(std::move(S));
    return new (MoreStates.Allocate()) State(std::move(S));
  }

  void findTracked() {
    llvm::SmallVector<unsigned, 16> Defs(Fn.Locals.size(), 0);
    Tracked.resize(Fn.Events.size());
    Opens.resize(Fn.Events.size());
    for (const Event &E : Fn.Events) {
      if ((E.Kind == EventKind::Init || E.Kind == EventKind::Assign) && E.HasTarget &&
          E.Target.Root == Place::Local && E.Target.Path.empty()) {
        ++Defs[E.Target.Index];
        if (!E.Args.empty())
          track(E.Args[0], 0);
      }
      if (E.Kind == EventKind::Compute && E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty())
        Defs[E.Target.Index] += 2;
      if (E.Kind == EventKind::Choose && E.Args.size() == 3)
        track(E.Args[2], 0);
      if (E.Kind == EventKind::Assign && E.HasTarget && E.Target.Root != Place::Local && !E.Args.empty())
        track(E.Args[0], 0);
    }
    // Places that several branches look at are worth remembering.
    llvm::SmallVector<const Place *, 16> Looked;
    auto Look = [&](const Operand &O) {
      if (O.K == Operand::InPlace)
        Looked.push_back(&O.P);
    };
    for (const Block &B : Fn.Blocks) {
      Look(B.Condition);
      for (const Operand *O = &B.Condition; O->K == Operand::OfValue && Fn.Events[O->V].Kind == EventKind::Compute &&
                                            !Fn.Events[O->V].Args.empty();) {
        for (const Operand &A : Fn.Events[O->V].Args)
          Look(A);
        O = &Fn.Events[O->V].Args[0];
      }
    }
    llvm::sort(Looked, [](const Place *A, const Place *B) { return before(*A, *B); });
    for (size_t I = 1; I < Looked.size(); ++I)
      if (*Looked[I] == *Looked[I - 1] && (Remembered.empty() || !(*Remembered.back() == *Looked[I])))
        Remembered.push_back(Looked[I]);
    MultiDef.resize(Fn.Locals.size());
    Escaped.resize(Fn.Locals.size());
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id)
      for (const Operand &A : Fn.Events[Id].Args)
        if (uint32_t L = writtenThrough(P, F, Id, A); L != None) {
          Opens.set(Id);
          ++Defs[L];
          if (Fn.Events[Id].Kind != EventKind::Call && Fn.Events[Id].Kind != EventKind::Construct)
            Escaped.set(L);
        }
    for (uint32_t L = 0; L < Defs.size(); ++L)
      if (Defs[L] > 1)
        MultiDef.set(L);
  }

  void track(const Operand &O, unsigned Depth) {
    if (O.K != Operand::OfValue || O.V >= Fn.Events.size() || Depth > 4)
      return;
    const TypeFacts *T = P.type(P.strip(Fn.Events[O.V].Type));
    if (!T || (T->Kind != TypeFacts::Builtin && T->Kind != TypeFacts::Enum && T->Kind != TypeFacts::Pointer))
      return;
    Tracked.set(O.V);
    for (const Operand &A : Fn.Events[O.V].Args)
      track(A, Depth + 1);
  }

  void enter(BlockId B, State &&S) {
    if (B == Fn.Exit) {
      D.left(S, false);
      return;
    }
    llvm::SmallVectorImpl<State *> &Known = Seen[B];
    if (Joined[B]) {
      if (join(*Known[0], S))
        Work.push_back({B, keep(*Known[0]), true});
      return;
    }
    if (llvm::any_of(Known, [&](const State *K) { return *K == S; }))
      return;
    Known.push_back(keep(std::move(S)));
    if (Known.size() > MaxStatesPerBlock) {
      // Some of them are still waiting to be run on their own.
      State *All = keep(*Known[0]);
      for (const State *K : llvm::drop_begin(Known))
        join(*All, *K);
      Known.assign(1, All);
      Joined.set(B);
      Work.push_back({B, keep(*All), true});
      return;
    }
    Work.push_back({B, Known.back(), false});
  }

  /// Adds what Other knows to Into; true if that changed it.
  static bool join(State &Into, const State &Other) {
    State Old = Into;
    auto Keep = [](auto &A, const auto &B) {
      A.erase(std::remove_if(A.begin(), A.end(), [&](const auto &X) { return !llvm::is_contained(B, X); }), A.end());
    };
    Keep(Into.Defs, Other.Defs);
    Keep(Into.Truth, Other.Truth);
    Keep(Into.Known, Other.Known);
    Keep(Into.Written, Other.Written);
    for (const Item &I : Other.Items)
      Into.add(I);
    if (Into.Returned != Other.Returned)
      Into.Returned = None;
    if (!(Into.Raised == Other.Raised))
      Into.Raised = {};
    return !(Into == Old);
  }

  bool mayThrow(const Event &E) const {
    switch (E.Kind) {
    case EventKind::Suspend:
    case EventKind::Throw:
      return true;
    case EventKind::Call:
    case EventKind::Construct:
      return E.Callee == None || !P.Facts.Entities[E.Callee].IsNoExcept;
    default:
      return false;
    }
  }

  /// An event is left by an exception.
  void raise(EventId Id, State S) {
    const Event &E = Fn.Events[Id];
    if (E.Kind != EventKind::Throw)
      S.Raised = {};
    else if (!E.Args.empty())
      S.Raised = {P.strip(P.typeOf(Fn, E.Args[0])), nullptr};
    llvm::SmallVector<State, 2> Forks;
    D.thrown(Id, S, Forks);
    for (State &Fork : Forks)
      handle(Id, std::move(Fork));
    handle(Id, std::move(S));
  }

  enum class Catches : uint8_t { No, Maybe, Yes };

  /// Whether a handler takes an exception. What is thrown without a sign of its
  /// type is held to be a std::exception, as all but a few libraries have it.
  Catches catches(TypeId Handler, const Thrown &What) const {
    const TypeFacts *H = P.type(P.strip(Handler));
    if (Handler == None || !H)
      return Handler == None ? Catches::Yes : Catches::Maybe;
    llvm::StringRef Name = P.str(H->Name);
    if (What.Type != None) {
      const TypeFacts &T = P.Facts.Types[What.Type];
      if (P.typeIs(What.Type, Name))
        return Catches::Yes;
      // Of a template's parameter, or a class of which only the name was seen, more is not known.
      bool Seen = T.Kind == TypeFacts::Builtin || T.Kind == TypeFacts::Enum || (T.Kind == TypeFacts::Record && !T.Bases.empty());
      return Seen || T.Kind == H->Kind ? Catches::No : Catches::Maybe;
    }
    if (Name == "std::exception")
      return Catches::Yes;
    if (!What.Names)
      return Catches::Maybe;
    auto Is = [&](Symbol S) {
      return S && llvm::any_of(*What.Names, [&](const std::string &N) {
        return P.str(S) == N || P.Models.canonical(P.str(S)) == N;
      });
    };
    return Is(H->Name) || llvm::any_of(H->Aliases, Is) ? Catches::Yes : Catches::No;
  }

  /// Hands a state that left an event by an exception to the handlers.
  void handle(EventId Id, State S) {
    for (RegionId R = Fn.Events[Id].Region; R != None; R = Fn.Regions[R].Parent) {
      const Region &Try = Fn.Regions[R];
      D.unwound(Try.Locals, S);
      for (uint32_t L : Try.Locals)
        forget(L, S);
      for (const Region::Handler &H : Try.Handlers) {
        Catches C = catches(H.Type, S.Raised);
        if (C == Catches::No)
          continue;
        if (H.To != None)
          enter(H.To, State(S));
        if (C == Catches::Yes)
          return;
      }
    }
    D.left(S, true);
  }

  void forget(uint32_t Local, State &S) {
    llvm::erase_if(S.Defs, [&](const auto &X) { return X.first == Local; });
  }

  /// What a local was given as a constant, it may not hold behind this.
  void open(EventId Id, const Event &E, State &S) {
    for (const Operand &A : E.Args)
      if (uint32_t L = writtenThrough(P, F, Id, A); L != None) {
        const Operand *Now = valueOf(P, F, L, S);
        if (Now && Now->K == Operand::Constant)
          forget(L, S);
      }
  }

  bool runBlock(BlockId B, State &&Start) {
    const Block &Blk = Fn.Blocks[B];
    const bool Throws = D.watchesThrows();
    llvm::SmallVector<State, 4> Current, Next, Forks;
    Current.push_back(std::move(Start));
    for (EventId Id : Blk.Events) {
      const Event &E = Fn.Events[Id];
      // One state that stays one is not moved about.
      bool Alone = Current.size() == 1, Stays = false;
      Next.clear();
      for (State &S : Current) {
        Steps += 1 + S.Items.size() / 4;
        if (Steps > MaxSteps || S.Items.size() > MaxItems)
          return false;
        if (mayThrow(E) && (E.Region != None || E.Kind == EventKind::Throw || (Throws && E.Kind == EventKind::Suspend) ||
                            D.followsThrow(Id)))
          raise(Id, S);
        if (E.Kind == EventKind::Throw || (E.Kind == EventKind::Call && P.neverReturns(F, Id)))
          continue;
        // The event makes its value anew.
        if (!S.Truth.empty())
          llvm::erase_if(S.Truth, [&](const auto &X) { return X.first == Id; });
        if ((E.Kind == EventKind::Init || E.Kind == EventKind::Assign) && E.HasTarget &&
            E.Target.Root == Place::Local && E.Target.Path.empty() && MultiDef[E.Target.Index]) {
          forget(E.Target.Index, S);
          S.Defs.push_back({E.Target.Index, Id});
          llvm::sort(S.Defs);
        }
        if (E.Kind == EventKind::Compute && E.HasTarget && E.Target.Root == Place::Local)
          forget(E.Target.Index, S);
        if (Opens[Id])
          open(Id, E, S);
        update(Id, E, S);
        Forks.clear();
        if (E.Kind == EventKind::Return) {
          S.Returned = Id;
          if (D.splitsReturns())
            splitReturn(E, S, Forks);
        }
        D.after(Id, S, Forks);
        if (E.Kind == EventKind::Call && !learnFromCall(Id, S))
          continue;
        if (Alone && Forks.empty()) {
          Stays = true;
          continue;
        }
        Next.push_back(std::move(S));
        for (State &Fork : Forks)
          Next.push_back(std::move(Fork));
      }
      if (Stays)
        continue;
      std::swap(Current, Next);
      if (Current.empty())
        return true;
    }
    for (State &S : Current)
      leave(Blk, std::move(S));
    return true;
  }

  /// What an event does to what is known of places.
  void update(EventId Id, const Event &E, State &S) {
    if (S.Known.empty() && S.Written.empty() && E.Kind != EventKind::Assign)
      return;
    auto Drop = [&](auto Hit) {
      llvm::erase_if(S.Known, [&](const State::KnownPlace &K) { return Hit(K.Where); });
      llvm::erase_if(S.Written, [&](EventId W) { return Hit(Fn.Events[W].Target); });
    };
    auto Shared = [&](const Place &Pl) { return Pl.Root == Place::This || Pl.Root == Place::Global || Pl.Root == Place::Capture; };
    if (E.HasTarget && (E.Kind == EventKind::Assign || E.Kind == EventKind::Init || E.Kind == EventKind::Compute)) {
      Drop([&](const Place &Pl) { return overlaps(Pl, E.Target); });
      if (E.Kind == EventKind::Assign && E.Target.Root != Place::Local && E.Args.size() == 1 &&
          (E.Args[0].K == Operand::OfValue || E.Args[0].K == Operand::Constant)) {
        S.Written.push_back(Id);
        llvm::sort(S.Written);
      }
    }
    if (E.Kind == EventKind::Suspend)
      Drop([&](const Place &Pl) { return Shared(Pl); }); // Others run meanwhile.
    if (E.Kind == EventKind::Call || E.Kind == EventKind::Construct) {
      for (const Operand &A : E.Args)
        if (A.K == Operand::InPlace && (A.AddressOf || A.Pass == Passing::MutableRef || A.Pass == Passing::MutablePointer))
          Drop([&](const Place &Pl) { return overlaps(Pl, A.P); });
      bool OnThis = E.Receiver.K == Operand::InPlace && E.Receiver.P.Root == Place::This && E.Receiver.P.Path.empty();
      if (OnThis && E.Callee != None && !P.Facts.Entities[E.Callee].IsConst)
        Drop([&](const Place &Pl) { return Pl.Root == Place::This; });
    }
  }

  /// What was last written to a member or global on this path.
  const Operand *writtenTo(const Place &Where, const State &S) const {
    for (EventId W : S.Written)
      if (Fn.Events[W].Target == Where)
        return &Fn.Events[W].Args[0];
    return nullptr;
  }
  std::optional<int64_t> knownOf(const Place &Where, const State &S) const {
    for (const State::KnownPlace &K : S.Known)
      if (K.Where == Where)
        return K.Value;
    return std::nullopt;
  }
  static bool before(const Place &A, const Place &B) {
    if (A.Root != B.Root || A.Index != B.Index)
      return std::pair(A.Root, A.Index) < std::pair(B.Root, B.Index);
    return std::lexicographical_compare(A.Path.begin(), A.Path.end(), B.Path.begin(), B.Path.end());
  }
  bool isRemembered(const Place &Pl) const {
    auto It = llvm::lower_bound(Remembered, &Pl, [](const Place *A, const Place *B) { return before(*A, *B); });
    return It != Remembered.end() && **It == Pl;
  }
  void remember(const Operand &O, int64_t Value, State &S) {
    if (O.P.Root == Place::Local && Escaped[O.P.Index])
      return;
    const TypeFacts *T = P.type(P.typeOf(Fn, O));
    if (!T || (T->Kind != TypeFacts::Builtin && T->Kind != TypeFacts::Enum && T->Kind != TypeFacts::Pointer) ||
        !isRemembered(O.P) || knownOf(O.P, S))
      return;
    S.Known.push_back({O.P, Value});
  }

  /// `return r.index() == 0;` returns true on one path and false on the other; so does a part of `return {r.index() == 0, n};`.
  void splitReturn(const Event &E, State &S, llvm::SmallVectorImpl<State> &Forks) {
    if (E.Args.empty())
      return;
    const Operand *Split = &E.Args[0];
    auto IsOpenBool = [&](const Operand &O) {
      const TypeFacts *T = O.K == Operand::OfValue ? P.type(P.strip(Fn.Events[O.V].Type)) : nullptr;
      return T && P.str(T->Name) == "bool" && !evaluate(O, S, 0);
    };
    if (Split->K == Operand::OfValue && Fn.Events[Split->V].Kind == EventKind::Construct)
      if (auto Part = llvm::find_if(Fn.Events[Split->V].Args, IsOpenBool); Part != Fn.Events[Split->V].Args.end())
        Split = &*Part;
    if (!IsOpenBool(*Split))
      return;
    EventId Value = Split->V;
    State No = S;
    auto Take = [&](State &X, bool Holds) {
      if (!assume(*Split, Holds, X, 0))
        return false;
      if (llvm::none_of(X.Truth, [&](const auto &Y) { return Y.first == Value; })) {
        X.Truth.push_back({Value, Holds});
        llvm::sort(X.Truth);
      }
      return true;
    };
    bool MayNot = Take(No, false);
    State Yes = S;
    if (!Take(Yes, true)) {
      if (MayNot)
        S = std::move(No);
      return;
    }
    S = std::move(Yes);
    if (MayNot)
      Forks.push_back(std::move(No));
  }

  /// std::get<1>(r) goes on only where the second alternative is active.
  bool learnFromCall(EventId Id, State &S) {
    const Event &E = Fn.Events[Id];
    if (E.Callee == None)
      return true;
    const FunctionModel *M = P.meaning(F, Id).Model;
    if (!M || (M->Tests != ResultTest::GetAlternative && M->Tests != ResultTest::Value))
      return true;
    for (const Operand *O : P.operands(Fn, E, M->TestOn)) {
      Test T;
      SourceValue V = sourceOf(P, F, *O, S);
      T.Source = V.Event;
      T.Part = V.Part;
      T.Where = V.Where;
      if (M->Tests == ResultTest::Value) {
        T.K = Test::Value;
        return D.learn(T, S);
      }
      T.K = Test::Index;
      std::optional<int64_t> Index = alternative(E, *O);
      const TypeFacts *Ty = P.type(P.typeOf(Fn, *O));
      if (!Index || !Ty || !P.str(Ty->Name).ends_with("variant"))
        return true;
      T.Number = *Index;
      return D.learn(T, S);
    }
    return true;
  }

  void leave(const Block &Blk, State &&S) {
    auto ForEdge = [&](const Edge &E) { return &E == &Blk.Succs.back() ? std::move(S) : State(S); };
    if (Blk.Condition.K == Operand::Nothing || Blk.Succs.size() < 2) {
      for (const Edge &E : Blk.Succs)
        enter(E.To, ForEdge(E));
      return;
    }
    std::optional<int64_t> Known = evaluate(Blk.Condition, S, 0);
    bool Matched = false;
    for (const Edge &E : Blk.Succs) {
      State Out = ForEdge(E);
      switch (E.When) {
      case Edge::Always:
        break;
      case Edge::True:
      case Edge::False: {
        bool Holds = E.When == Edge::True;
        if (Known && (*Known != 0) != Holds)
          continue;
        if (!assume(Blk.Condition, Holds, Out, 0))
          continue;
        break;
      }
      case Edge::Case:
        if (Known && (*Known < E.Low || *Known > E.High))
          continue;
        Matched |= Known.has_value();
        if (E.Low == E.High && !assumeEquals(Blk.Condition, E.Low, true, Out, 0))
          continue;
        break;
      case Edge::Default: {
        if (Matched)
          continue;
        bool Possible = true;
        for (const Edge &Other : Blk.Succs)
          if (Other.When == Edge::Case && Other.Low == Other.High) {
            if (Known && *Known == Other.Low)
              Possible = false;
            Possible = Possible && assumeEquals(Blk.Condition, Other.Low, false, Out, 0);
          }
        if (!Possible)
          continue;
        break;
      }
      }
      enter(E.To, std::move(Out));
    }
  }

  std::optional<int64_t> evaluate(const Operand &O, const State &S, unsigned Depth) const {
    if (Depth > MaxDepth)
      return std::nullopt;
    if (O.K == Operand::Constant)
      return O.C;
    if (O.K == Operand::InPlace) {
      if (std::optional<int64_t> Known = knownOf(O.P, S))
        return Known;
      if (const Operand *Value = writtenTo(O.P, S))
        return evaluate(*Value, S, Depth + 1);
      if (O.P.Root != Place::Local || !O.P.Path.empty())
        return std::nullopt;
      const Operand *Def = valueOf(P, F, O.P.Index, S);
      if (!Def || Def->K == Operand::InPlace)
        return std::nullopt;
      return evaluate(*Def, S, Depth + 1);
    }
    if (O.K != Operand::OfValue || O.V >= Fn.Events.size())
      return std::nullopt;
    for (auto &[E, Value] : S.Truth)
      if (E == O.V)
        return Value;
    const Event &E = Fn.Events[O.V];
    if (E.Kind == EventKind::Choose && E.Args.size() == 3) {
      std::optional<int64_t> Cond = evaluate(E.Args[2], S, Depth + 1);
      return Cond ? evaluate(E.Args[*Cond ? 0 : 1], S, Depth + 1) : std::nullopt;
    }
    if (E.Kind != EventKind::Compute)
      return std::nullopt;
    llvm::StringRef Op = P.str(E.Op);
    if (E.Args.size() == 1) {
      std::optional<int64_t> A = evaluate(E.Args[0], S, Depth + 1);
      if (A && Op == "!")
        return *A == 0;
      return A && (Op == "bool" || Op == "+") ? A : std::nullopt;
    }
    if (E.Args.size() != 2)
      return std::nullopt;
    std::optional<int64_t> A = evaluate(E.Args[0], S, Depth + 1), B = evaluate(E.Args[1], S, Depth + 1);
    if (!A || !B)
      return std::nullopt;
    if (Op == "==") return *A == *B;
    if (Op == "!=") return *A != *B;
    if (Op == "<") return *A < *B;
    if (Op == ">") return *A > *B;
    if (Op == "<=") return *A <= *B;
    if (Op == ">=") return *A >= *B;
    if (Op == "&&") return *A && *B;
    if (Op == "||") return *A || *B;
    return std::nullopt;
  }

  bool learn(Test::Kind K, bool Holds, int64_t Number, const Operand &O, State &S) {
    Test T;
    T.K = K;
    T.Holds = Holds;
    T.Number = Number;
    SourceValue V = sourceOf(P, F, O, S);
    T.Source = V.Event;
    T.Part = V.Part;
    T.Where = V.Where;
    return D.learn(T, S);
  }

  /// What a flag says of the result that it is a field of: `result.timed_out`.
  ResultTest toldByField(const Place &Pl) const {
    if (Pl.Path.empty() || !namesMember(P, Pl.Path.back()))
      return ResultTest::None;
    const TypeFacts *Of = P.type(typeAlong(P, F, Pl, Pl.Path.size() - 1));
    if (!Of || Of->Kind != TypeFacts::Record || !Of->Name)
      return ResultTest::None;
    for (const FunctionModel *M : P.Models.functions((P.str(Of->Name) + "::" + P.str(Pl.Path.back())).str()))
      if (M->Tests == ResultTest::HasError || M->Tests == ResultTest::HasValue)
        return M->Tests;
    return ResultTest::None;
  }

  /// Takes a condition for true or false; false if it cannot be.
  bool assume(const Operand &O, bool Holds, State &S, unsigned Depth) {
    if (Depth > MaxDepth)
      return true;
    if (O.K == Operand::Constant)
      return (O.C != 0) == Holds;
    if (O.K == Operand::InPlace) {
      if (O.P.Root == Place::Local && O.P.Path.empty())
        if (const Operand *Def = valueOf(P, F, O.P.Index, S); Def && Def->K == Operand::OfValue)
          return assume(*Def, Holds, S, Depth + 1);
      if (std::optional<int64_t> Known = knownOf(O.P, S))
        return (*Known != 0) == Holds;
      if (const Operand *Value = writtenTo(O.P, S))
        return assume(*Value, Holds, S, Depth + 1);
      if (isBool(O) || !Holds)
        remember(O, Holds, S);
      if (ResultTest Tells = toldByField(O.P); Tells != ResultTest::None) {
        Operand Whole = O;
        Whole.P.Path.pop_back();
        Whole.Type = None;
        return learn(Tells == ResultTest::HasError ? Test::Error : Test::Value, Holds, 0, Whole, S);
      }
      return learn(Test::Truth, Holds, 0, O, S);
    }
    if (O.K != Operand::OfValue || O.V >= Fn.Events.size())
      return true;
    for (auto &[E, Value] : S.Truth)
      if (E == O.V)
        return (Value != 0) == Holds;
    const Event &E = Fn.Events[O.V];
    if (Tracked[O.V]) {
      S.Truth.push_back({O.V, Holds});
      llvm::sort(S.Truth);
    }
    if (E.Kind == EventKind::Compute) {
      llvm::StringRef Op = P.str(E.Op);
      if (E.Args.size() == 1) {
        if (Op == "!")
          return assume(E.Args[0], !Holds, S, Depth + 1);
        if (Op == "bool")
          return assume(E.Args[0], Holds, S, Depth + 1);
      }
      if (E.Args.size() == 2) {
        if (Op == "==" || Op == "!=")
          return compare(E.Args[0], E.Args[1], Holds == (Op == "=="), S, Depth);
        if ((Op == "&&" && Holds) || (Op == "||" && !Holds))
          return assume(E.Args[0], Holds, S, Depth + 1) && assume(E.Args[1], Holds, S, Depth + 1);
        // `index > 0` is `index != 0` for what counts from 0.
        if (Op == ">" && E.Args[1].K == Operand::Constant && E.Args[1].C == 0 && !learn(Test::Less, !Holds, 1, E.Args[0], S))
          return false;
        if (Op == ">" && E.Args[1].K == Operand::Constant && E.Args[1].C == 0)
          return assumeEquals(E.Args[0], 0, !Holds, S, Depth + 1);
        if (E.Args[1].K == Operand::Constant) {
          int64_t C = E.Args[1].C;
          if (Op == "<") return learn(Test::Less, Holds, C, E.Args[0], S);
          if (Op == ">=") return learn(Test::Less, !Holds, C, E.Args[0], S);
          if (Op == "<=") return learn(Test::Less, Holds, C + 1, E.Args[0], S);
          if (Op == ">") return learn(Test::Less, !Holds, C + 1, E.Args[0], S);
        }
      }
      return true;
    }
    if (E.Kind == EventKind::Call && E.Callee != None) {
      llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
      if (Leaf == "operator==" || Leaf == "operator!=") {
        bool Equal = Holds == (Leaf == "operator==");
        if (E.Args.size() == 2)
          return compare(E.Args[0], E.Args[1], Equal, S, Depth);
        if (E.Args.size() == 1)
          return compare(E.Receiver, E.Args[0], Equal, S, Depth);
      }
      if (Leaf == "operator!" && E.Receiver.K != Operand::Nothing)
        return assume(E.Receiver, !Holds, S, Depth + 1);
      const FunctionModel *M = P.meaning(F, O.V).Model;
      if (M && M->Tests != ResultTest::None)
        for (const Operand *On : P.operands(Fn, E, M->TestOn))
          switch (M->Tests) {
          case ResultTest::Index: return learn(Test::Index, !Holds, 0, *On, S);
          case ResultTest::HasValue:
          case ResultTest::Value: return learn(Test::Value, Holds, 0, *On, S);
          case ResultTest::HasError: return learn(Test::Error, Holds, 0, *On, S);
          case ResultTest::OwnsLock: return learn(Test::Owns, Holds, 0, *On, S);
          case ResultTest::HoldsAlternative:
            if (std::optional<int64_t> I = alternative(E, *On))
              return learn(Test::Index, Holds, *I, *On, S);
            return true;
          case ResultTest::GetAlternative:
          case ResultTest::None: break;
          }
      // A conversion to bool of a class that no model knows speaks of the object.
      if (P.Facts.Entities[E.Callee].IsConversion && E.Receiver.K != Operand::Nothing)
        return learn(Test::Truth, Holds, 0, E.Receiver, S);
      bool Understood = false;
      bool Possible = assumeCall(O.V, Holds, S, Depth, Understood);
      if (Understood)
        return Possible;
      D.puzzled(O.V, S);
    }
    return learn(Test::Truth, Holds, 0, O, S);
  }

  bool isBool(const Operand &O) const {
    const TypeFacts *T = P.type(P.typeOf(Fn, O));
    return T && P.str(T->Name) == "bool";
  }

  /// `if (timed_out(r))`: what a small predicate of the program's own asks about its argument.
  bool assumeIn(FunctionId G, const Operand &O, bool Holds, const Event &Call, State &S, unsigned Depth, bool &Understood) {
    const FunctionFacts &Body = P.function(G);
    auto Argument = [&](const Operand &X) -> const Operand * {
      if (X.K != Operand::InPlace || X.P.Root != Place::Parameter || !X.P.Path.empty() || X.P.Index >= Call.Args.size())
        return nullptr;
      return &Call.Args[X.P.Index];
    };
    if (Depth > MaxDepth)
      return true;
    if (const Operand *A = Argument(O)) {
      Understood = true;
      return assume(*A, Holds, S, Depth + 1);
    }
    if (O.K != Operand::OfValue)
      return true;
    const Event &E = Body.Events[O.V];
    if (E.Kind == EventKind::Compute && E.Args.size() == 1 && (P.str(E.Op) == "!" || P.str(E.Op) == "bool"))
      return assumeIn(G, E.Args[0], P.str(E.Op) == "!" ? !Holds : Holds, Call, S, Depth + 1, Understood);
    bool Equality = E.Kind == EventKind::Compute && (P.str(E.Op) == "==" || P.str(E.Op) == "!=") && E.Args.size() == 2;
    if (Equality) {
      const Operand *Left = &E.Args[0], *Right = &E.Args[1];
      if (Left->K == Operand::Constant)
        std::swap(Left, Right);
      if (Right->K != Operand::Constant)
        return true;
      bool Equal = Holds == (P.str(E.Op) == "==");
      if (const Operand *A = Argument(*Left)) {
        Understood = true;
        return assumeEquals(*A, Right->C, Equal, S, Depth + 1);
      }
      if (Left->K == Operand::OfValue && Body.Events[Left->V].Kind == EventKind::Call) {
        const FunctionModel *M = P.meaning(G, Left->V).Model;
        if (M && M->Tests == ResultTest::Index)
          for (const Operand *On : P.operands(Body, Body.Events[Left->V], M->TestOn))
            if (const Operand *A = Argument(*On)) {
              Understood = true;
              return learn(Test::Index, Equal, Right->C, *A, S);
            }
      }
      return true;
    }
    if (E.Kind == EventKind::Call && E.Callee != None) {
      const FunctionModel *M = P.meaning(G, O.V).Model;
      if (M && M->Tests != ResultTest::None)
        for (const Operand *On : P.operands(Body, E, M->TestOn))
          if (const Operand *A = Argument(*On)) {
            Understood = true;
            switch (M->Tests) {
            case ResultTest::HasValue:
            case ResultTest::Value: return learn(Test::Value, Holds, 0, *A, S);
            case ResultTest::HasError: return learn(Test::Error, Holds, 0, *A, S);
            case ResultTest::HoldsAlternative:
              if (std::optional<int64_t> I = alternative(E, *A))
                return learn(Test::Index, Holds, *I, *A, S);
              return true;
            default: return true;
            }
          }
    }
    return true;
  }

  bool assumeCall(EventId Id, bool Holds, State &S, unsigned Depth, bool &Understood) {
    const Event &Call = Fn.Events[Id];
    const Meaning &M = P.meaning(F, Id);
    if (M.Bodies.size() != 1 || P.function(M.Bodies[0]).IsCoroutine || Depth > 4)
      return true;
    const FunctionFacts &Body = P.function(M.Bodies[0]);
    const Event *Only = nullptr;
    for (const Event &E : Body.Events)
      if (E.Kind == EventKind::Return) {
        if (Only)
          return true;
        Only = &E;
      }
    if (!Only || Only->Args.empty())
      return true;
    return assumeIn(M.Bodies[0], Only->Args[0], Holds, Call, S, Depth + 1, Understood);
  }

  bool compare(const Operand &A, const Operand &B, bool Equal, State &S, unsigned Depth) {
    if (std::optional<int64_t> K = evaluate(B, S, Depth + 1))
      return assumeEquals(A, *K, Equal, S, Depth + 1);
    if (std::optional<int64_t> K = evaluate(A, S, Depth + 1))
      return assumeEquals(B, *K, Equal, S, Depth + 1);
    // An error code compared with a named error: equal means that there is one.
    if (std::optional<int64_t> K = namedError(B))
      return (!Equal || learn(Test::Error, true, 0, A, S)) && learn(Test::Equals, Equal, *K, A, S);
    if (std::optional<int64_t> K = namedError(A))
      return (!Equal || learn(Test::Error, true, 0, B, S)) && learn(Test::Equals, Equal, *K, B, S);
    if (Equal && isErrorLike(B))
      return learn(Test::Error, true, 0, A, S);
    if (Equal && isErrorLike(A))
      return learn(Test::Error, true, 0, B, S);
    return true;
  }

  /// The number of the enumerator that an error code was made from.
  std::optional<int64_t> namedError(const Operand &O) const {
    if (O.K != Operand::OfValue || !isErrorLike(O))
      return std::nullopt;
    const Event &E = Fn.Events[O.V];
    bool Made = (E.Kind == EventKind::Construct || E.Kind == EventKind::Call) && E.Args.size() == 1;
    return Made && E.Args[0].K == Operand::Constant && E.Args[0].Enumerator ? std::optional<int64_t>(E.Args[0].C) : std::nullopt;
  }

  bool isErrorLike(const Operand &O) const {
    const TypeFacts *T = P.type(P.typeOf(Fn, O));
    if (!T)
      return false;
    llvm::StringRef N = P.str(T->Name);
    return N.ends_with("error_code") || N.ends_with("error_condition") || N.ends_with("errc") || N.ends_with("_errors");
  }

  bool assumeEquals(const Operand &O, int64_t K, bool Equal, State &S, unsigned Depth) {
    if (Depth > MaxDepth)
      return true;
    if (O.K == Operand::Constant)
      return (O.C == K) == Equal;
    if (O.K == Operand::InPlace && O.P.Root == Place::Local && O.P.Path.empty())
      if (const Operand *Def = valueOf(P, F, O.P.Index, S);
          Def && (Def->K == Operand::OfValue || Def->K == Operand::Constant))
        return assumeEquals(*Def, K, Equal, S, Depth + 1);
    if (O.K == Operand::OfValue && O.V < Fn.Events.size()) {
      for (auto &[E, Value] : S.Truth)
        if (E == O.V)
          return (Value == K) == Equal;
      const Event &E = Fn.Events[O.V];
      if (Equal && Tracked[O.V]) {
        S.Truth.push_back({O.V, K});
        llvm::sort(S.Truth);
      }
      const TypeFacts *T = P.type(P.strip(E.Type));
      bool IsBool = T && P.str(T->Name) == "bool";
      if (IsBool && (K == 0 || K == 1))
        return assume(O, Equal == (K == 1), S, Depth + 1);
      if (K == 0 && T && T->Kind == TypeFacts::Pointer)
        return assume(O, !Equal, S, Depth + 1);
      if (E.Kind == EventKind::Call && E.Callee != None) {
        const FunctionModel *M = P.meaning(F, O.V).Model;
        if (M && M->Tests == ResultTest::Index)
          for (const Operand *On : P.operands(Fn, E, M->TestOn))
            return learn(Test::Index, Equal, K, *On, S);
      }
      if (E.Kind == EventKind::Compute && E.Args.size() == 1)
        return assumeEquals(E.Args[0], K, Equal, S, Depth + 1);
      // `opt.value_or(0) != 0`: there is a value.
      if (!Equal && E.Kind == EventKind::Call && E.Callee != None && E.Args.size() == 1 &&
          P.str(P.Facts.Entities[E.Callee].Leaf) == "value_or" && E.Args[0].K == Operand::Constant && E.Args[0].C == K)
        return learn(Test::Value, true, 0, E.Receiver, S);
      if (E.Kind == EventKind::Call && !P.meaning(F, O.V).Model)
        D.puzzled(O.V, S);
    }
    if (O.K == Operand::InPlace) {
      if (std::optional<int64_t> Known = knownOf(O.P, S))
        return (*Known == K) == Equal;
      if (const Operand *Value = writtenTo(O.P, S))
        return assumeEquals(*Value, K, Equal, S, Depth + 1);
      if (Equal || (K == 0 && isBool(O)))
        remember(O, Equal ? K : 1, S);
    }
    if (const TypeFacts *T = P.type(P.typeOf(Fn, O)); T && K == 0 && P.isPointerLike(P.typeOf(Fn, O)))
      return learn(Test::Value, !Equal, 0, O, S);
    return learn(Test::Equals, Equal, K, O, S);
  }

  /// Which alternative get<1>, get_if<T>, holds_alternative<T> names.
  std::optional<int64_t> alternative(const Event &E, const Operand &On) const {
    const auto &TArgs = P.Facts.Entities[E.Callee].TemplateArgs;
    if (TArgs.empty())
      return std::nullopt;
    if (TArgs[0].K == TemplateArg::Integer)
      return TArgs[0].I;
    if (TArgs[0].K != TemplateArg::Type)
      return std::nullopt;
    TypeId V = P.typeOf(Fn, On);
    const TypeFacts *Ty = P.type(V);
    if (Ty && Ty->Kind == TypeFacts::Pointer)
      Ty = P.type(Ty->Pointee);
    if (!Ty)
      return std::nullopt;
    std::optional<int64_t> Found;
    for (size_t I = 0; I < Ty->Args.size(); ++I)
      if (Ty->Args[I].K == TemplateArg::Type && Ty->Args[I].T == TArgs[0].T) {
        if (Found)
          return std::nullopt;
        Found = I;
      }
    return Found;
  }
};

} // namespace

PathsResult walkPaths(const Program &P, FunctionId F, Domain &D, const State &Start) {
  return Walk(P, F, D).run(Start);
}

} // namespace corosafe

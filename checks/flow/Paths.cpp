//===- Paths.cpp ------------------------------------------------------------===//

#include "Paths.h"
#include "Conditions.h"
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

bool Test::excludes(int64_t Given) const {
  switch (K) {
  case Truth:
  case Value:
    return Holds != (Given != 0);
  case Equals:
    return Holds != (Given == Number);
  case Less:
    return Holds != (Given < Number);
  default:
    return false;
  }
}

void State::cross(EventId Suspend, uint32_t Except) {
  for (Item &I : Items)
    if (I.D == None && I.Kind != Except)
      I.D = Suspend;
  llvm::sort(Items);
  Items.erase(std::unique(Items.begin(), Items.end()), Items.end());
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

/// A field is the part that a structured binding of the whole would have bound at its position.
static int partOfField(const Program &P, const FunctionFacts &Fn, EventId Whole, Symbol Field) {
  const TypeFacts *T = Whole < Fn.Events.size() ? P.type(P.strip(Fn.Events[Whole].Type)) : nullptr;
  if (!T || T->Kind != TypeFacts::Record)
    return -1;
  auto It = llvm::find_if(T->Fields, [&](const TypeFacts::Field &Fd) { return Fd.Name == Field; });
  return It == T->Fields.end() ? -1 : static_cast<int>(It - T->Fields.begin());
}

int partSelected(const Program &P, const Event &Call) {
  if (Call.Callee == None)
    return -1;
  const auto &T = P.Facts.Entities[Call.Callee].TemplateArgs;
  return !T.empty() && T[0].K == TemplateArg::Integer ? static_cast<int>(T[0].I) : -1;
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
      if (R.Part < 0 && !O.P.Path.empty())
        R.Part = partOfField(P, Fn, R.Event, O.P.Path.front());
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
    if (R.Part < 0 && !O.P.Path.empty() && R.Event != None)
      R.Part = partOfField(P, Fn, R.Event, O.P.Path.front());
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
        if (Inner.Part < 0)
          Inner.Part = partSelected(P, E);
        return Inner;
      }
    if (M && M->PartOf)
      for (const Operand *A : P.operands(Fn, E, *M->PartOf)) {
        SourceValue Inner = sourceOfImpl(P, F, *A, S, Depth + 1);
        if (int Part = partSelected(P, E); Inner.Event != None && Inner.Part < 0)
          Inner.Part = Part;
        return Inner;
      }
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
  Walk(const Program &P, FunctionId F, Domain &D) : P(P), Fn(P.function(F)), F(F), D(D), Asked(P, F, D) {}
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
    findDefinitions();
    enter(Fn.Entry, Start);
    for (size_t Next = 0; Next < Work.size(); ++Next) {
      Pending Now = Work[Next];
      if (Next >= 64 && Next * 2 > Work.size()) {
        Work.erase(Work.begin(), Work.begin() + Next);
        Next = 0;
      }
      bool Fits = runBlock(Now);
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
  Conditions Asked;
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
  unsigned Steps = 0;

  // States live in one place until the walk ends; most functions need no more than the first few.
  static constexpr size_t FirstCount = 8;
  alignas(State) std::byte FirstStates[FirstCount * sizeof(State)];
  size_t FirstUsed = 0;
  llvm::SpecificBumpPtrAllocator<State> MoreStates;
  llvm::SmallVector<State *, 4> Free;

  /// A copy of a state, or the state itself if it is given away.
  template <typename T> State *keep(T &&S) {
    if (!Free.empty()) {
      State *At = Free.pop_back_val();
      *At = std::forward<T>(S);
      return At;
    }
    if (FirstUsed < FirstCount)
      return new (FirstStates + FirstUsed++ * sizeof(State)) State(std::forward<T>(S));
    return new (MoreStates.Allocate()) State(std::forward<T>(S));
  }

  void findDefinitions() {
    llvm::SmallVector<unsigned, 16> Defs(Fn.Locals.size(), 0);
    for (const Event &E : Fn.Events) {
      if ((E.Kind == EventKind::Init || E.Kind == EventKind::Assign) && E.HasTarget &&
          E.Target.Root == Place::Local && E.Target.Path.empty())
        ++Defs[E.Target.Index];
      if (E.Kind == EventKind::Compute && E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty())
        Defs[E.Target.Index] += 2;
    }
    Opens.resize(Fn.Events.size());
    for (EventId Id = 0; Id < Fn.Events.size() && !Fn.Locals.empty(); ++Id)
      for (const Operand &A : Fn.Events[Id].Args)
        if (uint32_t L = writtenThrough(P, F, Id, A); L != None) {
          Opens.set(Id);
          ++Defs[L];
        }
    MultiDef.resize(Fn.Locals.size());
    for (uint32_t L = 0; L < Defs.size(); ++L)
      if (Defs[L] > 1)
        MultiDef.set(L);
  }

  void enter(BlockId B, const State &S) {
    if (B == Fn.Exit) {
      State Last(S);
      D.left(Last, false);
    } else if (isNews(B, S)) {
      add(B, keep(S));
    }
  }
  void enter(BlockId B, State &&S) {
    if (B == Fn.Exit)
      D.left(S, false);
    else if (isNews(B, S))
      add(B, keep(std::move(S)));
  }

  /// True if a block has not been entered in that state. Where states are joined, it is then joined to them.
  bool isNews(BlockId B, const State &S) {
    llvm::SmallVectorImpl<State *> &Known = Seen[B];
    if (Joined[B]) {
      if (join(*Known[0], S))
        Work.push_back({B, keep(*Known[0]), true});
      return false;
    }
    return llvm::none_of(Known, [&](const State *K) { return *K == S; });
  }
  void add(BlockId B, State *S) {
    llvm::SmallVectorImpl<State *> &Known = Seen[B];
    Known.push_back(S);
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
    Work.push_back({B, S, false});
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

  /// True if an event may end with an exception that somebody wants to know of.
  bool raises(EventId Id, const Event &E, bool WatchesThrows) const {
    switch (E.Kind) {
    case EventKind::Suspend:
      return E.Region != None || WatchesThrows || D.followsThrow(Id);
    case EventKind::Throw:
      return true;
    case EventKind::Call:
    case EventKind::Construct:
      return (E.Region != None || D.followsThrow(Id)) && (E.Callee == None || !P.Facts.Entities[E.Callee].IsNoExcept);
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
      handle(Id, Fork);
    handle(Id, S);
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
        return P.Models.isNamed(P.str(S), N);
      });
    };
    return Is(H->Name) || llvm::any_of(H->Aliases, Is) ? Catches::Yes : Catches::No;
  }

  /// Hands a state that left an event by an exception to the handlers.
  void handle(EventId Id, State &S) {
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
          enter(H.To, std::as_const(S));
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

  bool runBlock(const Pending &From) {
    const Block &Blk = Fn.Blocks[From.Block];
    const bool Throws = D.watchesThrows();
    llvm::SmallVector<State, 4> Current, Next, Forks;
    if (From.IsCopy)
      Current.push_back(std::move(*From.At));
    else
      Current.push_back(*From.At);
    for (EventId Id : Blk.Events) {
      const Event &E = Fn.Events[Id];
      const Meaning *Means = E.Kind == EventKind::Call ? &P.meaning(F, Id) : nullptr;
      const bool Ends = E.Kind == EventKind::Throw || (Means && P.neverReturns(F, Id));
      const bool Tells = Means && Means->Model && Means->Model->Tests != ResultTest::None;
      const bool Checks = Means && Asked.mayCheck(Id, *Means);
      // One state that stays one is not moved about.
      bool Alone = Current.size() == 1, Stays = false;
      Next.clear();
      for (State &S : Current) {
        Steps += 1 + S.Items.size() / 4;
        if (Steps > MaxSteps || S.Items.size() > MaxItems)
          return false;
        if (raises(Id, E, Throws))
          raise(Id, S);
        if (Ends)
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
        if (!S.Known.empty() || !S.Written.empty() || E.Kind == EventKind::Assign)
          Asked.update(Id, E, S);
        Forks.clear();
        if (E.Kind == EventKind::Return) {
          S.Returned = Id;
          if (D.splitsReturns())
            Asked.splitReturn(E, S, Forks);
        }
        D.after(Id, S, Forks);
        if ((Tells && !Asked.learnFromCall(Id, S)) || (Checks && !Asked.learnFromCheck(Id, S)))
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

  void leave(const Block &Blk, State &&S) {
    if (Blk.Succs.empty())
      return;
    if (Blk.Condition.K == Operand::Nothing || Blk.Succs.size() < 2) {
      for (const Edge &E : llvm::drop_end(Blk.Succs))
        enter(E.To, std::as_const(S));
      enter(Blk.Succs.back().To, std::move(S));
      return;
    }
    std::optional<int64_t> Known = Asked.evaluate(Blk.Condition, S, 0);
    bool Matched = false;
    for (const Edge &E : Blk.Succs) {
      bool Last = &E == &Blk.Succs.back();
      State Copy;
      if (!Last)
        Copy = S;
      State &Out = Last ? S : Copy;
      switch (E.When) {
      case Edge::Always:
        break;
      case Edge::True:
      case Edge::False: {
        bool Holds = E.When == Edge::True;
        if (Known && (*Known != 0) != Holds)
          continue;
        if (!Asked.assume(Blk.Condition, Holds, Out, 0))
          continue;
        break;
      }
      case Edge::Case:
        if (Known && (*Known < E.Low || *Known > E.High))
          continue;
        Matched |= Known.has_value();
        if (E.Low == E.High && !Asked.assumeEquals(Blk.Condition, E.Low, true, Out, 0))
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
            Possible = Possible && Asked.assumeEquals(Blk.Condition, Other.Low, false, Out, 0);
          }
        if (!Possible)
          continue;
        break;
      }
      }
      enter(E.To, std::move(Out));
    }
  }
};

} // namespace

PathsResult walkPaths(const Program &P, FunctionId F, Domain &D, const State &Start) {
  return Walk(P, F, D).run(Start);
}

} // namespace corosafe

//===- Tasks.cpp ------------------------------------------------------------===//

#include "Tasks.h"
#include "Awaited.h"
#include "Contexts.h"
#include "Idioms.h"
#include "IgnoredTasks.h"
#include "Lookups.h"
#include "TaskMethods.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

namespace corosafe {

namespace {

enum ItemKind : uint32_t {
  Pending, ///< A: place that holds the task (or the container it is in); B: the event that made it.
};

class TaskDomain : public Domain {
public:
  TaskDomain(const Program &P, FunctionId F) : P(P), Fn(P.function(F)), F(F), Fresh(P, F) {}

  /// Discarded values need no paths. True if some local has to be followed.
  bool scan() {
    bool Follow = false;
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      for (const Operand &A : E.Args)
        noteElementUse(A);
      if (E.Kind == EventKind::Call && E.Receiver.K == Operand::InPlace)
        if (std::optional<TaskInfo> Info = taskInfo(P, P.typeOf(Fn, E.Receiver)); Info && !observesTask(P, F, Id, *Info))
          noteElementUse(E.Receiver);
    }
    for (EventId Id = 0; Id < Fn.Events.size(); ++Id) {
      const Event &E = Fn.Events[Id];
      if (E.Discarded != Discard::No)
        discarded(Id, E);
      if (std::optional<UnnamedPart> Part = Fresh.unnamedPart(Id))
        report(DroppedTask::NeverUsed, E.Args[0].V, *taskInfo(P, Part->Task), Part->Name, {}, Part->Task);
      for (const IgnoredTask &T : ignoredTasks(P, F, Id))
        report(DroppedTask::ByCaller, T.At, T.Info, {}, {}, T.Type);
      if (E.Kind == EventKind::Call && !E.Args.empty() && E.Receiver.K != Operand::Nothing)
        if (const TypeModel *M = P.typeModel(P.typeOf(Fn, E.Receiver)); M && M->Droppable && isAssignment(E))
          for (const Operand &A : E.Args)
            if (std::optional<TaskInfo> Info = Fresh.of(A);
                Info && Info->OnDrop == TaskModel::NeverRuns)
              report(DroppedTask::VoidCast, A.V, *Info);
      if ((E.Kind == EventKind::Init || E.Kind == EventKind::Assign || E.Kind == EventKind::Call) && !Follow)
        for (const Operand &A : E.Args)
          Follow |= Fresh.of(A).has_value() ||
                    (A.K == Operand::OfValue && (elementTask(P, Fn.Events[A.V].Type) || isAggregate(Fn.Events[A.V]) || filledThrough(A)));
    }
    return Follow;
  }

  void after(EventId Id, State &S, llvm::SmallVectorImpl<State> &) override {
    const Event &E = Fn.Events[Id];
    switch (E.Kind) {
    case EventKind::Init:
    case EventKind::Assign:
      assigned(E, S);
      return;
    case EventKind::Destroy:
      if (E.HasTarget && (E.Target.Path.empty() || E.Heap)) {
        Place Whole = E.Target;
        if (E.Heap)
          Whole.Path.clear();
        dropAt(Whole, S, {});
      }
      return;
    case EventKind::Call:
      called(Id, E, S);
      runMeanwhile(Id, S);
      return;
    case EventKind::Read:
      if (E.Discarded == Discard::VoidCast)
        letGo(E.Args[0], S);
      return;
    case EventKind::Compute:
      return;
    default:
      consume(E.Receiver, S);
      for (const Operand &A : E.Args)
        consume(A, S);
      return;
    }
  }

  bool watchesThrows() const override { return false; }

  /// An exception abandons what was under way; that is no forgotten await.
  void thrown(EventId, State &S, llvm::SmallVectorImpl<State> &) override { S.Items.clear(); }

  bool learn(const Test &T, State &S) override {
    // An optional that holds a task is not empty on this path.
    // Asked itself whether there is anything to await, the task says no.
    if (!T.Where && T.K == Test::Truth && T.Source != None && Fn.Events[T.Source].Kind == EventKind::Call) {
      const Event &E = Fn.Events[T.Source];
      llvm::StringRef Leaf = E.Callee == None ? "" : P.str(P.Facts.Entities[E.Callee].Leaf);
      // A container that something was put into is not empty.
      if ((Leaf == "empty" || Leaf == "isEmpty") && E.Receiver.K == Operand::InPlace && onlyGrows(E.Receiver.P))
        return !T.Holds || llvm::none_of(S.Items, [&](const Item &I) { return isWithin(Places[I.A], E.Receiver.P); });
      bool Done = Leaf.contains_insensitive("done") || Leaf.contains_insensitive("ready") || Leaf.contains_insensitive("finished");
      if (E.Receiver.K == Operand::InPlace && E.Callee != None && P.Facts.Entities[E.Callee].IsConst && T.Holds == Done)
        S.removeIf([&](const Item &I) { return Places[I.A] == E.Receiver.P; });
      return true;
    }
    if (!T.Where || T.Holds || (T.K != Test::Value && T.K != Test::Truth))
      return true;
    for (const Item &I : S.Items)
      if (Places[I.A] == *T.Where)
        return !elementTask(P, typeOfLocal(Places[I.A])).has_value() &&
               !P.isPointerLike(typeOfLocal(Places[I.A]));
    return true;
  }

  void left(State &S, bool ByException) override {
    if (ByException)
      return;
    for (const Item &I : S.Items)
      if (Places[I.A].Root == Place::Local && !Fn.Locals[Places[I.A].Index].Static)
        lost(I, DroppedTask::NeverUsed, {});
  }

  TaskResult take(PathsResult Walked) {
    TaskResult R;
    R.Walked = Walked;
    for (auto &[Made, D] : Found) {
      if (D.Manner == DroppedTask::NeverUsed && Consumed.count(holderOf(Made)))
        D.Manner = DroppedTask::OnSomePath;
      // Letting go of a handle whose end cancels the work is how such work is cancelled,
      // and one whose end waits for it is joined by its scope.
      bool LetGo = D.Manner == DroppedTask::OnSomePath || D.Manner == DroppedTask::Overwritten || RanMeanwhile.count(Made) || drivenMeanwhile(Made);
      bool Joined = D.Manner != DroppedTask::AtOnce && D.Manner != DroppedTask::VoidCast;
      if ((D.Info.OnDrop == TaskModel::Cancels && LetGo) || (D.Info.OnDrop == TaskModel::Blocks && Joined))
        D.Sure = Confidence::Low;
      R.Dropped.push_back(std::move(D));
    }
    return R;
  }

private:
  const Program &P;
  const FunctionFacts &Fn;
  FunctionId F;
  FreshTasks Fresh;
  PlaceTable Places;
  std::map<EventId, DroppedTask> Found;
  std::map<EventId, uint32_t> Holders; ///< Made -> last place that held it.
  std::map<uint32_t, bool> Consumed;   ///< Places of which a task was taken on some path.

  std::set<EventId> RanMeanwhile;      ///< What made a task during whose life a function that awaits nothing waited for something else.
  std::set<uint32_t> ElementUsed;      ///< Local containers whose elements somebody looks at.

  /// What is no coroutine runs its tasks by blocking: those that it holds run, too.
  void runMeanwhile(EventId Id, const State &S) {
    const FunctionModel *M = Fn.IsCoroutine || S.Items.empty() ? nullptr : P.meaning(F, Id).Model;
    if (M && M->Blocks >= BlockingStrength::Medium)
      for (const Item &I : S.Items)
        RanMeanwhile.insert(I.B);
  }

  /// `auto server = listen(loop.poller()); loop.run();`
  bool drivenMeanwhile(EventId Made) const {
    auto Holder = Holders.find(Made);
    return !Fn.IsCoroutine && Holder != Holders.end() && Places[Holder->second].Root == Place::Local &&
           Contexts(P, F, None).drivenWhileAlive(Made, Places[Holder->second], /*Anybodys=*/true);
  }

  void noteElementUse(const Operand &O) {
    if (O.K == Operand::InPlace && O.P.Root == Place::Local && !O.P.Path.empty() && P.str(O.P.Path[0]) == "[]")
      ElementUsed.insert(O.P.Index);
  }

  uint32_t holderOf(EventId Made) const {
    auto It = Holders.find(Made);
    return It == Holders.end() ? None : It->second;
  }
  TypeId typeOfLocal(const Place &Pl) const {
    return Pl.Root == Place::Local ? Fn.Locals[Pl.Index].Type : None;
  }

  static bool isAggregate(const Event &E) { return E.Kind == EventKind::Construct && E.Callee == None && !E.Args.empty(); }

  bool isAssignment(const Event &E) const {
    return E.Callee != None && P.str(P.Facts.Entities[E.Callee].Leaf) == "operator=";
  }

  void report(DroppedTask::How Manner, EventId Made, const TaskInfo &Info, llvm::StringRef Holder = {},
              SourceSpan Lost = {}, TypeId Type = None) {
    const Event &E = Fn.Events[Made];
    if (Found.count(Made) || E.InSystemMacro)
      return;
    DroppedTask D;
    D.Manner = Manner;
    D.Made = Made;
    D.Holder = Holder.str();
    D.Lost = Lost;
    D.Type = Type == None ? E.Type : Type;
    D.Info = Info;
    D.Sure = Info.Sure;
    if (std::optional<Idiom> I = Manner == DroppedTask::AtOnce ? dismissal(P, F, Made) : std::nullopt) {
      D.Before = std::move(I->Before);
      D.After = std::move(I->After);
    }
    if (E.Kind == EventKind::Call)
      if (const FunctionModel *M = P.meaning(F, Made).Model; M && M->Op && M->Op->Does == Effect::Acquire)
        D.IsLock = true;
    Found.emplace(Made, std::move(D));
  }

  void discarded(EventId Id, const Event &E) {
    if (E.Kind == EventKind::Choose)
      return; // Its arms speak for themselves.
    std::optional<TaskInfo> Info = Fresh.discardedBy(Id);
    if (!Info)
      return;
    if (E.Discarded == Discard::VoidCast && maySayVoid(*Info))
      return;
    report(E.Discarded == Discard::VoidCast ? DroppedTask::VoidCast : DroppedTask::AtOnce, Id, *Info);
  }

  static bool maySayVoid(const TaskInfo &Info) { return Info.VoidCastIsQuiet || Info.OnDrop == TaskModel::Detaches; }

  /// `auto handle = spawn(work()); (void)handle;`
  void letGo(const Operand &Named, State &S) {
    S.removeIf([&](const Item &I) {
      std::optional<TaskInfo> Info = Named.K == Operand::InPlace && Places[I.A] == Named.P ? Fresh.madeBy(I.B) : std::nullopt;
      return Info && maySayVoid(*Info);
    });
  }

  void lost(const Item &I, DroppedTask::How Manner, SourceSpan Where) {
    const Place &Holder = Places[I.A];
    std::optional<TaskInfo> Info = Fresh.madeBy(I.B);
    TypeId Type = Info ? TypeId(None) : elementTaskType(P, typeOfLocal(Holder)); // What an algorithm filled.
    if (Type != None)
      Info = taskInfo(P, Type);
    if (!Info)
      return;
    if (Manner == DroppedTask::Overwritten && Fresh.isReadyFromTheStart(I.B))
      return;
    if (elementTask(P, typeOfLocal(Holder)) && Manner == DroppedTask::NeverUsed && isContainer(typeOfLocal(Holder)))
      Manner = DroppedTask::InContainer;
    Holders[I.B] = I.A;
    report(Manner, I.B, *Info, P.spell(F, Holder), Where, Type);
  }

  /// A container that nothing is taken out of.
  bool onlyGrows(const Place &Container) const {
    return llvm::none_of(Fn.Events, [&](const Event &E) {
      if (E.Kind != EventKind::Call || E.Callee == None || E.Receiver.K != Operand::InPlace || E.Receiver.P != Container ||
          P.Facts.Entities[E.Callee].IsConst)
        return false;
      llvm::StringRef Leaf = P.str(P.Facts.Entities[E.Callee].Leaf);
      for (llvm::StringRef Verb : {"push", "emplace", "insert", "append", "reserve", "begin", "end"})
        if (Leaf.starts_with(Verb))
          return false;
      return true;
    });
  }

  bool isContainer(TypeId T) const {
    const TypeFacts *Ty = P.type(P.strip(T));
    if (!Ty)
      return false;
    llvm::StringRef N = P.str(Ty->Name);
    return N.ends_with("::vector") || N.ends_with("::deque") || N.ends_with("::list") || N.ends_with("::array") ||
           N.ends_with("map") || N.ends_with("set") || N.ends_with("::queue") || N.ends_with("::stack") ||
           N.ends_with("QList") || N.ends_with("QVector");
  }

  void dropAt(const Place &What, State &S, SourceSpan Where) {
    S.removeIf([&](const Item &I) {
      if (!isWithin(Places[I.A], What))
        return false;
      lost(I, Where.valid() ? DroppedTask::Overwritten : DroppedTask::NeverUsed, Where);
      return true;
    });
  }

  void consume(const Operand &O, State &S) {
    if (O.K != Operand::InPlace)
      return;
    Place On = O.P;
    S.removeIf([&](const Item &I) {
      if (!overlaps(Places[I.A], On))
        return false;
      Consumed[I.A] = true;
      return true;
    });
    // Pointers to and views of the holder lead back to it.
    if (On.Root == Place::Local)
      if (Place N = P.normalize(F, On); !(N == On))
        S.removeIf([&](const Item &I) {
          if (!overlaps(Places[I.A], N))
            return false;
          Consumed[I.A] = true;
          return true;
        });
  }

  /// The tasks that a value made by an event carries: itself, or those it was built from.
  void carried(const Operand &O, llvm::SmallVectorImpl<EventId> &Made, unsigned Depth = 0) const {
    if (O.K != Operand::OfValue || Depth > 3)
      return;
    if (Fresh.madeBy(O.V)) {
      Made.push_back(O.V);
      return;
    }
    const Event &E = Fn.Events[O.V];
    if ((isAggregate(E) || elementTask(P, E.Type)) && !Fresh.returnsReference(O.V) && E.Kind != EventKind::Suspend)
      for (const Operand &A : E.Args)
        carried(A, Made, Depth + 1);
  }

  void hold(const Place &Holder, const Operand &From, State &S) {
    if (Holder.Root == Place::Local && ElementUsed.count(Holder.Index))
      return consume(From, S);
    bool Binding = Holder.Root == Place::Local && Holder.Path.empty() && P.str(Fn.Locals[Holder.Index].Name).starts_with("[");
    if (const TypeFacts *Whole = Fresh.partsMade(From); Whole && !(Binding && P.str(Whole->Name) == "std::pair")) {
      const std::vector<Operand> &Parts = Fn.Events[From.V].Args;
      for (size_t I = 0; I < Parts.size(); ++I) {
        Place Part = Holder;
        Part.Path.push_back(Whole->Fields[I].Name);
        holdAll(Part, Parts[I], S);
      }
      return;
    }
    // A structured binding names the parts: each is on its own.
    if (Binding && From.K == Operand::OfValue && !Fresh.madeBy(From.V) && Fn.Events[From.V].Kind != EventKind::Suspend &&
        (isAggregate(Fn.Events[From.V]) || elementTask(P, Fn.Events[From.V].Type))) {
      const std::vector<Operand> &Parts = Fn.Events[From.V].Args;
      for (size_t I = 0; I < Parts.size(); ++I)
        if (std::optional<Symbol> Name = P.symbol("#" + std::to_string(I))) {
          Place Part = Holder;
          Part.Path.push_back(*Name);
          holdAll(Part, Parts[I], S);
        }
      return;
    }
    holdAll(Holder, From, S);
  }

  void holdAll(const Place &Holder, const Operand &From, State &S) {
    llvm::SmallVector<EventId, 4> Made;
    carried(From, Made);
    for (EventId M : Made) {
      S.add({Pending, Places.keyOf(Holder), M});
      Holders[M] = Places.keyOf(Holder);
    }
    if (From.K == Operand::InPlace && From.Moved) {
      llvm::SmallVector<Item, 2> Moved;
      S.removeIf([&](const Item &I) {
        bool Hit = isWithin(Places[I.A], From.P);
        if (Hit)
          Moved.push_back(I);
        return Hit;
      });
      for (Item I : Moved) {
        Consumed[I.A] = true;
        I.A = Places.keyOf(Holder);
        S.add(I);
        Holders[I.B] = I.A;
      }
    } else if (From.K == Operand::InPlace) {
      consume(From, S);
    }
  }

  void assigned(const Event &E, State &S) {
    bool Follows = E.HasTarget && E.Target.Root == Place::Local && E.Target.Path.empty() &&
                   !Fn.Locals[E.Target.Index].Static;
    if (Follows && E.Kind == EventKind::Assign)
      dropAt(E.Target, S, E.Range);
    if (E.Args.empty())
      return;
    TypeId T = Follows ? Fn.Locals[E.Target.Index].Type : None;
    if (Follows && (taskInfo(P, T) || elementTask(P, T) || E.Args[0].K == Operand::OfValue))
      hold(E.Target, E.Args[0], S);
    else
      consume(E.Args[0], S);
  }

  /// `std::back_inserter(tasks)`, which an algorithm puts tasks into.
  bool isOutput(const Event &E) const {
    llvm::StringRef Leaf = E.Kind != EventKind::Call || E.Callee == None ? "" : P.str(P.Facts.Entities[E.Callee].Leaf);
    return (Leaf == "back_inserter" || Leaf == "front_inserter" || Leaf == "inserter") && !E.Args.empty() &&
           E.Args[0].K == Operand::InPlace && isOwnLocal(Fn, E.Args[0].P) && elementTask(P, typeOfLocal(E.Args[0].P));
  }
  const Place *filledThrough(const Operand &O) const {
    return O.K == Operand::OfValue && isOutput(Fn.Events[O.V]) ? &Fn.Events[O.V].Args[0].P : nullptr;
  }

  void called(EventId Id, const Event &E, State &S) {
    llvm::StringRef Leaf = E.Callee == None ? "" : P.str(P.Facts.Entities[E.Callee].Leaf);
    bool Assignment = Leaf == "operator=";
    if (E.Receiver.K == Operand::InPlace && !Assignment) {
      // A method of a base is called on what the local was declared as.
      bool WholeLocal = E.Receiver.P.Root == Place::Local && E.Receiver.P.Path.empty();
      TypeId T = WholeLocal ? Fn.Locals[E.Receiver.P.Index].Type : P.typeOf(Fn, E.Receiver);
      bool LocalHolder = E.Receiver.P.Root == Place::Local && E.Receiver.P.Path.empty() &&
                         !Fn.Locals[E.Receiver.P.Index].Static &&
                         Fn.Locals[E.Receiver.P.Index].Pass == Passing::ByValue;
      if (LocalHolder && elementTask(P, T)) {
        static constexpr llvm::StringLiteral Adds[] = {"push_back", "emplace_back", "push_front", "emplace_front",
                                                       "insert", "emplace", "push", "try_emplace", "insert_or_assign"};
        static constexpr llvm::StringLiteral Looks[] = {"size", "empty", "reserve", "capacity", "has_value",
                                                        "max_size", "shrink_to_fit", "operator bool", "count", "contains"};
        if (llvm::is_contained(Adds, Leaf)) {
          for (const Operand &A : E.Args)
            hold(E.Receiver.P, A, S);
          return;
        }
        if (llvm::is_contained(Looks, Leaf))
          return;
        if (Leaf == "clear" || Leaf == "reset") {
          dropAt(E.Receiver.P, S, E.Range);
          return;
        }
        consume(E.Receiver, S);
      } else if (std::optional<TaskInfo> Info = taskInfo(P, T)) {
        if (!observesTask(P, F, Id, *Info))
          consume(E.Receiver, S);
      } else {
        consume(E.Receiver, S);
      }
    }
    if (Assignment)
      return; // The Assign that follows says it all.
    for (const Operand &A : E.Args)
      if (const Place *Into = filledThrough(A); Into && !ElementUsed.count(Into->Index))
        S.add({Pending, Places.keyOf(*Into), Id});
    for (const Operand &A : E.Args)
      if (!isOutput(E))
        consume(A, S);
  }
};

} // namespace

TaskResult analyzeTasks(const Program &P, FunctionId F) {
  if (!P.has(F, Trait::PutsTask))
    return {};
  TaskDomain D(P, F);
  if (!D.scan())
    return D.take(PathsResult::Done);
  PathsResult R = walkPaths(P, F, D);
  return D.take(R);
}

} // namespace corosafe

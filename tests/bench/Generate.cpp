//===- Generate.cpp -----------------------------------------------------------===//

#include "Generate.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/Twine.h"

namespace corosafe::bench {

namespace {

constexpr uint32_t PerUnit = 50;    ///< Coroutines of one translation unit.
constexpr uint32_t PerHeader = 400; ///< Coroutines between two inline ones in headers.
constexpr unsigned Layers = 12;     ///< How deep ordinary code calls.
constexpr unsigned HeaderTypes = 80, HeaderFunctions = 40; ///< What each unit sees of headers and hardly uses.

/// What a coroutine is like follows from its number alone, so every unit knows of every other's.
uint32_t hash(uint32_t N, uint32_t Salt) {
  uint64_t X = (uint64_t(N) << 32 | Salt) * 0x9E3779B97F4A7C15ull;
  X ^= X >> 29;
  X *= 0xBF58476D1CE4E5B9ull;
  return X >> 32;
}
bool oneIn(uint32_t Rate, uint32_t N, uint32_t Salt) { return hash(N, Salt) % Rate == 0; }

/// 0: works on the socket itself; the others call what is lower.
unsigned layerOf(uint32_t N) {
  unsigned Layer = 0;
  for (uint32_t Bits = hash(N, 1); Layer + 1 < Layers && Bits % 8 < 5; Bits /= 8)
    ++Layer;
  return Layer;
}
bool isMember(uint32_t N) { return oneIn(4, N, 2); }
bool isInHeader(uint32_t N) { return N % PerHeader == PerHeader - 1; }
/// A long chain of calls, one in every program.
bool isChain(uint32_t N) { return N % 100 == 50 && N < 500000; }

class UnitBuilder {
public:
  TuFacts Tu;

  UnitBuilder(uint32_t Unit, uint32_t Count) : Unit(Unit), Count(Count) {
    Tu.Files.push_back("/src/unit" + padded(Unit) + ".cpp");
    Tu.Files.push_back("/src/shared.h");
    Known[""] = 0;
    declareLibrary();
  }

  void coroutine(uint32_t N) {
    begin(callee(N), N);
    Fn.IsCoroutine = true;
    Fn.InitialSuspend = Fn.FinalSuspend = SuspendPolicy::Always;
    chores(N, 40);
    if (isMember(N))
      member(N);
    else if (layerOf(N) == 0 && !isChain(N))
      works(N);
    else
      calls(N);
    end();
  }

  /// Code between the coroutines that awaits nothing.
  void plain(uint32_t N) {
    EntityId Self = entity("plain" + padded(N), "app::plain" + padded(N), "plain" + padded(N), Int, None);
    begin(Self, N);
    uint32_t Value = local("value", Int);
    init(Value, call(atoi(), {}, {param(1)}, Int));
    EventId Test = compute("<", {inPlace(Place::Local, Value), constant(hash(N, 3) % 100)}, Bool);
    uint32_t Then = block(), Rest = block();
    branch(Test, Then, Rest);
    at(Then);
    if (N % 3)
      call(entity("plain" + padded(N - 1), "app::plain" + padded(N - 1), "plain" + padded(N - 1), Int, None), {},
           {param(0), param(1)}, Int, Discard::Yes);
    jump(Rest);
    at(Rest);
    returns(inPlace(Place::Local, Value), false);
    end();
  }

private:
  uint32_t Unit, Count;
  llvm::StringMap<uint32_t> Known, KnownTypes, KnownEntities;
  FunctionFacts Fn;
  BlockId Here = 0;
  uint32_t Line = 0;
  uint32_t File = 0;
  TypeId Void, Bool, Int, Size, Socket, Timer, Token, Buffer, Task, SizeTask, Variant, Mutex, Guard, Frame, Duration, String;
  TypeId Stream;
  static constexpr GlobalId UseAwaitable = 0, Detached = 1, Clog = 2;

  static std::string padded(uint32_t N) {
    std::string S = std::to_string(N);
    return std::string(7 - S.size(), '0') + S;
  }

  //===-- tables ------------------------------------------------------------===//

  Symbol sym(llvm::StringRef S) {
    auto [It, New] = Known.try_emplace(S, Tu.Strings.size());
    if (New)
      Tu.Strings.push_back(S.str());
    return It->second;
  }

  TypeId type(llvm::StringRef Name, llvm::StringRef Spelling, TypeFacts::Shape Shape = TypeFacts::Record) {
    auto [It, New] = KnownTypes.try_emplace(Spelling, Tu.Types.size());
    if (!New)
      return It->second;
    TypeFacts T;
    T.Kind = Shape;
    T.Name = sym(Name);
    T.Spelling = sym(Spelling);
    T.TrivialDestructor = Shape == TypeFacts::Builtin;
    T.InSystemHeader = Shape == TypeFacts::Record;
    Tu.Types.push_back(T);
    return It->second;
  }

  EntityId entity(llvm::StringRef Key, llvm::StringRef Name, llvm::StringRef Leaf, TypeId Returns, TypeId Class) {
    auto [It, New] = KnownEntities.try_emplace(Key, Tu.Entities.size());
    if (!New)
      return It->second;
    EntityFacts E;
    E.Key = sym(Key);
    E.Name = sym(Name);
    E.Leaf = sym(Leaf);
    E.ReturnType = Returns;
    E.Class = Class;
    E.Params = {Passing::MutableRef, Passing::MutableRef};
    E.ParamTypes = {Socket, Frame};
    E.ParamNames = {sym("socket"), sym("frame")};
    E.Range = span();
    Tu.Entities.push_back(E);
    return It->second;
  }
  EntityId library(llvm::StringRef Name, TypeId Returns, TypeId Class = None) {
    EntityId E = entity(Name, Name, Name.substr(Name.rfind(':') + 1), Returns, Class);
    Tu.Entities[E].InSystemHeader = true;
    return E;
  }
  EntityId atoi() { return library("atoi", Int); }

  void declareLibrary() {
    Void = type("void", "void", TypeFacts::Builtin);
    Bool = type("bool", "bool", TypeFacts::Builtin);
    Int = type("int", "int", TypeFacts::Builtin);
    Size = type("unsigned long", "unsigned long", TypeFacts::Builtin);
    Socket = type("boost::asio::basic_stream_socket", "boost::asio::basic_stream_socket<boost::asio::ip::tcp>");
    Tu.Types[Socket].Aliases.push_back(sym("boost::asio::ip::tcp::socket"));
    Timer = type("boost::asio::basic_waitable_timer", "boost::asio::basic_waitable_timer<std::chrono::steady_clock>");
    Tu.Types[Timer].Aliases.push_back(sym("boost::asio::steady_timer"));
    Token = type("boost::asio::use_awaitable_t", "boost::asio::use_awaitable_t<>");
    Buffer = type("boost::asio::mutable_buffer", "boost::asio::mutable_buffer");
    Duration = type("std::chrono::duration", "std::chrono::duration<long, std::ratio<1, 1000000000>>");
    String = type("std::basic_string", "std::basic_string<char>");
    Variant = type("std::variant", "std::variant<unsigned long, std::monostate>");
    Mutex = type("std::mutex", "std::mutex");
    Guard = type("std::lock_guard", "std::lock_guard<std::mutex>");
    Tu.Types[Guard].Args.push_back({TemplateArg::Type, Mutex});
    Frame = type("app::frame", "app::frame");
    Tu.Types[Frame].InSystemHeader = false;
    Tu.Types[Frame].Fields = {{sym("size"), Int}, {sym("body"), String}};
    for (auto [Into, Of] : {std::pair(&Task, Void), {&SizeTask, Size}}) {
      *Into = type("boost::asio::awaitable", "boost::asio::awaitable<" + Tu.Strings[Tu.Types[Of].Name] + ">");
      TypeFacts &T = Tu.Types[*Into];
      T.Args.push_back({TemplateArg::Type, Of});
      T.HasPromise = T.Awaitable = true;
    }
    Tu.Globals.push_back({sym("use_awaitable"), sym("boost::asio::use_awaitable"), {}, Token});
    Tu.Globals.push_back({sym("detached"), sym("boost::asio::detached"), {}, Token});
    Stream = type("std::basic_ostream", "std::basic_ostream<char>");
    Tu.Globals.push_back({sym("clog"), sym("std::clog"), {}, Stream});
    for (unsigned I = 0; I < HeaderTypes; ++I) {
      std::string Name = "lib::detail::type" + std::to_string(I);
      TypeId T = type(Name, Name + "<int, std::allocator<lib::detail::something_longer>>");
      Tu.Types[T].Args = {{TemplateArg::Type, Int}, {TemplateArg::Type, String}};
      Tu.Types[T].Fields = {{sym("first_"), Int}, {sym("second_"), String}};
    }
    for (unsigned I = 0; I < HeaderFunctions; ++I)
      library("lib::detail::function" + std::to_string(I), Int);
  }

  TypeId session(uint32_t N) {
    std::string Name = "app::session" + padded(N / 16);
    TypeId T = type(Name, Name);
    TypeFacts &Ty = Tu.Types[T];
    if (Ty.Fields.empty()) {
      Ty.InSystemHeader = false;
      Ty.Fields = {{sym("socket_"), Socket}, {sym("mutex_"), Mutex}, {sym("timer_"), Timer}, {sym("sent_"), Int}, {sym("frame_"), Frame}};
    }
    return T;
  }

  EntityId callee(uint32_t N) {
    std::string Id = padded(N);
    if (!isMember(N))
      return entity("step" + Id, "app::step" + Id, "step" + Id, Task, None);
    TypeId Class = session(N);
    std::string Name = Tu.Strings[Tu.Types[Class].Name] + "::step" + Id;
    bool Virtual = oneIn(20, N, 4);
    EntityId E = entity("step" + Id, Name, Virtual ? "handle" : "step" + Id, Task, Class);
    if (Virtual) {
      EntityId Base = entity("handler" + padded(N / 4096), "app::handler" + padded(N / 4096) + "::handle", "handle", Task, Class);
      Tu.Entities[Base].IsVirtual = Tu.Entities[E].IsVirtual = true;
      Tu.Entities[E].Overrides = {Base};
    }
    return E;
  }

  //===-- one body ----------------------------------------------------------===//

  SourceSpan span() {
    SourceSpan S;
    S.File = File;
    S.Line = S.EndLine = Line;
    S.Column = 3;
    S.EndColumn = 60;
    S.Begin = Line * 60;
    S.End = S.Begin + 57;
    return S;
  }
  void begin(EntityId Self, uint32_t N) {
    Fn = FunctionFacts();
    Fn.Entity = Self;
    Tu.Entities[Self].HasBody = true;
    File = isInHeader(N) ? 1 : 0;
    if (File)
      Line = N * 40;
    Fn.InMainFile = !File;
    Line += 2;
    Fn.Name = Fn.Body = span();
    for (auto [Name, T] : {std::pair("socket", Socket), {"frame", Frame}}) {
      Variable V;
      V.Name = sym(Name);
      V.Type = T;
      V.Pass = Passing::MutableRef;
      V.Range = Fn.Name;
      Fn.Params.push_back(V);
    }
    Fn.Entry = block();
    Fn.Exit = block();
    at(block());
    Fn.Blocks[Fn.Entry].Succs.push_back({Edge::Always, Here});
  }
  void end() {
    if (Fn.Blocks[Here].Succs.empty())
      jump(Fn.Exit);
    // As facts that were read back are. (Without exceptions, shrink_to_fit() does nothing.)
    auto Fit = [](auto &List) {
      if (List.capacity() > List.size())
        List = std::decay_t<decltype(List)>(std::make_move_iterator(List.begin()), std::make_move_iterator(List.end()));
    };
    Fit(Fn.Events);
    Fit(Fn.Blocks);
    Fit(Fn.Locals);
    for (Block &B : Fn.Blocks) {
      Fit(B.Events);
      Fit(B.Succs);
    }
    Tu.Functions.push_back(std::move(Fn));
  }
  BlockId block() {
    Fn.Blocks.emplace_back();
    return Fn.Blocks.size() - 1;
  }
  void at(BlockId B) { Here = B; }
  void jump(BlockId To) { Fn.Blocks[Here].Succs.push_back({Edge::Always, To}); }
  void branch(EventId Test, BlockId Yes, BlockId No) {
    Fn.Blocks[Here].Condition = value(Test, Bool);
    Fn.Blocks[Here].Succs = {{Edge::True, Yes}, {Edge::False, No}};
  }
  uint32_t local(llvm::StringRef Name, TypeId T) {
    Variable V;
    V.Name = sym(Name);
    V.Type = T;
    V.HasDestructor = !Tu.Types[T].TrivialDestructor;
    V.Range = span();
    Fn.Locals.push_back(V);
    return Fn.Locals.size() - 1;
  }

  Operand inPlace(Place::Kind Root, uint32_t Index, llvm::StringRef Member = {}) {
    Operand O;
    O.K = Operand::InPlace;
    O.Lvalue = true;
    O.Pass = Passing::MutableRef;
    O.P.Root = Root;
    O.P.Index = Index;
    O.Type = Root == Place::Local ? Fn.Locals[Index].Type : Root == Place::Parameter ? Fn.Params[Index].Type : None;
    if (!Member.empty())
      O.P.Path.push_back(sym(Member));
    return O;
  }
  Operand param(uint32_t I) { return inPlace(Place::Parameter, I); }
  Operand own(llvm::StringRef Member, TypeId T) {
    Operand O = inPlace(Place::This, 0, Member);
    O.Type = T;
    return O;
  }
  Operand token() {
    Operand O = inPlace(Place::Global, UseAwaitable);
    O.Type = Token;
    O.Pass = Passing::ConstRef;
    return O;
  }
  Operand value(EventId E, TypeId T) {
    Operand O;
    O.K = Operand::OfValue;
    O.V = E;
    O.Type = T;
    return O;
  }
  Operand constant(int64_t C) {
    Operand O;
    O.K = Operand::Constant;
    O.C = C;
    O.Type = Int;
    return O;
  }

  EventId event(EventKind Kind, TypeId T = None) {
    Event E;
    E.Kind = Kind;
    E.Type = T;
    ++Line;
    E.Range = span();
    if (!Fn.Regions.empty())
      E.Region = 0;
    Fn.Events.push_back(std::move(E));
    Fn.Blocks[Here].Events.push_back(Fn.Events.size() - 1);
    return Fn.Events.size() - 1;
  }
  EventId call(EntityId Callee, Operand Receiver, std::vector<Operand> Args, TypeId T, Discard Dropped = Discard::No) {
    EventId E = event(EventKind::Call, T);
    Fn.Events[E].Callee = Callee;
    Fn.Events[E].Receiver = std::move(Receiver);
    Fn.Events[E].Args = std::move(Args);
    Fn.Events[E].Discarded = Dropped;
    return E;
  }
  EventId construct(TypeId T, std::vector<Operand> Args) {
    EventId E = event(EventKind::Construct, T);
    Fn.Events[E].Args = std::move(Args);
    return E;
  }
  EventId compute(llvm::StringRef Op, std::vector<Operand> Args, TypeId T) {
    EventId E = event(EventKind::Compute, T);
    Fn.Events[E].Op = sym(Op);
    Fn.Events[E].Args = std::move(Args);
    return E;
  }
  void target(EventId E, Operand O) {
    Fn.Events[E].Target = O.P;
    Fn.Events[E].HasTarget = true;
  }
  void init(uint32_t Local, EventId From) {
    EventId E = event(EventKind::Init, Fn.Locals[Local].Type);
    target(E, inPlace(Place::Local, Local));
    Fn.Events[E].Args.push_back(value(From, Fn.Locals[Local].Type));
  }
  void destroy(uint32_t Local) { target(event(EventKind::Destroy), inPlace(Place::Local, Local)); }
  EventId await(EventId What, TypeId Gives, Discard Dropped = Discard::Yes) {
    EventId E = event(EventKind::Suspend, Gives);
    Fn.Events[E].Args.push_back(value(What, Fn.Events[What].Type));
    Fn.Events[E].Discarded = Dropped;
    Place Temporary;
    Temporary.Root = Place::Value;
    Temporary.Index = What;
    EventId D = event(EventKind::Destroy);
    Fn.Events[D].Target = Temporary;
    Fn.Events[D].HasTarget = true;
    return E;
  }
  void returns(Operand O, bool Co = true) {
    EventId E = event(EventKind::Return);
    Fn.Events[E].IsCoReturn = Co;
    if (O.K != Operand::Nothing)
      Fn.Events[E].Args.push_back(std::move(O));
    jump(Fn.Exit);
  }

  EventId buffer(Operand Of) { return call(library("boost::asio::buffer", Buffer), {}, {std::move(Of)}, Buffer); }
  EventId transfer(llvm::StringRef Name, Operand On, Operand Of) {
    EventId B = buffer(std::move(Of));
    return call(library(Name, SizeTask), {}, {std::move(On), value(B, Buffer), token()}, SizeTask);
  }
  EventId wait(Operand On) { return call(library("boost::asio::basic_waitable_timer::async_wait", Task, Timer), std::move(On), {token()}, Task); }

  //===-- kinds of coroutines -----------------------------------------------===//

  /// Reads, writes or waits.
  void works(uint32_t N) {
    switch (hash(N, 5) % 4) {
    case 0:
    case 1: {
      uint32_t Got = local("got", Size);
      init(Got, await(transfer("boost::asio::async_read", param(0), inPlace(Place::Parameter, 1, "body")), Size, Discard::No));
      EventId Set = event(EventKind::Assign, Int);
      target(Set, inPlace(Place::Parameter, 1, "size"));
      Fn.Events[Set].Args.push_back(inPlace(Place::Local, Got));
      return;
    }
    case 2:
      await(transfer("boost::asio::async_write", param(0), inPlace(Place::Parameter, 1, "body")), Size);
      return;
    default: {
      uint32_t Pause = local("pause", Timer);
      init(Pause, construct(Timer, {inPlace(Place::Parameter, 0, "get_executor()")}));
      await(wait(inPlace(Place::Local, Pause)), Void);
      destroy(Pause);
    }
    }
  }

  /// Works on its object: counts under a lock, then writes; some keep the lock too long.
  void member(uint32_t N) {
    bool Keeps = oneIn(50, N, 6);
    uint32_t Lock = local("lock", Guard);
    init(Lock, construct(Guard, {own("mutex_", Mutex)}));
    target(compute("++", {own("sent_", Int)}, Int), own("sent_", Int));
    if (!Keeps)
      destroy(Lock);
    if (layerOf(N) == 0)
      await(transfer("boost::asio::async_write", own("socket_", Socket), own("frame_", Frame)), Size);
    else
      calls(N);
    if (Keeps)
      destroy(Lock);
  }

  /// What surrounds the awaits: texts, logging, counting, conditions.
  void chores(uint32_t N, uint32_t Salt) {
    uint32_t Kind = hash(N, Salt);
    if (Kind & 1) {
      uint32_t Text = local("text", String);
      EventId Raw = call(library("std::basic_string::data", Int, String), inPlace(Place::Parameter, 1, "body"), {}, Int);
      init(Text, construct(String, {value(Raw, Int)}));
      EventId Log = call(library("std::operator<<", Stream), {}, {inPlace(Place::Global, Clog), inPlace(Place::Local, Text)}, Stream);
      call(library("std::operator<<", Stream), {}, {value(Log, Stream), constant(10)}, Stream, Discard::Yes);
      destroy(Text);
    }
    if (Kind & 2) {
      uint32_t Sum = local("sum", Int);
      init(Sum, compute("+", {inPlace(Place::Parameter, 1, "size"), constant(4)}, Int));
      EventId Set = event(EventKind::Assign, Int);
      target(Set, inPlace(Place::Parameter, 1, "size"));
      Fn.Events[Set].Args.push_back(inPlace(Place::Local, Sum));
    }
    if ((Kind & 12) == 12) {
      EventId Test = compute("==", {inPlace(Place::Parameter, 1, "size"), constant(0)}, Bool);
      BlockId Then = block(), Rest = block();
      branch(Test, Then, Rest);
      at(Then);
      returns({});
      at(Rest);
    }
  }

  /// A coroutine below N's layer, mostly one that is near.
  uint32_t below(uint32_t N, uint32_t Salt) {
    for (uint32_t Try = 0; Try < 32; ++Try) {
      uint32_t Far = hash(N, Salt * 64 + Try);
      uint32_t At = Try % 8 == 7 ? Far % Count : N - std::min(N, Far % 120);
      if (layerOf(At) < layerOf(N) && !isMember(At) && !isChain(At))
        return At;
    }
    return N;
  }

  EventId step(uint32_t N, uint32_t To) {
    EntityId E = callee(To);
    if (!isMember(To))
      return call(E, {}, {param(0), param(1)}, Task);
    return call(E, isMember(N) && To / 16 == N / 16 ? inPlace(Place::This, 0) : own("peer_", session(To)), {param(0), param(1)}, Task);
  }

  void race(uint32_t N, EventId First) {
    uint32_t Idle = local("idle", Timer), Result = local("result", Variant);
    init(Idle, construct(Timer, {inPlace(Place::Parameter, 0, "get_executor()")}));
    EventId Second = wait(inPlace(Place::Local, Idle));
    EventId Either = call(library("boost::asio::experimental::awaitable_operators::operator||", SizeTask), {},
                          {value(First, Task), value(Second, Task)}, SizeTask);
    init(Result, await(Either, Variant, Discard::No));
    EventId Index = call(library("std::variant::index", Size, Variant), inPlace(Place::Local, Result), {}, Size);
    EventId Lost = compute("==", {value(Index, Size), constant(1)}, Bool);
    BlockId Then = block(), Rest = block();
    branch(Lost, Then, Rest);
    at(Then);
    if (!oneIn(10, N, 7))
      call(library("boost::asio::basic_socket::close", Void, Socket), param(0), {}, Void, Discard::Yes);
    jump(Rest);
    at(Rest);
    destroy(Idle);
  }

  /// A lambda that is spawned.
  void spawn(uint32_t N) {
    std::string Id = padded(N);
    TypeId Closure = type("", "(lambda at unit" + padded(Unit) + ".cpp:" + Id + ")");
    Tu.Types[Closure].IsLambda = true;
    EntityId Body = entity("lambda" + Id, "app::step" + Id + "::(lambda)", "operator()", Task, Closure);
    Tu.Types[Closure].CallOperator = Body;
    EventId Made = event(EventKind::Lambda, Closure);
    Fn.Events[Made].Callee = Body;
    Fn.Events[Made].Args.push_back(param(0));
    call(library("boost::asio::co_spawn", Void), {}, {inPlace(Place::Parameter, 0, "get_executor()"), value(Made, Closure), inPlace(Place::Global, Detached)},
         Void, Discard::Yes);
    FunctionFacts Outer = std::move(Fn);
    BlockId Back = Here;
    EntityId Enclosing = Outer.Entity;
    begin(Body, N);
    Fn.IsCoroutine = Fn.IsLambda = true;
    Fn.InitialSuspend = Fn.FinalSuspend = SuspendPolicy::Always;
    Fn.EnclosingFunction = Enclosing;
    Fn.Captures.push_back(Fn.Params[0]);
    Fn.Params.clear();
    uint32_t Mine = local("mine", Frame);
    init(Mine, construct(Frame, {}));
    uint32_t To = below(N, 9);
    if (To != N)
      await(call(callee(To), {}, {inPlace(Place::Capture, 0), inPlace(Place::Local, Mine)}, Task), Void);
    destroy(Mine);
    end();
    Fn = std::move(Outer);
    Here = Back;
  }

  /// Calls what is below, in order, under conditions, in loops, in a race, under a handler.
  void calls(uint32_t N) {
    if (isChain(N) && N >= 100 && !isMember(N - 100)) {
      await(step(N, N - 100), Void);
      return;
    }
    BlockId Handler = None;
    if (oneIn(10, N, 10)) {
      Handler = block();
      Fn.Regions.emplace_back();
      Fn.Regions.back().Handlers.push_back({None, Handler});
    }
    if (oneIn(30, N, 11))
      spawn(N);
    chores(N, 42);
    uint32_t Calls = 1 + hash(N, 12) % 4;
    for (uint32_t K = 0; K < Calls; ++K) {
      uint32_t To = below(N, 20 + K);
      if (To == N)
        continue;
      switch (hash(N, 30 + K) % 8) {
      case 0: { // if
        EventId Test = compute("<", {inPlace(Place::Parameter, 1, "size"), constant(K)}, Bool);
        BlockId Then = block(), Rest = block();
        branch(Test, Then, Rest);
        at(Then);
        await(step(N, To), Void);
        jump(Rest);
        at(Rest);
        break;
      }
      case 1: { // while
        BlockId Head = block(), Body = block(), Rest = block();
        jump(Head);
        at(Head);
        branch(compute("<", {inPlace(Place::Parameter, 1, "size"), constant(K)}, Bool), Body, Rest);
        at(Body);
        await(step(N, To), Void);
        jump(Head);
        at(Rest);
        break;
      }
      default:
        if (K == 0 && oneIn(12, N, 13))
          race(N, step(N, To));
        else
          await(step(N, To), Void);
      }
    }
    // Recursion: by itself, or with a neighbour.
    if (oneIn(60, N, 14))
      await(step(N, oneIn(2, N, 15) || isMember(N + 1) || N + 1 >= Count ? N : N + 1), Void);
    if (oneIn(60, N, 16)) {
      EntityId Base = entity("handler" + padded(N / 4096), "app::handler" + padded(N / 4096) + "::handle", "handle", Task, session(N));
      Tu.Entities[Base].IsVirtual = true;
      await(call(Base, own("peer_", session(N)), {param(0), param(1)}, Task), Void);
    }
    if (Handler != None) {
      jump(Fn.Exit);
      at(Handler);
      event(EventKind::CatchEnter);
      Fn.Events.back().Region = None;
      target(Fn.Events.size() - 1, inPlace(Place::Parameter, 1, "error"));
    }
  }
};

} // namespace

uint32_t unitsOf(uint32_t Coroutines) { return (Coroutines + PerUnit - 1) / PerUnit; }

void generate(uint32_t Coroutines, llvm::function_ref<void(TuFacts)> Unit) {
  for (uint32_t First = 0; First < Coroutines; First += PerUnit) {
    UnitBuilder B(First / PerUnit, Coroutines);
    for (uint32_t N = First; N < std::min(First + PerUnit, Coroutines); ++N) {
      if (!isInHeader(N))
        B.coroutine(N);
      if (N % 4 == 0)
        B.plain(N);
    }
    // An inline coroutine of a header, as every unit that includes it sees it.
    uint32_t Inline = First / PerHeader * PerHeader + PerHeader - 1;
    if (Inline < Coroutines)
      B.coroutine(Inline);
    Unit(std::move(B.Tu));
  }
}

} // namespace corosafe::bench

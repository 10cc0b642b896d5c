//===- Cache.cpp -------------------------------------------------------------===//

#include "Cache.h"
#include "Analyze.h"
#include "Config.h"
#include "facts/FactsCodec.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace corosafe;

namespace {

// Ids of inputs are never given twice: an entry that names one that is gone is of no use, and not wrong.
constexpr Database::Format Form{
    "facts.sqlite",
    "CREATE TABLE input(id INTEGER PRIMARY KEY AUTOINCREMENT, hash BLOB NOT NULL UNIQUE, path BLOB NOT NULL, state BLOB NOT NULL);"
    "CREATE TABLE entry(id INTEGER PRIMARY KEY AUTOINCREMENT, unit BLOB NOT NULL, source BLOB NOT NULL, good INTEGER NOT NULL,"
    "                   used INTEGER NOT NULL, size INTEGER NOT NULL, sum BLOB NOT NULL, inputs BLOB NOT NULL);"
    "CREATE TABLE facts(entry INTEGER PRIMARY KEY, bytes BLOB NOT NULL);"
    "CREATE INDEX entry_unit ON entry(unit);"
    "CREATE INDEX entry_source ON entry(source);"
    "CREATE INDEX entry_used ON entry(used, size)",
    0x63734643, 1};

constexpr int EntriesAUnit = 4;
constexpr int64_t GreatestId = int64_t(1) << 62; ///< Beyond is damage.

llvm::StringRef text(const std::array<char, 16> &Bytes) { return {Bytes.data(), Bytes.size()}; }

/// Parts, so that no two lists of parts are the same bytes.
class Parts {
public:
  void add(llvm::StringRef Part) {
    number(Part.size());
    Bytes += Part;
  }
  void number(uint64_t N) {
    uint8_t Buffer[10];
    Bytes.append(reinterpret_cast<char *>(Buffer), llvm::encodeULEB128(N, Buffer));
  }
  std::string Bytes;
};

/// The inverse; empty when there is nothing more.
class PartsReader {
public:
  explicit PartsReader(llvm::StringRef Bytes) : Rest(Bytes) {}
  bool Failed = false;
  bool atEnd() const { return Rest.empty() || Failed; }
  uint64_t number() {
    unsigned Length = 0;
    const char *Error = nullptr;
    uint64_t N = llvm::decodeULEB128(Rest.bytes_begin(), &Length, Rest.bytes_end(), &Error);
    Failed |= Error != nullptr;
    Rest = Rest.drop_front(Failed ? Rest.size() : Length);
    return Failed ? 0 : N;
  }
  llvm::StringRef part() {
    uint64_t Size = number();
    Failed |= Size > Rest.size();
    llvm::StringRef Part = Failed ? llvm::StringRef() : Rest.take_front(Size);
    Rest = Rest.drop_front(Part.size());
    return Part;
  }

private:
  llvm::StringRef Rest;
};

/// Of this very program: another build may describe the same code in another way.
Hash thisProgram() {
  static const Hash Known = [] {
    Parts P;
    P.add(version());
    P.add(COROSAFE_LLVM_VERSION);
    std::string Name = llvm::sys::fs::getMainExecutable(nullptr, nullptr);
    if (auto Program = llvm::MemoryBuffer::getFile(Name, /*IsText=*/false, /*RequiresNullTerminator=*/false))
      P.add((*Program)->getBuffer());
    return hashOf(P.Bytes);
  }();
  return Known;
}

std::string encode(const ParsedUnit &Unit) {
  Parts P;
  P.add(Unit.Problem);
  P.add(Unit.Printed);
  P.add(encodeFactsBinary(Unit.Facts));
  if (!llvm::compression::zstd::isAvailable())
    return P.Bytes;
  llvm::SmallVector<uint8_t> Small;
  llvm::compression::zstd::compress(llvm::arrayRefFromStringRef(P.Bytes), Small, /*Level=*/1);
  Parts Packed;
  Packed.number(P.Bytes.size());
  Packed.Bytes += llvm::toStringRef(Small);
  return Packed.Bytes;
}

std::optional<ParsedUnit> decode(llvm::StringRef Bytes) {
  std::string Unpacked;
  if (llvm::compression::zstd::isAvailable()) {
    PartsReader Packed(Bytes);
    uint64_t Size = Packed.number();
    if (Packed.Failed || Size > (1u << 30))
      return std::nullopt;
    llvm::SmallVector<uint8_t> Large;
    if (llvm::Error E = llvm::compression::zstd::decompress(
            llvm::arrayRefFromStringRef(Bytes.drop_front(llvm::getULEB128Size(Size))), Large, Size)) {
      llvm::consumeError(std::move(E));
      return std::nullopt;
    }
    Unpacked = llvm::toStringRef(Large).str();
    Bytes = Unpacked;
  }
  PartsReader P(Bytes);
  ParsedUnit Unit;
  Unit.Problem = P.part().str();
  Unit.Printed = P.part().str();
  llvm::Expected<TuFacts> Facts = decodeFactsBinary(P.part());
  if (!Facts) {
    llvm::consumeError(Facts.takeError());
    return std::nullopt;
  }
  Unit.Facts = std::move(*Facts);
  return Unit;
}

Hash sumOf(llvm::StringRef Inputs, llvm::StringRef Facts, bool Good) {
  Parts P;
  P.number(Good);
  P.add(Inputs);
  P.add(Facts);
  return hashOf(P.Bytes);
}

std::string inputBytes(llvm::StringRef Path, const PathState &State) { return text(State.Contents.bytes()).str() + Path.str(); }

} // namespace

Cache::Cache(std::string Folder, uint64_t Limit) : Store(std::move(Folder), Form), Limit(Limit) {
  Database::Query Last(Store, "SELECT max(used) FROM entry");
  if (Last.next())
    ThisRun = Last.number(0) + 1;
}

Cache::Key Cache::keyOf(const Job &What, const clang::CompilerInvocation &How, bool FullParse) {
  Hash Program = thisProgram();
  Parts P;
  P.add(text(Program.bytes()));
  P.add(What.File);
  Key Result;
  Result.Source = hashOf(P.Bytes);
  P.add(What.Command.Directory);
  P.number(FullParse); // What it gives is to be compared with what else a parse gives.
  for (const std::string &Argument : How.getCC1CommandLine())
    P.add(Argument);
  Result.Unit = hashOf(P.Bytes);
  return Result;
}

void Cache::forgetIfMadeAnew() {
  if (!Store.recovered())
    return;
  Inputs.clear();
  InputRows.clear();
  InputIds.clear();
  Used.clear();
}

std::vector<Cache::Entry> Cache::entries(const char *Sql, const Hash &Of) {
  std::lock_guard<std::mutex> Lock(Guard);
  forgetIfMadeAnew();
  std::vector<Entry> Result;
  std::array<char, 16> Bytes = Of.bytes();
  bool Odd = false;
  {
    Database::Query Q(Store, Sql);
    Q.bind(text(Bytes));
    while (Q.next()) {
      Odd |= Q.bytes(2).size() != 16;
      if (!Odd)
        Result.push_back({Q.number(0), Q.number(1) != 0, Q.bytes(3).str(), Hash::fromBytes(Q.bytes(2))});
    }
  }
  if (Odd)
    Store.damaged();
  return Result;
}

/// With Guard held; null if it is gone.
const Cache::Input *Cache::input(int64_t Id) {
  if (auto It = InputRows.find(Id); It != InputRows.end())
    return &It->second;
  bool Odd = false;
  {
    Database::Query Q(Store, "SELECT hash, path, state FROM input WHERE id=?");
    Q.bind(Id);
    if (!Q.next())
      return nullptr;
    if (Q.bytes(2).size() == 16) {
      Input Result{Q.bytes(1).str(), {Hash::fromBytes(Q.bytes(2))}};
      if (text(hashOf(inputBytes(Result.Path, Result.Before)).bytes()) == Q.bytes(0))
        return &(InputRows[Id] = std::move(Result));
    }
    Odd = true;
  }
  if (Odd)
    Store.damaged();
  return nullptr;
}

/// With Guard held. Thousands of rows are read much faster together.
void Cache::readInputs(llvm::ArrayRef<int64_t> Ids) {
  if (llvm::all_of(Ids, [&](int64_t Id) { return InputRows.contains(Id); }))
    return;
  Database::Reading Together(Store);
  for (int64_t Id : Ids)
    input(Id);
}

/// The ids in a list of inputs; none if they cannot be right.
static std::vector<int64_t> idsIn(llvm::StringRef Inputs) {
  std::vector<int64_t> Result;
  int64_t Id = 0;
  for (PartsReader Ids(Inputs); !Ids.atEnd();) {
    Id += static_cast<int64_t>(Ids.number());
    if (Ids.Failed || Id <= 0 || Id > GreatestId)
      return {};
    Result.push_back(Id);
  }
  return Result;
}

/// Without Changed it stops at the first input that is not as it was.
bool Cache::isAsBefore(const Entry &E, std::set<std::string> *Changed) {
  std::vector<int64_t> Ids = idsIn(E.Inputs);
  if (Ids.empty())
    return false;
  {
    std::lock_guard<std::mutex> Lock(Guard);
    readInputs(Ids);
  }
  bool All = true;
  for (int64_t Id : Ids) {
    std::optional<Input> Asked;
    {
      std::lock_guard<std::mutex> Lock(Guard);
      Now Known = Inputs.lookup(Id);
      if (Known == Now::Same || (Known == Now::Changed && !Changed)) {
        All &= Known == Now::Same;
        if (!All)
          return false;
        continue;
      }
      if (const Input *Row = input(Id))
        Asked = *Row;
    }
    bool Same = Asked && Present.isAs(Asked->Path, Asked->Before);
    if (!Same && Asked && Asked->Before.isFile() && Changed)
      Changed->insert(canonicalPath(Asked->Path));
    All &= Same;
    std::lock_guard<std::mutex> Lock(Guard);
    Inputs[Id] = Same ? Now::Same : Now::Changed;
    if (!All && !Changed)
      return false;
  }
  return All;
}

std::optional<std::string> Cache::bytesOf(const Entry &E) {
  std::string Bytes;
  {
    std::lock_guard<std::mutex> Lock(Guard);
    Database::Query Q(Store, "SELECT bytes FROM facts WHERE entry=?");
    Q.bind(E.Id);
    if (!Q.next())
      return std::nullopt; // Another process has taken it out.
    Bytes = Q.bytes(0).str();
  }
  bool Whole = sumOf(E.Inputs, Bytes, E.Good) == E.Sum;
  std::lock_guard<std::mutex> Lock(Guard);
  if (Whole) {
    Used.push_back(E.Id);
    return Bytes;
  }
  Store.damaged();
  return std::nullopt;
}

std::optional<ParsedUnit> Cache::read(const Entry &E) {
  std::optional<std::string> Bytes = bytesOf(E);
  if (!Bytes)
    return std::nullopt;
  std::optional<ParsedUnit> Unit = decode(*Bytes);
  if (!Unit) {
    std::lock_guard<std::mutex> Lock(Guard);
    Store.damaged();
  }
  return Unit;
}

/// Scans are entries of units of their own.
static Hash nameOfScan(const Cache::Key &Of) {
  Parts P;
  P.add(text(Of.Unit.bytes()));
  P.add("scan");
  return hashOf(P.Bytes);
}

std::optional<Cache::KnownScan> Cache::findScan(const Key &Of, llvm::function_ref<bool(llvm::StringRef)> Accepts) {
  for (const Entry &E : entries("SELECT id, good, sum, inputs FROM entry WHERE unit=? ORDER BY used DESC, id DESC", nameOfScan(Of)))
    if (isAsBefore(E, nullptr))
      if (std::optional<std::string> Text = bytesOf(E); Text && Accepts(*Text))
        return KnownScan{std::move(*Text), E.Inputs};
  return std::nullopt;
}

std::string Cache::keepScan(const Key &Of, const FilesRead &Inputs, llvm::StringRef Text) {
  Hash Name = nameOfScan(Of);
  return keepBytes(Name, Name, Inputs, Text, /*Good=*/true);
}

FilesRead Cache::inputsOf(llvm::StringRef Inputs) {
  FilesRead Result;
  std::vector<int64_t> Ids = idsIn(Inputs);
  std::lock_guard<std::mutex> Lock(Guard);
  readInputs(Ids);
  for (int64_t Id : Ids) {
    const Input *Known = input(Id);
    if (!Known)
      return FilesRead();
    Result[Known->Path] = Known->Before;
  }
  return Result;
}

std::optional<ParsedUnit> Cache::find(const Key &Of) {
  for (const Entry &E : entries("SELECT id, good, sum, inputs FROM entry WHERE unit=? ORDER BY used DESC, id DESC", Of.Unit))
    if (isAsBefore(E, nullptr))
      if (std::optional<ParsedUnit> Unit = read(E))
        return Unit;
  return std::nullopt;
}

std::optional<StaleUnit> Cache::lastGood(const Key &Of) {
  // As it is compiled now, or else as it was compiled then.
  for (auto [Sql, By] : {std::pair("SELECT id, good, sum, inputs FROM entry WHERE unit=? AND good ORDER BY used DESC, id DESC LIMIT 1", &Of.Unit),
                         std::pair("SELECT id, good, sum, inputs FROM entry WHERE source=? AND good ORDER BY used DESC, id DESC LIMIT 1", &Of.Source)})
    for (const Entry &E : entries(Sql, *By)) {
      StaleUnit Result;
      isAsBefore(E, &Result.Changed);
      if (std::optional<ParsedUnit> Unit = read(E)) {
        Result.Facts = std::move(Unit->Facts);
        return Result;
      }
    }
  return std::nullopt;
}

/// With Guard held; 0 if it cannot be had.
int64_t Cache::inputId(llvm::StringRef Path, const PathState &State) {
  std::string Bytes = inputBytes(Path, State);
  std::array<char, 16> Sum = hashOf(Bytes).bytes();
  int64_t &Id = InputIds[text(Sum)];
  if (Id)
    return Id;
  std::array<char, 16> StateBytes = State.Contents.bytes();
  Database::Query(Store, "INSERT OR IGNORE INTO input(hash, path, state) VALUES(?,?,?)").bind(text(Sum)).bind(Path).bind(text(StateBytes)).run();
  Database::Query Q(Store, "SELECT id FROM input WHERE hash=?");
  Q.bind(text(Sum));
  if (Q.next())
    InputRows[Id = Q.number(0)] = {Path.str(), State};
  return Id;
}

void Cache::keep(const Key &Of, const FilesRead &Read, const ParsedUnit &Unit) {
  keepBytes(Of.Unit, Of.Source, Read, encode(Unit), Unit.Problem.empty());
}

std::string Cache::keepBytes(const Hash &Unit, const Hash &From, const FilesRead &Read, llvm::StringRef Bytes, bool Good) {
  std::array<char, 16> Name = Unit.bytes(), Source = From.bytes();
  std::lock_guard<std::mutex> Lock(Guard);
  forgetIfMadeAnew();
  Database::Change All(Store);
  if (!All)
    return "";
  std::vector<int64_t> Ids;
  for (const auto &Input : Read)
    Ids.push_back(inputId(Input.getKey(), Input.getValue()));
  llvm::sort(Ids);
  if (Ids.empty() || Ids.front() == 0) {
    InputIds.clear();
    InputRows.clear();
    return "";
  }
  Parts List;
  int64_t Last = 0;
  for (int64_t Id : Ids)
    List.number(static_cast<uint64_t>(Id - std::exchange(Last, Id)));
  std::array<char, 16> Sum = sumOf(List.Bytes, Bytes, Good).bytes();
  auto Drop = [&](const char *Which, auto... Values) {
    for (const char *Sql : {"DELETE FROM facts WHERE entry IN (SELECT id FROM entry WHERE ", "DELETE FROM entry WHERE id IN (SELECT id FROM entry WHERE "}) {
      std::string Whole = std::string(Sql) + Which + ")";
      Database::Query Q(Store, Whole.c_str());
      (Q.bind(Values), ...);
      Q.run();
    }
  };
  // What another process kept meanwhile, and errors of the past.
  Drop("unit=? AND (inputs=? OR (NOT good AND NOT ?))", text(Name), llvm::StringRef(List.Bytes), int64_t(Good));
  // What compiled is only pushed out by what compiles.
  if (Good)
    Drop("unit=? ORDER BY used DESC, id DESC LIMIT -1 OFFSET ?", text(Name), int64_t(EntriesAUnit - 1));
  Database::Query(Store, "INSERT INTO entry(unit, source, good, used, size, sum, inputs) VALUES(?,?,?,?,?,?,?)")
      .bind(text(Name)).bind(text(Source)).bind(int64_t(Good)).bind(ThisRun)
      .bind(int64_t(Bytes.size() + List.Bytes.size())).bind(text(Sum)).bind(llvm::StringRef(List.Bytes)).run();
  Database::Query(Store, "INSERT INTO facts(entry, bytes) VALUES(last_insert_rowid(),?)").bind(Bytes).run();
  if (!All.commit()) {
    InputIds.clear();
    InputRows.clear();
    return "";
  }
  Grown = true;
  return std::move(List.Bytes);
}

/// The entries that were of use least recently go, until three quarters of the limit are left.
void Cache::evict() {
  auto Size = [&] {
    Database::Query Q(Store, "SELECT total(size) FROM entry");
    return Q.next() ? static_cast<uint64_t>(Q.number(0)) : 0;
  };
  uint64_t Total = Size();
  if (Total <= Limit)
    return;
  Database::Change All(Store);
  std::vector<int64_t> Gone;
  {
    Database::Query Q(Store, "SELECT id, size FROM entry ORDER BY used, id");
    for (; Total > Limit / 4 * 3 && Q.next(); Total -= std::min<uint64_t>(Total, Q.number(1)))
      Gone.push_back(Q.number(0));
  }
  for (int64_t Id : Gone) {
    Database::Query(Store, "DELETE FROM facts WHERE entry=?").bind(Id).run();
    Database::Query(Store, "DELETE FROM entry WHERE id=?").bind(Id).run();
  }
  llvm::DenseSet<int64_t> Needed;
  {
    Database::Query Q(Store, "SELECT inputs FROM entry");
    while (Q.next())
      for (int64_t Id : idsIn(Q.bytes(0)))
        Needed.insert(Id);
  }
  std::vector<int64_t> Unneeded;
  {
    Database::Query Q(Store, "SELECT id FROM input");
    while (Q.next())
      if (!Needed.contains(Q.number(0)))
        Unneeded.push_back(Q.number(0));
  }
  for (int64_t Id : Unneeded)
    Database::Query(Store, "DELETE FROM input WHERE id=?").bind(Id).run();
  if (!All.commit())
    return;
  Database::Query Shrink(Store, "PRAGMA incremental_vacuum");
  while (Shrink.next())
    ;
}

std::string Cache::finish() {
  std::lock_guard<std::mutex> Lock(Guard);
  forgetIfMadeAnew();
  // Those that are marked as of the last run already stay as they are: a run in which nothing changed writes nothing.
  std::vector<int64_t> Older;
  int64_t Mark = Grown ? ThisRun : ThisRun - 1;
  for (int64_t Id : Used) {
    Database::Query Q(Store, "SELECT used FROM entry WHERE id=?");
    Q.bind(Id);
    if (Q.next() && Q.number(0) < Mark)
      Older.push_back(Id);
  }
  if (!Older.empty() && Store.writable()) {
    Database::Change All(Store);
    for (int64_t Id : Older)
      Database::Query(Store, "UPDATE entry SET used=? WHERE id=?").bind(Mark).bind(Id).run();
    All.commit();
  }
  if (Grown)
    evict();
  forgetIfMadeAnew();
  return Store.complaints();
}

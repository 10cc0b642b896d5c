//===- Database.cpp ----------------------------------------------------------===//

#include "Database.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

using namespace corosafe;
namespace fs = llvm::sys::fs;

namespace {

constexpr int PatienceMs = 10000; ///< With other processes that write.

bool meansDamage(int Code) {
  switch (Code & 0xff) {
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
  case SQLITE_ERROR: // No such table or column.
  case SQLITE_MISMATCH:
  case SQLITE_FORMAT:
    return true;
  default:
    return false;
  }
}

} // namespace

Database::Database(std::string Folder, const Format &Form) : Folder(std::move(Folder)), Form(Form) { open(); }
Database::~Database() { close(); }

std::string Database::fileName() const {
  llvm::SmallString<256> Name(Folder);
  llvm::sys::path::append(Name, Form.Name);
  return Name.str().str();
}

void Database::giveUp(llvm::StringRef What, llvm::StringRef Why) {
  if (Said.empty())
    Said = ("corosafe: warning: " + What + " the cache in '" + Folder + "': " + Why + "; going on without it\n").str();
}

void Database::closeFile() {
  for (auto &Known : Statements)
    sqlite3_finalize(Known.second);
  Statements.clear();
  ++Openings;
  sqlite3_close_v2(std::exchange(Handle, nullptr));
}

void Database::close() {
  closeFile();
  if (Lock >= 0)
    ::close(Lock);
  Lock = -1;
}

void Database::open() {
  bool IsNew = !fs::exists(Folder);
  std::error_code Created = fs::create_directories(Folder, /*IgnoreExisting=*/true, fs::perms::all_all);
  if (IsNew && !Created) {
    // What is in a folder of our own is nobody's source.
    llvm::SmallString<256> Ignore(Folder);
    llvm::sys::path::append(Ignore, ".gitignore");
    std::error_code Exists;
    llvm::raw_fd_ostream OS(Ignore, Exists, fs::CD_CreateNew);
    if (!Exists)
      OS << "*\n";
    OS.close();
    OS.clear_error();
  }
  llvm::SmallString<256> LockName(Folder);
  llvm::sys::path::append(LockName, "lock");
  Lock = ::open(LockName.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (Lock < 0) {
    int Why = errno;
    ReadOnly = true;
    Lock = ::open(LockName.c_str(), O_RDONLY | O_CLOEXEC);
    if (Lock < 0) // Nobody has ever used it.
      return giveUp("cannot make", Created ? Created.message() : std::error_code(Why, std::generic_category()).message());
  }
  // Held exclusively for moments only.
  using namespace std::chrono;
  for (auto Until = steady_clock::now() + milliseconds(PatienceMs); ::flock(Lock, LOCK_SH | LOCK_NB) != 0;) {
    if (steady_clock::now() > Until)
      return close(), giveUp("cannot open", "another process does not let go of it");
    std::this_thread::sleep_for(milliseconds(5));
  }
  openFile();
  recovered();
}

int Database::pragma(const char *Name) {
  Query Q(*this, Name);
  return Q.next() ? static_cast<int>(Q.number(0)) : -1;
}

/// Where nothing can be written, not even SQLite's own lock file, a file without a
/// log beside it is read as it is.
int Database::openReadOnly() {
  std::string Name = fileName();
  constexpr char Probe[] = "SELECT count(*) FROM sqlite_schema";
  int Code = sqlite3_open_v2(Name.c_str(), &Handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
  if (Code == SQLITE_OK)
    Code = sqlite3_exec(Handle, Probe, nullptr, nullptr, nullptr);
  uint64_t LogSize = 0;
  if (Code == SQLITE_OK || meansDamage(Code) || (!fs::file_size(Name + "-wal", LogSize) && LogSize > 0))
    return Code;
  std::string Uri = "file:";
  for (char C : Name)
    Uri += llvm::isAlnum(C) || C == '/' ? std::string(1, C) : "%" + llvm::toHex(llvm::StringRef(&C, 1));
  sqlite3_close_v2(std::exchange(Handle, nullptr));
  Code = sqlite3_open_v2((Uri + "?immutable=1").c_str(), &Handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nullptr);
  return Code == SQLITE_OK ? sqlite3_exec(Handle, Probe, nullptr, nullptr, nullptr) : Code;
}

void Database::openFile() {
  int Code = SQLITE_OK;
  if (ReadOnly) {
    Code = openReadOnly();
  } else {
    Code = sqlite3_open_v2(fileName().c_str(), &Handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
    if (Code == SQLITE_OK) {
      sqlite3_busy_timeout(Handle, PatienceMs);
      Code = sqlite3_exec(Handle,
                          "PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                          "PRAGMA journal_size_limit=16777216",
                          nullptr, nullptr, nullptr);
    }
    ReadOnly = Code == SQLITE_OK && sqlite3_db_readonly(Handle, "main") == 1;
  }
  if (Code == SQLITE_OK)
    return prepareFile();
  std::string Why = Handle ? sqlite3_errmsg(Handle) : "out of memory";
  closeFile();
  if (meansDamage(Code))
    Trouble = "is damaged";
  else
    giveUp("cannot open", Why);
}

/// Makes the tables of a new file; other files must have the format.
void Database::prepareFile() {
  auto HasFormat = [&] { return pragma("PRAGMA application_id") == Form.Application && pragma("PRAGMA user_version") == Form.Version; };
  auto IsNew = [&] { return pragma("SELECT count(*) FROM sqlite_schema") == 0; };
  if (HasFormat())
    return;
  if (!ReadOnly && IsNew()) {
    Change Creation(*this);
    // Another process may have been faster.
    if (Creation && IsNew()) {
      std::string Sql = Form.Schema + (";PRAGMA application_id=" + std::to_string(Form.Application)) +
                        ";PRAGMA user_version=" + std::to_string(Form.Version);
      if (int Code = sqlite3_exec(Handle, Sql.c_str(), nullptr, nullptr, nullptr); Code != SQLITE_OK)
        failed(Code);
    }
    Creation.commit();
  }
  if (!Handle || (!Said.empty() && ReadOnly) || HasFormat())
    return;
  damaged();
  Trouble = "was written by another version of corosafe";
}

void Database::damaged() {
  closeFile();
  Trouble = "is damaged";
}

bool Database::recovered() {
  if (!Trouble)
    return false;
  std::string Why = std::exchange(Trouble, nullptr);
  if (MadeAnew || ReadOnly || ::flock(Lock, LOCK_EX | LOCK_NB) != 0) {
    giveUp("cannot use", MadeAnew || ReadOnly ? "it " + Why : "it " + Why + ", and another process has it open");
    close();
    return true;
  }
  MadeAnew = true;
  for (llvm::StringRef Suffix : {"", "-wal", "-shm", "-journal"})
    fs::remove(fileName() + Suffix);
  Said += "corosafe: warning: the cache in '" + Folder + "' " + Why + "; it is made anew\n";
  openFile();
  ::flock(Lock, LOCK_SH | LOCK_NB);
  return true;
}

/// After an error of SQLite's.
void Database::failed(int Code) {
  if (!Handle)
    return;
  if (meansDamage(Code))
    return damaged();
  giveUp("cannot write", sqlite3_errstr(Code));
  ReadOnly = true;
}

//===-- Query ----------------------------------------------------------------===//

Database::Query::Query(Database &In, const char *Sql) : In(In), Opening(In.Openings) {
  if (!In.Handle)
    return;
  sqlite3_stmt *&Known = In.Statements[Sql];
  int Code = Known ? SQLITE_OK : sqlite3_prepare_v3(In.Handle, Sql, -1, SQLITE_PREPARE_PERSISTENT, &Known, nullptr);
  Prepared = Known;
  if (Code != SQLITE_OK)
    In.failed(Code);
}

Database::Query::~Query() {
  if (!alive())
    return;
  sqlite3_reset(Prepared);
  sqlite3_clear_bindings(Prepared);
}

Database::Query &Database::Query::bind(int64_t Number) {
  if (alive())
    sqlite3_bind_int64(Prepared, ++Bound, Number);
  return *this;
}

Database::Query &Database::Query::bind(llvm::StringRef Bytes) {
  if (alive())
    sqlite3_bind_blob64(Prepared, ++Bound, Bytes.data(), Bytes.size(), SQLITE_STATIC);
  return *this;
}

bool Database::Query::next() {
  if (!alive())
    return false;
  int Code = sqlite3_step(Prepared);
  if (Code == SQLITE_ROW)
    return true;
  sqlite3_reset(std::exchange(Prepared, nullptr));
  if (Code != SQLITE_DONE)
    In.failed(Code);
  return false;
}

bool Database::Query::run() {
  if (!alive())
    return false;
  int Code = sqlite3_step(Prepared);
  sqlite3_reset(std::exchange(Prepared, nullptr));
  if (Code == SQLITE_DONE || Code == SQLITE_ROW)
    return true;
  In.failed(Code);
  return false;
}

int64_t Database::Query::number(int Column) { return alive() ? sqlite3_column_int64(Prepared, Column) : 0; }

llvm::StringRef Database::Query::bytes(int Column) {
  const void *Data = alive() ? sqlite3_column_blob(Prepared, Column) : nullptr;
  return {static_cast<const char *>(Data), Data ? static_cast<size_t>(sqlite3_column_bytes(Prepared, Column)) : 0};
}

//===-- Change ---------------------------------------------------------------===//

Database::Change::Change(Database &In) : In(In) {
  if (In.readable() && !In.writable())
    In.giveUp("cannot write", "it is read-only");
  Open = In.writable() && Query(In, "BEGIN IMMEDIATE").run();
}

Database::Change::~Change() {
  if (Open && In.Handle && !sqlite3_get_autocommit(In.Handle))
    sqlite3_exec(In.Handle, "ROLLBACK", nullptr, nullptr, nullptr);
}

bool Database::Change::commit() { return Open && In.writable() && Query(In, "COMMIT").run(); }

Database::Reading::Reading(Database &In) : In(In), Open(In.readable() && Query(In, "BEGIN").run()) {}

Database::Reading::~Reading() {
  if (Open && In.Handle && !sqlite3_get_autocommit(In.Handle))
    sqlite3_exec(In.Handle, "COMMIT", nullptr, nullptr, nullptr);
}

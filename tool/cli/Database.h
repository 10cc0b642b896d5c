//===- Database.h - An SQLite file that may be lost at any time -------------===//
//
// For what can be made again. A file that is damaged or of another format is made
// anew, if no other process has it open; what cannot be opened, read or written is
// done without. Who holds this open holds a shared lock on <folder>/lock, and who
// replaces the file an exclusive one: SQLite's files must not be pulled away from
// under another process. Locks die with their process.
//
//===----------------------------------------------------------------------===//

#ifndef COROSAFE_TOOL_CLI_DATABASE_H
#define COROSAFE_TOOL_CLI_DATABASE_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace corosafe {

class Database {
public:
  struct Format {
    const char *Name;   ///< Of the file, without folder.
    const char *Schema; ///< Statements that make its tables.
    int Application;    ///< Tells these files from all others.
    int Version;        ///< Of the schema.
  };

  Database(std::string Folder, const Format &Form);
  llvm::StringRef folder() const { return Folder; }
  ~Database();
  Database(const Database &) = delete;

  bool readable() const { return Handle; }
  bool writable() const { return Handle && !ReadOnly; }

  /// What went wrong, for people: a line each.
  const std::string &complaints() const { return Said; }

  /// To be called when what was read cannot be true: nothing is read any more.
  void damaged();

  /// Makes a damaged file anew, if it can be. True if rows are not what they were. No query or change may be alive.
  bool recovered();

  /// One statement, from preparation to the last row. After any error it has no rows.
  class Query {
  public:
    Query(Database &In, const char *Sql);
    ~Query();
    Query(const Query &) = delete;
    Query &bind(int64_t Number);
    Query &bind(llvm::StringRef Bytes); ///< Which must outlive the query.
    bool next();                        ///< To the next row; false if there is none.
    bool run();                         ///< For statements without rows.
    int64_t number(int Column);
    llvm::StringRef bytes(int Column); ///< Until the next step.

  private:
    Database &In;
    uint64_t Opening; ///< Statements live no longer than what is open.
    sqlite3_stmt *Prepared = nullptr;
    int Bound = 0;
    bool alive() const { return Prepared && Opening == In.Openings; }
  };

  /// Makes changes all or none. Those of a Change that is not committed are undone.
  class Change {
  public:
    explicit Change(Database &In);
    ~Change();
    Change(const Change &) = delete;
    explicit operator bool() const { return Open; }
    bool commit();

  private:
    Database &In;
    bool Open = false;
  };

  /// Many queries that see one state of the file: it is locked once for all of them.
  class Reading {
  public:
    explicit Reading(Database &In);
    ~Reading();
    Reading(const Reading &) = delete;

  private:
    Database &In;
    bool Open;
  };

private:
  std::string Folder;
  const Format &Form;
  sqlite3 *Handle = nullptr;
  llvm::StringMap<sqlite3_stmt *> Statements; ///< To be used again.
  uint64_t Openings = 0;
  int Lock = -1;
  bool ReadOnly = false, MadeAnew = false;
  const char *Trouble = nullptr; ///< Why the file is to be made anew.
  std::string Said;

  void open();
  void openFile();
  int openReadOnly();
  void prepareFile();
  void close();
  void closeFile();
  void giveUp(llvm::StringRef What, llvm::StringRef Why);
  void failed(int Code);
  int pragma(const char *Name);
  std::string fileName() const;
};

} // namespace corosafe

#endif

//===- JsonDatabase.cpp ----------------------------------------------------===//

#include "JsonDatabase.h"
#include "clang/Tooling/FileMatchTrie.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace corosafe;
using namespace clang::tooling;
namespace path = llvm::sys::path;

struct corosafe::JsonEntries {
  llvm::json::Array Rows;                             ///< Each an object of the right shape.
  llvm::StringMap<llvm::SmallVector<size_t, 1>> ByFile; ///< By absolute path.
  FileMatchTrie Files;
  std::string Raw; ///< The whole text, if it is not UTF-8: names may be in any encoding. Empty else.

  void index();
};

static llvm::Error problem(const llvm::Twine &Text) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Text);
}

/// Strict JSON: clang's own reader prints its complaints by itself, on many lines.
static llvm::Error parse(llvm::StringRef File, llvm::StringRef Text, llvm::json::Array &Rows) {
  llvm::Expected<llvm::json::Value> Value =
      llvm::json::isUTF8(Text) ? llvm::json::parse(Text) : llvm::json::parse(llvm::json::fixUTF8(Text));
  if (!Value) {
    std::string Message;
    unsigned Line = 0, Column = 0;
    llvm::handleAllErrors(Value.takeError(), [&](const llvm::ErrorInfoBase &E) { Message = E.message(); });
    // "[3:5, byte=44]: Expected ,"
    llvm::StringRef Rest(Message);
    if (Rest.consume_front("[") && !Rest.consumeInteger(10, Line) && Rest.consume_front(":") && !Rest.consumeInteger(10, Column))
      Rest = Rest.substr(Rest.find("]: ") + 3);
    return problem(File + ":" + llvm::Twine(Line) + ":" + llvm::Twine(Column) + ": not valid JSON: " + Rest);
  }
  llvm::json::Array *Entries = Value->getAsArray();
  if (!Entries)
    return problem(File + ":1: not a compile database: expected an array of entries");
  for (const auto &[Index, Entry] : llvm::enumerate(*Entries)) {
    const llvm::json::Object *Object = Entry.getAsObject();
    auto Where = [&] { return (File + ": entry " + llvm::Twine(Index + 1) + ": ").str(); };
    if (!Object)
      return problem(Where() + "expected an object");
    for (llvm::StringRef Key : {"file", "directory"})
      if (!Object->getString(Key))
        return problem(Where() + "'" + Key + "' is missing or not a string");
    const llvm::json::Array *Arguments = Object->getArray("arguments");
    if (!Object->getString("command") && (!Arguments || Arguments->empty()))
      return problem(Where() + "neither 'command' nor 'arguments' says how it is compiled");
  }
  Rows = std::move(*Entries);
  return llvm::Error::success();
}

/// Files are named as JSONCompilationDatabase names them.
void JsonEntries::index() {
  for (const auto &[Index, Entry] : llvm::enumerate(Rows)) {
    const llvm::json::Object &Object = *Entry.getAsObject();
    llvm::StringRef Name = *Object.getString("file");
    llvm::SmallString<256> Named(path::is_relative(Name) ? *Object.getString("directory") : Name), File;
    if (path::is_relative(Name))
      path::append(Named, Name);
    path::native(Named, File);
    path::remove_dots(File, /*remove_dot_dot=*/true);
    auto [It, New] = ByFile.try_emplace(File);
    It->second.push_back(Index);
    if (New)
      Files.insert(File);
  }
}

llvm::Expected<std::shared_ptr<const JsonEntries>> corosafe::readJsonEntries(llvm::StringRef File) {
  auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (!Buffer)
    return problem(File + ": " + Buffer.getError().message());
  auto Result = std::make_shared<JsonEntries>();
  if (llvm::Error E = parse(File, (*Buffer)->getBuffer(), Result->Rows))
    return E;
  if (!llvm::json::isUTF8((*Buffer)->getBuffer()))
    Result->Raw = (*Buffer)->getBuffer().str();
  Result->index();
  return Result;
}

/// Clang knows how a command is taken apart.
static std::unique_ptr<CompilationDatabase> readAll(llvm::StringRef Text) {
  std::string Ignored;
  return JSONCompilationDatabase::loadFromBuffer(Text, Ignored, JSONCommandLineSyntax::AutoDetect);
}

namespace {

class JsonDatabase : public CompilationDatabase {
public:
  explicit JsonDatabase(std::shared_ptr<const JsonEntries> Entries) : Entries(std::move(Entries)) {}

  std::vector<CompileCommand> getCompileCommands(llvm::StringRef FilePath) const override {
    llvm::SmallString<256> File;
    path::native(FilePath, File);
    std::string Ignored;
    llvm::raw_string_ostream Complaints(Ignored);
    auto It = Entries->ByFile.find(Entries->Files.findEquivalent(File, Complaints));
    if (It == Entries->ByFile.end())
      return {};
    llvm::json::Array Asked;
    for (size_t Index : It->second)
      Asked.push_back(Entries->Rows[Index]);
    return read(std::move(Asked));
  }

  std::vector<std::string> getAllFiles() const override {
    std::vector<std::string> Files;
    for (const auto &Row : Entries->ByFile)
      Files.push_back(Row.first().str());
    return Files;
  }

  std::vector<CompileCommand> getAllCompileCommands() const override { return read(Entries->Rows); }

private:
  std::shared_ptr<const JsonEntries> Entries;

  static std::vector<CompileCommand> read(llvm::json::Array Rows) {
    std::string Text;
    llvm::raw_string_ostream(Text) << llvm::json::Value(std::move(Rows));
    std::unique_ptr<CompilationDatabase> Base = readAll(Text);
    return Base ? Base->getAllCompileCommands() : std::vector<CompileCommand>();
  }
};

} // namespace

std::unique_ptr<CompilationDatabase> corosafe::jsonDatabase(std::shared_ptr<const JsonEntries> Entries) {
  if (!Entries->Raw.empty())
    return readAll(Entries->Raw);
  return std::make_unique<JsonDatabase>(std::move(Entries));
}

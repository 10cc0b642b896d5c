//===- ChangedLines.cpp ------------------------------------------------------===//

#include "ChangedLines.h"
#include "CompileCommands.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <nlohmann/json.hpp>

using namespace corosafe;
using Json = nlohmann::json;
namespace fs = llvm::sys::fs;

static llvm::Error problem(const llvm::Twine &Text) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Text);
}

namespace {

/// git writes names with unusual letters as C strings.
std::string unquoted(llvm::StringRef Name) {
  if (Name.size() < 2 || Name.front() != '"' || Name.back() != '"')
    return Name.str();
  Name = Name.drop_front().drop_back();
  std::string Plain;
  while (!Name.empty()) {
    char C = Name.front();
    Name = Name.drop_front();
    if (C != '\\' || Name.empty()) {
      Plain += C;
      continue;
    }
    unsigned Code = 0;
    llvm::StringRef Octal = Name.take_front(3);
    if (Octal.size() == 3 && !Octal.getAsInteger(8, Code)) {
      Plain += static_cast<char>(Code);
      Name = Name.drop_front(3);
      continue;
    }
    C = Name.front();
    Name = Name.drop_front();
    Plain += C == 'n' ? '\n' : C == 't' ? '\t' : C;
  }
  return Plain;
}

/// The file that a diff means by a name, or nothing. Prefixes such as "b/" are none of its path.
std::string fileNamed(llvm::StringRef Name, llvm::StringRef Root) {
  llvm::StringRef WithoutPrefix = Name.contains('/') ? Name.drop_front(Name.find('/') + 1) : llvm::StringRef();
  bool HasGitPrefix = Name.starts_with("b/") || Name.starts_with("w/") || Name.starts_with("i/");
  llvm::StringRef First = HasGitPrefix ? WithoutPrefix : Name, Second = HasGitPrefix ? Name : WithoutPrefix;
  for (llvm::StringRef Candidate : {First, Second}) {
    if (Candidate.empty())
      continue;
    std::string Places[] = {Candidate.starts_with("/") ? Candidate.str() : (Root + "/" + Candidate).str(), Candidate.str()};
    for (const std::string &Place : Places)
      if (fs::exists(Place))
        return canonicalPath(Place);
  }
  return "";
}

/// Reads a diff line by line; hunks are counted, so that "+++ " in a changed line is text.
class DiffReader {
public:
  DiffReader(llvm::StringRef Source, llvm::StringRef Root) : Source(Source), Root(Root) {}

  llvm::Error read(llvm::StringRef Text, std::map<std::string, std::vector<LineRange>> &Into) {
    bool IsDiff = Text.trim().empty();
    while (!Text.empty()) {
      auto [Line, Rest] = Text.split('\n');
      Text = Rest;
      ++Number;
      if (OldLeft || NewLeft) {
        if (!inHunk(Line, Into))
          return at("the hunk that begins at line " + llvm::Twine(HunkStart) + " is not whole");
        continue;
      }
      Line = Line.rtrim('\r');
      if (Line.starts_with("diff ") || Line.starts_with("Index: ") || Line.starts_with("Binary files "))
        IsDiff = true;
      if (Line.consume_front("+++ ")) {
        IsDiff = true;
        if (llvm::Error E = openFile(Line))
          return E;
      } else if (Line.starts_with("@@ ")) {
        if (!openHunk(Line))
          return at("not a hunk of a unified diff: '" + Line.take_front(60) + "'");
      }
    }
    if (OldLeft || NewLeft)
      return at("the diff ends within the hunk that begins at line " + llvm::Twine(HunkStart));
    return IsDiff ? llvm::Error::success() : problem(Source + ": not a unified diff, as 'git diff -U0' prints it");
  }

private:
  llvm::StringRef Source, Root;
  std::string File;
  unsigned Number = 0, HunkStart = 0;
  uint32_t OldLeft = 0, NewLeft = 0, NewLine = 0;

  llvm::Error at(const llvm::Twine &What) const { return problem(Source + ":" + llvm::Twine(Number) + ": " + What); }

  llvm::Error openFile(llvm::StringRef Name) {
    Name = Name.starts_with("\"") ? Name.take_front(Name.rfind('"') + 1) : Name.split('\t').first;
    std::string Plain = unquoted(Name);
    File.clear();
    if (Plain == "/dev/null")
      return llvm::Error::success();
    File = fileNamed(Plain, Root);
    if (File.empty())
      return at("no file '" + Plain + "' in '" + Root + "': is the diff of this checkout? (see --source-root)");
    return llvm::Error::success();
  }

  /// "@@ -12,3 +14,0 @@"
  bool openHunk(llvm::StringRef Line) {
    auto Range = [&](llvm::StringRef Sign, uint32_t &First, uint32_t &Count) {
      Line = Line.ltrim();
      Count = 1;
      return Line.consume_front(Sign) && !Line.consumeInteger(10, First) && (!Line.consume_front(",") || !Line.consumeInteger(10, Count));
    };
    uint32_t OldLine = 0;
    HunkStart = Number;
    return Line.consume_front("@@") && Range("-", OldLine, OldLeft) && Range("+", NewLine, NewLeft) && Line.ltrim().starts_with("@@");
  }

  bool inHunk(llvm::StringRef Line, std::map<std::string, std::vector<LineRange>> &Into) {
    if (Line.starts_with("\\")) // "\ No newline at end of file"
      return true;
    bool Old = !Line.starts_with("+"), New = !Line.starts_with("-");
    // A blank line of context may have lost its blank.
    if (Old && New && !Line.starts_with(" ") && !Line.rtrim('\r').empty())
      return false;
    if ((Old && !OldLeft) || (New && !NewLeft))
      return false;
    if (!Old && !File.empty())
      Into[File].push_back({NewLine, NewLine});
    OldLeft -= Old;
    NewLeft -= New;
    NewLine += New;
    return true;
  }
};

bool overlaps(const std::vector<LineRange> &Ranges, const Location &Where) {
  return llvm::any_of(Ranges, [&](const LineRange &R) { return R.first <= std::max(Where.Line, Where.EndLine) && Where.Line <= R.second; });
}

} // namespace

llvm::Expected<ChangedLines> corosafe::ChangedLines::fromDiff(llvm::StringRef File, llvm::StringRef Root) {
  auto Buffer = File == "-" ? llvm::MemoryBuffer::getSTDIN() : llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (!Buffer)
    return problem("cannot read the diff '" + File + "': " + Buffer.getError().message());
  ChangedLines Result;
  if (llvm::Error E = DiffReader(File == "-" ? llvm::StringRef("standard input") : File, Root).read((*Buffer)->getBuffer(), Result.Files))
    return E;
  return Result;
}

llvm::Expected<ChangedLines> corosafe::ChangedLines::fromLineFilter(llvm::StringRef Text) {
  constexpr llvm::StringLiteral Form = "bad value of option '--line-filter': expected [{\"name\": \"a.cpp\", \"lines\": [[1, 3]]}, ...]";
  Json Root = Json::parse(Text.begin(), Text.end(), nullptr, /*allow_exceptions=*/false);
  if (!Root.is_array())
    return problem(Form);
  ChangedLines Result;
  for (const Json &Entry : Root) {
    auto Name = Entry.is_object() ? Entry.find("name") : Entry.end();
    if (Name == Entry.end() || !Name->is_string() || Name->get_ptr<const std::string *>()->empty())
      return problem(Form);
    std::vector<LineRange> Ranges;
    if (auto Lines = Entry.find("lines"); Lines != Entry.end()) {
      if (!Lines->is_array())
        return problem(Form);
      for (const Json &Range : *Lines) {
        if (!Range.is_array() || Range.size() != 2 || !Range[0].is_number_unsigned() || !Range[1].is_number_unsigned())
          return problem(Form);
        Ranges.push_back({Range[0].get<uint32_t>(), Range[1].get<uint32_t>()});
      }
    }
    Result.Names.push_back({*Name->get_ptr<const std::string *>(), std::move(Ranges)});
  }
  return Result;
}

bool corosafe::ChangedLines::touch(const Finding &F) const {
  return touch(F.Where) || llvm::any_of(F.Notes, [&](const Note &N) { return touch(N.Where); });
}

bool corosafe::ChangedLines::touch(const Location &Where) const {
  if (auto It = Files.find(Where.File); It != Files.end() && overlaps(It->second, Where))
    return true;
  return llvm::any_of(Names, [&](const auto &Entry) {
    return llvm::StringRef(Where.File).ends_with(Entry.first) && (Entry.second.empty() || overlaps(Entry.second, Where));
  });
}

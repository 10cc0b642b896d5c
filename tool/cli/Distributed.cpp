//===- Distributed.cpp -------------------------------------------------------===//

#include "Distributed.h"
#include "facts/FactsCodec.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <set>

using namespace corosafe;

namespace {

llvm::Error problem(const llvm::Twine &Text) { return llvm::createStringError(llvm::inconvertibleErrorCode(), Text); }

/// The first prefix that fits is replaced, wherever the path stands in a text (a type may spell the place of a lambda).
std::string mapped(std::string Text, llvm::ArrayRef<std::pair<std::string, std::string>> Map) {
  for (const auto &[Old, New] : Map)
    for (size_t At = Text.find(Old); At != std::string::npos; At = Text.find(Old, At + New.size())) {
      size_t End = At + Old.size();
      bool Whole = Old.ends_with('/') || End == Text.size() || Text[End] == '/';
      bool Begins = At == 0 || !(llvm::isAlnum(Text[At - 1]) || Text[At - 1] == '_');
      if (!Whole || !Begins)
        break;
      // Nothing in place of a folder leaves a relative path.
      bool TakeSlash = New.empty() && End < Text.size() && Text[End] == '/';
      Text.replace(At, Old.size() + TakeSlash, New);
    }
  return Text;
}

/// Absolute, without dots; links are left as they are.
std::string absolute(llvm::StringRef Path) {
  llvm::SmallString<256> R(Path);
  llvm::sys::fs::make_absolute(R);
  llvm::sys::path::remove_dots(R, /*remove_dot_dot=*/true);
  return R.str().str();
}

/// The map, with absolute folders, and with the folders that links inside them lead to: a
/// build system's sandbox holds links to the sources.
std::vector<std::pair<std::string, std::string>> completed(const std::vector<std::pair<std::string, std::string>> &Map,
                                                           const std::vector<std::string> &Inputs) {
  std::vector<std::pair<std::string, std::string>> R;
  auto Add = [&](std::string Old, const std::string &New) {
    if (Old.size() > 1 && llvm::none_of(R, [&](const auto &Have) { return Have.first == Old; }))
      R.push_back({std::move(Old), New});
  };
  for (const auto &[Old, New] : Map) {
    std::string Folder = absolute(Old);
    Add(Folder, New);
    Add(canonicalPath(Folder), New);
    for (llvm::StringRef Input : Inputs) {
      std::string Path = absolute(Input);
      llvm::StringRef Below = Path;
      if (!Below.consume_front(Folder) || !Below.starts_with("/"))
        continue;
      std::string Real = canonicalPath(Path);
      if (llvm::StringRef(Real).ends_with(Below))
        Add(Real.substr(0, Real.size() - Below.size()), New);
    }
  }
  llvm::stable_sort(R, [](const auto &A, const auto &B) { return A.first.size() > B.first.size(); });
  return R;
}

/// A path in a Makefile's rule.
std::string makeQuoted(llvm::StringRef Path) {
  std::string R;
  for (char C : Path) {
    if (C == ' ' || C == '#' || C == '\\')
      R += '\\';
    R += C;
    if (C == '$')
      R += '$';
  }
  return R;
}

/// A path in a Ninja file.
std::string ninjaQuoted(llvm::StringRef Path) {
  std::string R;
  for (char C : Path) {
    if (C == ' ' || C == ':' || C == '$')
      R += '$';
    R += C;
  }
  return R;
}

std::string shellQuoted(llvm::StringRef Text) {
  if (!Text.empty() && llvm::all_of(Text, [](char C) { return llvm::isAlnum(C) || llvm::StringRef("_-./=+,:@%").contains(C); }))
    return Text.str();
  std::string R = "'";
  for (char C : Text)
    R += C == '\'' ? std::string("'\\''") : std::string(1, C);
  return R + "'";
}

llvm::Expected<std::vector<std::string>> expanded(const std::vector<std::string> &Inputs) {
  std::vector<std::string> Files;
  for (const std::string &Input : Inputs) {
    if (!llvm::StringRef(Input).starts_with("@")) {
      Files.push_back(Input);
      continue;
    }
    auto List = llvm::MemoryBuffer::getFile(llvm::StringRef(Input).drop_front());
    if (!List)
      return problem("cannot read '" + Input.substr(1) + "': " + List.getError().message());
    llvm::SmallVector<llvm::StringRef> Lines;
    (*List)->getBuffer().split(Lines, '\n', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef Line : Lines)
      if (!Line.trim().empty())
        Files.push_back(Line.trim().str());
  }
  return Files;
}

} // namespace

llvm::Error corosafe::writeIfChanged(llvm::StringRef Path, llvm::StringRef Bytes) {
  if (auto Have = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false, /*RequiresNullTerminator=*/false))
    if ((*Have)->getBuffer() == Bytes)
      return llvm::Error::success();
  if (llvm::StringRef Folder = llvm::sys::path::parent_path(Path); !Folder.empty())
    llvm::sys::fs::create_directories(Folder);
  llvm::Error E = llvm::writeToOutput(Path, [&](llvm::raw_ostream &OS) {
    OS << Bytes;
    return llvm::Error::success();
  });
  return E ? problem("cannot write '" + Path + "': " + llvm::toString(std::move(E))) : llvm::Error::success();
}

llvm::Expected<std::string> corosafe::extractToFile(const Options &Request) {
  if (Request.Output.empty())
    return problem("'corosafe extract' needs --output=FILE");
  llvm::Expected<JobList> List = findJobs(Request);
  if (!List)
    return List.takeError();
  if (!List->Unreadable.empty())
    return problem(List->Unreadable.front().File + ": " + List->Unreadable.front().Reason);
  std::set<std::string> Files;
  for (const Job &What : List->Jobs)
    Files.insert(What.File);
  if (Files.size() != 1)
    return problem("'corosafe extract' takes one file, not " + llvm::Twine(Files.size()));
  llvm::CrashRecoveryContext::Enable();
  UnitResult Unit = describeUnit(List->Jobs.front(), FileConfig(), ModelStore(), Request, nullptr);
  TuFacts Facts;
  if (Unit.Described)
    Facts = std::move(*Unit.Described);
  else
    Facts.Files.push_back(List->Jobs.front().File);
  for (const Skipped &S : Unit.NotAnalysed) {
    Facts.Strings.push_back(S.Reason);
    Facts.Skipped.push_back({0, static_cast<Symbol>(Facts.Strings.size() - 1), {}});
  }
  std::vector<std::string> Read = Unit.Inputs;
  llvm::append_range(Read, Request.Inputs);
  std::vector<std::pair<std::string, std::string>> Map = completed(Request.PrefixMap, Read);
  for (std::string &Text : Facts.Strings)
    Text = mapped(std::move(Text), Map);
  for (std::string &File : Facts.Files)
    File = mapped(std::move(File), Map);
  if (llvm::Error E = writeIfChanged(Request.Output, encodeFactsBinary(Facts)))
    return E;
  if (!Request.DepFile.empty()) {
    std::string Rule = makeQuoted(Request.Output) + ":";
    // One spelling a file: ninja reads a path's dots in its own way.
    std::set<std::string> Inputs;
    for (const std::string &Input : Unit.Inputs)
      Inputs.insert(canonicalPath(Input));
    for (const std::string &Input : Inputs)
      Rule += " \\\n  " + makeQuoted(Input);
    if (llvm::Error E = writeIfChanged(Request.DepFile, Rule + "\n"))
      return E;
  }
  return std::move(Unit.Printed);
}

llvm::Expected<RunResult> corosafe::linkFiles(FileConfigs &Configs, const ModelStore &Models, const Options &Request) {
  llvm::Expected<std::vector<std::string>> Files = expanded(Request.Inputs);
  if (!Files)
    return Files.takeError();
  if (Files->empty())
    return problem("'corosafe link' needs the files that 'corosafe extract' wrote");
  std::vector<UnitResult> Units;
  for (const std::string &File : *Files) {
    auto Bytes = llvm::MemoryBuffer::getFile(File, /*IsText=*/false, /*RequiresNullTerminator=*/false);
    if (!Bytes)
      return problem("cannot read '" + File + "': " + Bytes.getError().message());
    llvm::Expected<TuFacts> Facts = decodeFactsBinary((*Bytes)->getBuffer());
    if (!Facts)
      return problem(File + ": " + llvm::toString(Facts.takeError()) + "; extract it again with this corosafe");
    UnitResult &Unit = Units.emplace_back();
    // A skipped file, as opposed to a skipped function, means that something is missing.
    Unit.CouldNotDoAll = llvm::any_of(Facts->Skipped, [](const SkippedFacts &S) { return S.Function == 0; });
    Unit.Described = std::move(*Facts);
  }
  return runUnits(std::move(Units), Configs, Models, Request);
}

std::string corosafe::ninjaFile(const JobList &List, const Options &Request, llvm::StringRef Program) {
  std::string Command = shellQuoted(Program), Output = Request.Output.empty() ? "" : Request.Output;
  llvm::SmallString<256> Folder(List.BuildFolder);
  llvm::sys::path::append(Folder, ".corosafe", "facts");
  std::string Map;
  for (const auto &[Old, New] : Request.PrefixMap)
    Map += " " + shellQuoted("--prefix-map=" + Old + "=" + New);
  std::string R = "# Written by 'corosafe plan': an extraction for each source, and one link.\n"
                  "ninja_required_version = 1.7\n\n"
                  "rule extract\n"
                  "  command = " + Command + " extract -p " + shellQuoted(List.BuildFolder) + Map +
                  " --depfile=$out.d --output=$out $in\n"
                  "  description = corosafe $in\n  depfile = $out.d\n  deps = gcc\n  restat = 1\n\n"
                  // Findings are no failure of the build: the report is there to be read.
                  "rule link\n"
                  "  command = " + Command + " link --format=json --output=$out @$out.rsp || [ $$? -eq 1 ]\n"
                  "  description = corosafe link\n  rspfile = $out.rsp\n  rspfile_content = $in_newline\n\n";
  std::set<std::string> Seen;
  std::string Facts;
  for (const Job &What : List.Jobs) {
    if (!Seen.insert(What.File).second)
      continue;
    llvm::SmallString<256> Path(Folder);
    llvm::sys::path::append(Path, llvm::sys::path::filename(What.File) + "-" +
                                      llvm::utohexstr(llvm::xxh3_64bits(llvm::StringRef(What.File)), true, 16) + ".facts");
    R += "build " + ninjaQuoted(Path) + ": extract " + ninjaQuoted(What.File) + "\n";
    Facts += " $\n  " + ninjaQuoted(Path);
  }
  llvm::SmallString<256> Report(List.BuildFolder);
  llvm::sys::path::append(Report, "corosafe.json");
  R += "\nbuild " + ninjaQuoted(Report) + ": link" + Facts + "\n\ndefault " + ninjaQuoted(Report) + "\n";
  return R;
}

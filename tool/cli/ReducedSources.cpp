//===- ReducedSources.cpp ----------------------------------------------------===//

#include "ReducedSources.h"
#include "Config.h"
#include "PrecompiledFile.h"
#include "clang/Lex/DependencyDirectivesScanner.h"
#include "clang/Lex/Token.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Chrono.h"
#include "llvm/Support/FileSystem.h"
#include <chrono>
#include <map>

using namespace corosafe;
namespace fs = llvm::sys::fs;
namespace vfs = llvm::vfs;
namespace scanner = clang::dependency_directives_scan;

static constexpr llvm::StringLiteral FileFormat = "corosafe reduced sources 1 " COROSAFE_LLVM_VERSION;
/// Of all texts together; then it starts anew.
static constexpr size_t MostBytes = 64u << 20;

std::string corosafe::reducedTo(llvm::StringRef Source, llvm::ArrayRef<scanner::Directive> Directives) {
  std::string Text;
  for (const scanner::Directive &One : Directives) {
    if (One.Kind == scanner::tokens_present_before_eof)
      Text += ';';
    for (const scanner::Token &T : One.Tokens) {
      if (T.isOneOf(clang::tok::eod, clang::tok::eof))
        continue;
      // `#define A (x)` is not `#define A(x)`.
      if (T.Flags & clang::Token::LeadingSpace)
        Text += ' ';
      Text += Source.slice(T.Offset, T.getEnd());
    }
    Text += '\n';
  }
  return Text;
}

/// Empty if it is no file, or was changed a moment ago: it may be changed again without a trace.
static std::string stateOf(const fs::file_status &Status) {
  using namespace std::chrono;
  if (Status.type() != fs::file_type::regular_file ||
      Status.getLastModificationTime() + seconds(2) > time_point_cast<nanoseconds>(system_clock::now()))
    return "";
  std::string Text;
  for (uint64_t Part : {static_cast<uint64_t>(Status.getSize()),
                        static_cast<uint64_t>(Status.getLastModificationTime().time_since_epoch().count()),
                        Status.getUniqueID().getDevice(), Status.getUniqueID().getFile()})
    (Text += Text.empty() ? "" : " ") += llvm::utohexstr(Part);
  return Text;
}

ReducedSources::ReducedSources(std::string File) : File(std::move(File)) { load(); }

void ReducedSources::load() {
  if (File.empty())
    return;
  auto Read = llvm::MemoryBuffer::getFile(File, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Read)
    return;
  llvm::StringRef Rest = (*Read)->getBuffer();
  auto Line = [&] {
    auto [First, Others] = Rest.split('\n');
    Rest = Others;
    return First;
  };
  llvm::StringRef Form = Line(), Sum = Line();
  if (Form != FileFormat || Sum != hexOf(Rest))
    return;
  std::vector<std::pair<llvm::StringRef, size_t>> Texts;
  for (llvm::StringRef One = Line(); !One.empty(); One = Line()) {
    llvm::SmallVector<llvm::StringRef, 6> Parts;
    One.split(Parts, '\t');
    Kept Header;
    size_t Size = 0;
    if (Parts.size() != 6 || Parts[3].getAsInteger(10, Header.Known.Size) || Parts[5].getAsInteger(10, Size))
      return Known.clear();
    Header.Known.State.Contents = Hash::fromHex(Parts[2]);
    Header.Known.DeclaresCoroutines = Parts[4] == "1";
    Header.State = Parts[1].str();
    Known[Parts[0]] = std::move(Header);
    Texts.push_back({Parts[0], Size});
  }
  for (auto [Path, Size] : Texts) {
    if (Size >= Rest.size())
      return Known.clear();
    Known[Path].Text = Rest.take_front(Size);
    Rest = Rest.drop_front(Size + 1);
  }
  Bytes = std::move(*Read);
}

std::optional<ReducedSources::Kept> ReducedSources::find(llvm::StringRef Path) {
  std::lock_guard<std::mutex> Lock(Guard);
  auto It = Known.find(Path);
  if (It == Known.end())
    return std::nullopt;
  Kept &Header = It->second;
  if (!std::exchange(Header.Looked, true)) {
    fs::file_status Status;
    if (!fs::status(Path, Status) && stateOf(Status) == Header.State)
      Header.Now = vfs::Status(Path, Status.getUniqueID(), Status.getLastModificationTime(), Status.getUser(), Status.getGroup(),
                               Status.getSize(), Status.type(), Status.permissions());
  }
  return Header.Now ? std::optional(Header) : std::nullopt;
}

std::optional<ReducedSources::Header> ReducedSources::taken(std::pair<uint64_t, uint64_t> Id) const {
  std::lock_guard<std::mutex> Lock(Guard);
  auto It = Taken.find(Id);
  return It == Taken.end() ? std::nullopt : std::optional(It->second);
}

void ReducedSources::take(std::pair<uint64_t, uint64_t> Id, const Header &Known) {
  std::lock_guard<std::mutex> Lock(Guard);
  Taken[Id] = Known;
}

bool ReducedSources::wants(llvm::StringRef Path) const {
  std::lock_guard<std::mutex> Lock(Guard);
  auto It = Known.find(Path);
  return !File.empty() && (It == Known.end() || (It->second.Looked && !It->second.Now)) && !New.contains(Path) &&
         Path.find_first_of("\n\t") == llvm::StringRef::npos;
}

void ReducedSources::add(llvm::StringRef Path, const Header &Known, std::string Text) {
  std::lock_guard<std::mutex> Lock(Guard);
  New.try_emplace(Path, Added{Known, std::move(Text)});
}

void ReducedSources::keep() {
  std::lock_guard<std::mutex> Lock(Guard);
  if (New.empty())
    return;
  struct Row {
    const Header *Known;
    llvm::StringRef Text;
    std::string State;
  };
  std::map<llvm::StringRef, Row> Rows;
  size_t Size = 0;
  for (const auto &One : New) {
    fs::file_status Status;
    if (fs::status(One.getKey(), Status) || Status.getSize() != One.getValue().Known.Size)
      continue;
    std::string State = stateOf(Status);
    if (State.empty())
      continue;
    Rows[One.getKey()] = {&One.getValue().Known, One.getValue().Text, std::move(State)};
    Size += One.getValue().Text.size();
  }
  if (Rows.empty())
    return;
  for (const auto &One : Known)
    Size += One.getValue().Text.size();
  if (Size <= MostBytes)
    for (const auto &One : Known)
      if (!One.getValue().Looked || One.getValue().Now)
        Rows.try_emplace(One.getKey(), Row{&One.getValue().Known, One.getValue().Text, One.getValue().State});
  std::string Index, Texts;
  for (const auto &[Path, One] : Rows) {
    Index += (Path + "\t" + One.State + "\t" + One.Known->State.Contents.hex() + "\t").str() + std::to_string(One.Known->Size) +
             (One.Known->DeclaresCoroutines ? "\t1\t" : "\t0\t") + std::to_string(One.Text.size()) + "\n";
    (Texts += One.Text) += '\0';
  }
  std::string Text = Index + "\n" + Texts;
  writeWhole(File, (FileFormat + "\n" + hexOf(Text) + "\n" + Text).str());
}

namespace {

class ReducedFile : public vfs::File {
public:
  ReducedFile(vfs::Status Is, llvm::StringRef Text) : Is(std::move(Is)), Text(Text) {}
  llvm::ErrorOr<vfs::Status> status() override { return vfs::Status::copyWithNewSize(Is, Text.size()); }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> getBuffer(const llvm::Twine &Name, int64_t, bool, bool) override {
    llvm::SmallString<256> Spelt;
    return llvm::MemoryBuffer::getMemBuffer(Text, Name.toStringRef(Spelt));
  }
  std::error_code close() override { return {}; }

private:
  vfs::Status Is;
  llvm::StringRef Text;
};

} // namespace

class ReducedSources::Files : public vfs::ProxyFileSystem {
public:
  Files(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Base, ReducedSources &Sources, Disk &Into)
      : ProxyFileSystem(std::move(Base)), Sources(Sources), Into(Into) {}

  llvm::ErrorOr<vfs::Status> status(const llvm::Twine &Path) override {
    if (std::optional<Kept> Header = Sources.find(absolute(Path)))
      return vfs::Status::copyWithNewName(*Header->Now, Path);
    return ProxyFileSystem::status(Path);
  }

  llvm::ErrorOr<std::unique_ptr<vfs::File>> openFileForRead(const llvm::Twine &Path) override {
    std::string Spelt = absolute(Path);
    if (std::optional<Kept> Header = Sources.find(Spelt)) {
      std::pair<uint64_t, uint64_t> Id{Header->Now->getUniqueID().getDevice(), Header->Now->getUniqueID().getFile()};
      Sources.take(Id, Header->Known);
      Into.note(Spelt, Header->Known.State, Id);
      return std::make_unique<ReducedFile>(vfs::Status::copyWithNewName(*Header->Now, Path), Header->Text);
    }
    auto File = ProxyFileSystem::openFileForRead(Path);
    if (!File)
      return File;
    auto Status = (*File)->status();
    if (!Status || Status->getType() != fs::file_type::regular_file)
      return File;
    std::pair<uint64_t, uint64_t> Id{Status->getUniqueID().getDevice(), Status->getUniqueID().getFile()};
    return watched(std::move(*File), Spelt, [this, Spelt, Id](const PathState &State) { Into.note(Spelt, State, Id); });
  }

private:
  std::string absolute(const llvm::Twine &Path) const {
    llvm::SmallString<256> Absolute;
    Path.toVector(Absolute);
    makeAbsolute(Absolute);
    return Absolute.str().str();
  }

  ReducedSources &Sources;
  Disk &Into;
};

llvm::IntrusiveRefCntPtr<vfs::FileSystem> ReducedSources::over(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Base, Disk &Into) {
  return llvm::makeIntrusiveRefCnt<Files>(std::move(Base), *this, Into);
}

//===- FilesRead.cpp ---------------------------------------------------------===//

#include "FilesRead.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/xxhash.h"

using namespace corosafe;
namespace fs = llvm::sys::fs;
namespace vfs = llvm::vfs;

std::array<char, 16> Hash::bytes() const {
  std::array<char, 16> Out;
  llvm::support::endian::write64le(Out.data(), Low);
  llvm::support::endian::write64le(Out.data() + 8, High);
  return Out;
}

Hash Hash::fromBytes(llvm::StringRef Sixteen) {
  return {llvm::support::endian::read64le(Sixteen.data()), llvm::support::endian::read64le(Sixteen.data() + 8)};
}

std::string Hash::hex() const { return llvm::utohexstr(Low, true, 16) + llvm::utohexstr(High, true, 16); }

Hash Hash::fromHex(llvm::StringRef Text) {
  Hash H;
  if (Text.take_front(16).getAsInteger(16, H.Low) || Text.drop_front(std::min<size_t>(16, Text.size())).getAsInteger(16, H.High))
    return {};
  return H;
}

Hash corosafe::hashOf(llvm::StringRef Bytes) {
  llvm::XXH128_hash_t H = llvm::xxh3_128bits(llvm::ArrayRef(Bytes.bytes_begin(), Bytes.size()));
  return {H.low64, H.high64};
}

/// The name is part of it: facts say where links lead to.
static PathState stateOf(llvm::StringRef RealName, llvm::StringRef Bytes) {
  Hash Name = hashOf(RealName), Contents = hashOf(Bytes);
  Contents.Low ^= Name.High;
  Contents.High += Name.Low;
  return {Contents};
}

namespace {

/// Tells what was read when it is read.
class WatchedFile : public vfs::File {
public:
  WatchedFile(std::unique_ptr<vfs::File> Inner, std::string Path, std::function<void(const PathState &)> Note)
      : Inner(std::move(Inner)), Path(std::move(Path)), Note(std::move(Note)) {}

  llvm::ErrorOr<vfs::Status> status() override {
    llvm::ErrorOr<vfs::Status> Status = Inner->status();
    return Status && !Renamed.empty() ? vfs::Status::copyWithNewName(*Status, Renamed) : Status;
  }
  llvm::ErrorOr<std::string> getName() override { return Renamed.empty() ? Inner->getName() : Renamed; }
  std::error_code close() override { return Inner->close(); }

  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> getBuffer(const llvm::Twine &Name, int64_t FileSize, bool RequiresNullTerminator,
                                                               bool IsVolatile) override {
    auto Buffer = Inner->getBuffer(Name, FileSize, RequiresNullTerminator, IsVolatile);
    if (Buffer) {
      llvm::ErrorOr<std::string> RealName = Inner->getName();
      Note(stateOf(RealName ? *RealName : Path, (*Buffer)->getBuffer()));
    }
    return Buffer;
  }

protected:
  void setPath(const llvm::Twine &Name) override { Renamed = Name.str(); }

private:
  std::unique_ptr<vfs::File> Inner;
  std::string Path, Renamed;
  std::function<void(const PathState &)> Note;
};

class Recorder : public vfs::ProxyFileSystem {
public:
  Recorder(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Base, FilesRead &Into) : ProxyFileSystem(std::move(Base)), Into(Into) {}

  llvm::ErrorOr<vfs::Status> status(const llvm::Twine &Path) override {
    auto Status = ProxyFileSystem::status(Path);
    note(Path, static_cast<bool>(Status));
    return Status;
  }

  bool exists(const llvm::Twine &Path) override {
    bool Exists = ProxyFileSystem::exists(Path);
    note(Path, Exists);
    return Exists;
  }

  llvm::ErrorOr<std::unique_ptr<vfs::File>> openFileForRead(const llvm::Twine &Path) override {
    auto File = ProxyFileSystem::openFileForRead(Path);
    // A scan's files cannot be opened where a folder has a header's name, which is there all the same.
    std::string Noted = note(Path, File || File.getError() == std::errc::is_a_directory);
    if (!File)
      return File;
    return watched(std::move(*File), Noted, [this, Noted](const PathState &State) { Into[Noted] = State; });
  }

private:
  FilesRead &Into;

  std::string note(const llvm::Twine &Path, bool IsThere) {
    llvm::SmallString<256> Absolute;
    Path.toVector(Absolute);
    makeAbsolute(Absolute);
    auto [It, New] = Into.try_emplace(Absolute, IsThere ? PathState::present() : PathState::absent());
    if (!New && IsThere && It->second == PathState::absent())
      It->second = PathState::present();
    return Absolute.str().str();
  }
};

} // namespace

llvm::IntrusiveRefCntPtr<vfs::FileSystem> corosafe::recording(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Base, FilesRead &Into) {
  return llvm::makeIntrusiveRefCnt<Recorder>(std::move(Base), Into);
}

std::unique_ptr<vfs::File> corosafe::watched(std::unique_ptr<vfs::File> File, std::string Path,
                                             std::function<void(const PathState &)> Note) {
  return std::make_unique<WatchedFile>(std::move(File), std::move(Path), std::move(Note));
}

void Disk::note(llvm::StringRef Path, const PathState &Contents, std::pair<uint64_t, uint64_t> Id) {
  std::lock_guard<std::mutex> Lock(Guard);
  Seen &Noted = Known[Path];
  if (Noted.Contents)
    return;
  Noted.Contents = Contents;
  Noted.Id = Id;
}

PathState Disk::look(llvm::StringRef Path, bool ForContents, Seen &Found) const {
  if (!ForContents)
    return fs::access(Path, fs::AccessMode::Exist) ? PathState::absent() : PathState::present();
  // Opening a pipe or a terminal could wait for ever.
  fs::file_status Status;
  if (fs::status(Path, Status) || Status.type() != fs::file_type::regular_file)
    return PathState::absent();
  Found.Id = {Status.getUniqueID().getDevice(), Status.getUniqueID().getFile()};
  llvm::SmallString<256> RealName;
  llvm::Expected<fs::file_t> File = fs::openNativeFileForRead(Path, fs::OF_None, &RealName);
  if (!File) {
    llvm::consumeError(File.takeError());
    return PathState::absent();
  }
  auto Buffer = llvm::MemoryBuffer::getOpenFile(*File, Path, /*FileSize=*/-1, /*RequiresNullTerminator=*/false, /*IsVolatile=*/true);
  fs::closeFile(*File);
  return Buffer ? stateOf(RealName, (*Buffer)->getBuffer()) : PathState::absent();
}

PathState Disk::now(llvm::StringRef Path, bool ForContents) {
  std::optional<PathState> Seen::*Which = ForContents ? &Seen::Contents : &Seen::Presence;
  {
    std::lock_guard<std::mutex> Lock(Guard);
    if (const std::optional<PathState> &Now = Known[Path].*Which)
      return *Now;
  }
  // Unlocked, as it takes long; that two threads look at one file does no harm.
  Seen Found;
  PathState Now = look(Path, ForContents, Found);
  std::lock_guard<std::mutex> Lock(Guard);
  Seen &Noted = Known[Path];
  std::optional<PathState> &Kept = Noted.*Which;
  if (!Kept) {
    Kept = Now;
    if (ForContents)
      Noted.Id = Found.Id;
  }
  return *Kept;
}

std::pair<uint64_t, uint64_t> Disk::idOf(llvm::StringRef Path) {
  contentsOf(Path);
  std::lock_guard<std::mutex> Lock(Guard);
  return Known[Path].Id;
}

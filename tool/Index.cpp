//===- Index.cpp ---------------------------------------------------------------===//

#include "Index.h"
#include "facts/FactsCodec.h"
#include "facts/Link.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace corosafe;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

llvm::Error corosafe::writeIndex(llvm::StringRef File, llvm::StringRef EncodedProgram) {
  if (auto There = llvm::MemoryBuffer::getFile(File); There && (*There)->getBuffer() == EncodedProgram)
    return llvm::Error::success();
  fs::create_directories(path::parent_path(File), /*IgnoreExisting=*/true, fs::perms::all_all);
  auto Problem = [&](llvm::StringRef What) {
    return llvm::createStringError(llvm::inconvertibleErrorCode(), "cannot write '" + File + "': " + What);
  };
  llvm::Expected<fs::TempFile> New = fs::TempFile::create(File + ".tmp-%%%%%%%%", 0666 & ~fs::getUmask());
  if (!New)
    return Problem(llvm::toString(New.takeError()));
  std::error_code Failed;
  {
    llvm::raw_fd_ostream OS(New->FD, /*shouldClose=*/false);
    OS << EncodedProgram;
    OS.flush();
    Failed = OS.error();
    OS.clear_error();
  }
  if (Failed) {
    llvm::consumeError(New->discard());
    return Problem(Failed.message());
  }
  if (llvm::Error E = New->keep(File))
    return Problem(llvm::toString(std::move(E)));
  return llvm::Error::success();
}

std::string corosafe::findIndex(llvm::StringRef BuildFolder, llvm::StringRef MainFile) {
  for (llvm::StringRef Start : {BuildFolder, path::parent_path(MainFile)})
    for (llvm::StringRef Folder = Start; !Folder.empty(); Folder = path::parent_path(Folder))
      for (llvm::StringRef Below : {"", "build"}) {
        llvm::SmallString<256> File(Folder);
        path::append(File, Below, ".corosafe", "index");
        if (fs::exists(File))
          return File.str().str();
      }
  return "";
}

Indexes::Answer Indexes::at(llvm::StringRef File) {
  fs::file_status Status;
  if (fs::status(File, Status) || Status.type() != fs::file_type::regular_file)
    return {};
  std::lock_guard<std::mutex> Lock(Guard);
  Known &Here = ByFile[File.str()];
  llvm::sys::TimePoint<> Written = Status.getLastModificationTime();
  uint64_t Id = Status.getUniqueID().getFile();
  if (Here.Written == Written && Here.Size == Status.getSize() && Here.Id == Id)
    return {Here.Program, ""};
  Here.Written = Written;
  Here.Size = Status.getSize();
  Here.Id = Id;
  auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/false, /*RequiresNullTerminator=*/false, /*IsVolatile=*/true);
  llvm::Expected<TuFacts> Facts =
      Buffer ? decodeFactsBinary((*Buffer)->getBuffer()) : llvm::errorCodeToError(Buffer.getError());
  Here.Program = Facts ? std::make_shared<Surroundings>(std::move(*Facts)) : nullptr;
  return {Here.Program, Facts ? "" : (File + ": " + llvm::toString(Facts.takeError())).str()};
}

TuFacts corosafe::withSurroundings(TuFacts Unit, const Surroundings &Program) {
  std::vector<TuFacts> Both;
  Both.push_back(Program.of(Unit));
  Both.push_back(std::move(Unit));
  return link(std::move(Both));
}

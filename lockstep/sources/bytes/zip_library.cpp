#include "lockstep/base/own_library.h"
#include "lockstep/sources/bytes/zip.h"
#include "lockstep/sources/zip/entry.h"

namespace lockstep {
namespace {

const Result<const zip::Functions*>& library() {
  static const Result<const zip::Functions*> loaded = []() -> Result<const zip::Functions*> {
    const Result<const void*> functions =
        open_own_library("lockstep_zip", zip::entry_symbol, "Zip files cannot be read",
                         "build it with ./run build, and keep lib/ beside the program's bin/; or unpack the file");
    if (!functions) return functions.error();
    return static_cast<const zip::Functions*>(*functions);
  }();
  return loaded;
}

}  // namespace

Result<std::vector<ZipMember>> list_zip(const std::string& path, const std::string& shown) {
  if (!library()) return library().error();
  return (*library())->list(path, shown);
}

Result<std::unique_ptr<ByteSource>> open_zip_member(const std::string& path, const ZipMember& member,
                                                    std::shared_ptr<StoredFile> file, uint64_t max_expansion) {
  if (!library()) return library().error();
  return (*library())->open_member(path, member, std::move(file), max_expansion);
}

}  // namespace lockstep

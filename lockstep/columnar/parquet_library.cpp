#include <dlfcn.h>

#include <filesystem>

#include "lockstep/columnar/columnar.h"
#include "lockstep/columnar/parquet/entry.h"

namespace lockstep {
namespace {

Result<const parquet::Functions*> load() {
  std::error_code failed;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", failed);
  const std::string path = (program.parent_path().parent_path() / "lib" / "lockstep_parquet.so").string();
  void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr)
    return Error{.kind = ErrorKind::file,
                 .message = std::string("Parquet files cannot be used: ") + dlerror(),
                 .where = path,
                 .hint = "build it with ./run build (a build with -DLOCKSTEP_PARQUET=OFF has none), or use CSV"};
  return reinterpret_cast<parquet::Entry>(dlsym(library, parquet::entry_symbol))();
}

// Loaded once and never unloaded: Arrow keeps threads and statics of its own.
const Result<const parquet::Functions*>& library() {
  static const Result<const parquet::Functions*> loaded = load();
  return loaded;
}

}  // namespace

Result<std::unique_ptr<RowReader>> open_parquet(const std::string& path) {
  if (!library()) return library().error();
  return (*library())->open(path);
}

Result<std::unique_ptr<TableWriter>> create_parquet(const std::string& path,
                                                    std::span<const std::pair<std::string, std::string>> metadata) {
  if (!library()) return library().error();
  return (*library())->create(path, metadata);
}

}  // namespace lockstep

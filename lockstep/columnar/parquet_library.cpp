#include "lockstep/base/own_library.h"
#include "lockstep/columnar/columnar.h"
#include "lockstep/columnar/parquet/entry.h"

namespace lockstep {
namespace {

Result<const parquet::Functions*> load() {
  const Result<const void*> functions =
      open_own_library("lockstep_parquet", parquet::entry_symbol, "Parquet files cannot be used",
                       "build it with ./run build (a build with -DLOCKSTEP_PARQUET=OFF has none), or use CSV");
  if (!functions) return functions.error();
  return static_cast<const parquet::Functions*>(*functions);
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

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "lockstep/cases/history.h"
#include "lockstep/cases/log.h"

namespace lockstep::cases {
namespace {

namespace fs = std::filesystem;

// Whole or not there.
Result<void> write_file(const fs::path& path, const std::string& bytes) {
  std::error_code failed;
  fs::create_directories(path.parent_path(), failed);
  const fs::path aside = path.string() + ".new";
  std::ofstream file(aside, std::ios::binary);
  file << bytes;
  file.close();
  if (file) fs::rename(aside, path, failed);
  if (!file || failed) return Error{.kind = ErrorKind::file, .message = "cannot be written", .where = path.string()};
  return {};
}

Result<std::string> hashes_of(soci::session& sql, const Tile& tile) {
  const auto kept = column<std::string>(
      sql, "select hash from history_nodes where level = :l and position >= :b and position < :e order by position",
      with(tile.level * 8, tile.index * 256, tile.index * 256 + tile.width));
  std::string bytes;
  for (const std::string& hash : kept) bytes += from_base64(hash).value_or("");
  if (const auto parsed = parse_tile(tile, bytes); !parsed) return parsed.error();
  return bytes;
}

Result<std::string> entries_of(soci::session& sql, const Tile& tile) {
  return entry_bundle(column<std::string>(sql,
                                          "select record from history where entry >= :b and entry < :e order by entry",
                                          with(tile.index * 256, tile.index * 256 + tile.width)));
}

Result<void> write_tile(soci::session& sql, const Tile& tile, const fs::path& folder) {
  if (fs::exists(folder / tile_path(tile)) && (tile.level > 0 || fs::exists(folder / bundle_path(tile)))) return {};
  if (tile.level == 0) {
    const auto entries = entries_of(sql, tile);
    if (!entries) return entries.error();
    if (auto written = write_file(folder / bundle_path(tile), *entries); !written) return written;
  }
  const auto hashes = hashes_of(sql, tile);
  if (!hashes) return hashes.error();
  return write_file(folder / tile_path(tile), *hashes);
}

}  // namespace

Result<int64_t> publish_history(Store& store, const std::string& folder) {
  return store.read<int64_t>([&](soci::session& sql) -> Result<int64_t> {
    const int64_t size = log_size(sql);
    const auto note = one<std::string>(sql, "select note from checkpoints where size = :s", with(size));
    if (!note)
      return Error{.kind = ErrorKind::missing, .message = "nothing has been done yet, so nothing has been signed"};
    for (const Tile& tile : tiles_of(uint64_t(size)))
      if (auto written = write_tile(sql, tile, folder); !written) return written.error();
    if (auto written = write_file(fs::path(folder) / "checkpoint", *note); !written) return written.error();
    return size;
  });
}

}  // namespace lockstep::cases

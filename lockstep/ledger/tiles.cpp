#include "lockstep/ledger/tiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lockstep/ledger/text.h"

namespace lockstep {
namespace {

constexpr unsigned height = 8, full = 1 << height, top_level = 63;

// 1234067 is x001/x234/067.
std::string number_path(const Tile& tile) {
  std::string path = fmt::format("{:03}", tile.index % 1000);
  for (uint64_t rest = tile.index / 1000; rest > 0; rest /= 1000) path = fmt::format("x{:03}/{}", rest % 1000, path);
  return tile.width == full ? path : fmt::format("{}.p/{}", path, tile.width);
}

std::string_view take_until(std::string_view& text, char end) {
  const std::string_view taken = text.substr(0, text.find(end));
  text.remove_prefix(std::min(text.size(), taken.size() + 1));
  return taken;
}

std::optional<uint64_t> from_number_path(std::string_view path) {
  uint64_t index = 0;
  while (!path.empty()) {
    std::string_view part = take_until(path, '/');
    if (path.empty() == part.starts_with('x')) return std::nullopt;
    if (part.starts_with('x')) part.remove_prefix(1);
    if (part.size() != 3 || !std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; }))
      return std::nullopt;
    if (__builtin_mul_overflow(index, 1000, &index)) return std::nullopt;
    const uint64_t digits = uint64_t(part[0] - '0') * 100 + uint64_t(part[1] - '0') * 10 + uint64_t(part[2] - '0');
    if (__builtin_add_overflow(index, digits, &index)) return std::nullopt;
  }
  return index;
}

uint64_t hashes_at(unsigned level, uint64_t size) { return level < 8 ? size >> (level * height) : 0; }

}  // namespace

std::string tile_path(const Tile& tile) { return fmt::format("tile/{}/{}", tile.level, number_path(tile)); }
std::string bundle_path(const Tile& tile) { return "tile/entries/" + number_path(tile); }

Result<Tile> parse_tile_path(std::string_view path) {
  const Error no_tile{ErrorKind::input, fmt::format("{} is not the path of a tile", in_quotes(path)), "",
                      "such as tile/0/x001/x234/067, or tile/0/000.p/12 where it is not full"};
  std::string_view rest = path;
  if (take_until(rest, '/') != "tile") return no_tile;
  const std::string_view level_text = take_until(rest, '/');
  const auto level = level_text == "entries" ? 0 : from_decimal<unsigned>(level_text);
  const size_t partial = rest.find(".p/");
  const auto width = partial == rest.npos ? full : from_decimal<unsigned>(rest.substr(partial + 3));
  const auto index = from_number_path(rest.substr(0, partial));
  if (!level || *level > top_level || !width || *width == 0 || (partial != rest.npos && *width >= full) || !index)
    return no_tile;
  const Tile tile{*level, *index, *width};
  if (tile_path(tile) != path && bundle_path(tile) != path) return no_tile;
  return tile;
}

std::vector<Tile> tiles_of(uint64_t size) {
  std::vector<Tile> tiles;
  for (unsigned level = 0; hashes_at(level, size) > 0; ++level) {
    const uint64_t hashes = hashes_at(level, size);
    for (uint64_t index = 0; index < hashes / full; ++index) tiles.push_back({level, index});
    if (hashes % full != 0) tiles.push_back({level, hashes / full, unsigned(hashes % full)});
  }
  return tiles;
}

Tile tile_with(const Node& node, uint64_t size) {
  const unsigned level = node.level / height;
  const uint64_t index = node.index << (node.level % height) >> height;
  return {level, index, unsigned(std::min<uint64_t>(full, hashes_at(level, size) - index * full))};
}

Digest node_in_tile(const Node& node, const Tile& tile, std::span<const Digest> hashes) {
  const unsigned within = node.level - tile.level * height;
  return perfect_head(hashes.data() + ((node.index << within) - tile.index * full), size_t(1) << within);
}

std::string tile_bytes(std::span<const Digest> hashes) {
  std::string bytes;
  for (const Digest& hash : hashes) bytes += bytes_of(hash);
  return bytes;
}

Result<std::vector<Digest>> parse_tile(const Tile& tile, std::string_view bytes) {
  if (bytes.size() != tile.width * sizeof(Digest))
    return Error{
        ErrorKind::input,
        fmt::format("{} bytes, but its {} hashes take {}", bytes.size(), tile.width, tile.width * sizeof(Digest)),
        tile_path(tile)};
  std::vector<Digest> hashes;
  for (size_t at = 0; at < bytes.size(); at += sizeof(Digest))
    hashes.push_back(*digest_of(bytes.substr(at, sizeof(Digest))));
  return hashes;
}

ReadNode nodes_in_tiles(uint64_t size, std::function<Result<std::string>(const Tile&)> read_tile) {
  return [size, read_tile = std::move(read_tile)](const Node& node) -> Result<Digest> {
    const Tile tile = tile_with(node, size);
    const Result<std::string> bytes = read_tile(tile);
    if (!bytes) return bytes.error();
    const auto hashes = parse_tile(tile, *bytes);
    if (!hashes) return hashes.error();
    return node_in_tile(node, tile, *hashes);
  };
}

Result<std::string> entry_bundle(std::span<const std::string> entries) {
  std::string bytes;
  for (const std::string& entry : entries) {
    if (entry.size() > UINT16_MAX)
      return Error{ErrorKind::limit, fmt::format("an entry of {} bytes: a bundle holds at most 65535", entry.size())};
    bytes += char(entry.size() >> 8);
    bytes += char(entry.size());
    bytes += entry;
  }
  return bytes;
}

Result<std::vector<std::string>> parse_entry_bundle(const Tile& tile, std::string_view bytes) {
  std::vector<std::string> entries;
  while (bytes.size() >= 2) {
    const size_t size = size_t(uint8_t(bytes[0])) << 8 | uint8_t(bytes[1]);
    if (size > bytes.size() - 2) break;
    entries.emplace_back(bytes.substr(2, size));
    bytes.remove_prefix(2 + size);
  }
  if (!bytes.empty() || entries.size() != tile.width)
    return Error{ErrorKind::input,
                 fmt::format("{} whole entries and {} bytes more, where {} entries were expected", entries.size(),
                             bytes.size(), tile.width),
                 bundle_path(tile)};
  return entries;
}

}  // namespace lockstep

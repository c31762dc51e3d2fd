// lockstep/ledger/tiles.h
//
// C2SP tlog-tiles: a log as files that never change. A tile holds up to 256 hashes of one level; the tiles one level up
// hold the heads of full tiles. Tiles of level 0 hold hashes of leaves, and beside each stands a bundle of the entries.
#pragma once

#include <functional>
#include <span>

#include "lockstep/ledger/proofs.h"

namespace lockstep {

struct Tile {
  unsigned level;  // of tiles: its hashes are heads over 256^level leaves
  uint64_t index;
  unsigned width = 256;  // hashes in it; fewer only in the last tile of a level
  auto operator<=>(const Tile&) const = default;
};

std::string tile_path(const Tile& tile);              // tile/0/x001/x234/067, and .p/112 behind a partial one
std::string bundle_path(const Tile& tile);            // tile/entries/…, for a tile of level 0
Result<Tile> parse_tile_path(std::string_view path);  // of either kind; a bundle is its tile of level 0

// All tiles of a tree of that size, level by level.
std::vector<Tile> tiles_of(uint64_t size);

// The tile, as wide as it is in a tree of that size, that tells a node. REQUIRES: the node is complete in that tree.
Tile tile_with(const Node& node, uint64_t size);
Digest node_in_tile(const Node& node, const Tile& tile, std::span<const Digest> hashes);

std::string tile_bytes(std::span<const Digest> hashes);
Result<std::vector<Digest>> parse_tile(const Tile& tile, std::string_view bytes);

// For proofs out of tiles that were served or stored.
ReadNode nodes_in_tiles(uint64_t size, std::function<Result<std::string>(const Tile&)> read_tile);

// Entries behind their lengths. Error: an entry above 65,535 bytes (kind limit).
Result<std::string> entry_bundle(std::span<const std::string> entries);
Result<std::vector<std::string>> parse_entry_bundle(const Tile& tile, std::string_view bytes);

}  // namespace lockstep

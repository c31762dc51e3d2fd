#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "tests/unit/ledger/made_up_log.h"

namespace lockstep {
namespace {

TEST(Tiles, HaveThePathsOfTheSpecification) {
  EXPECT_EQ(tile_path({0, 1234067}), "tile/0/x001/x234/067");
  EXPECT_EQ(tile_path({0, 273, 112}), "tile/0/273.p/112");
  EXPECT_EQ(tile_path({1, 0}), "tile/1/000");
  EXPECT_EQ(bundle_path({0, 1000, 7}), "tile/entries/x001/000.p/7");
}

TEST(Tiles, AreThoseThatTheSpecificationNamesFor70000Entries) {
  const std::vector<Tile> tiles = tiles_of(70000);
  ASSERT_EQ(tiles.size(), 273u + 1 + 1 + 1 + 1);
  EXPECT_EQ(tiles[272], (Tile{0, 272}));
  EXPECT_EQ(tiles[273], (Tile{0, 273, 112}));
  EXPECT_EQ(tiles[274], (Tile{1, 0}));
  EXPECT_EQ(tiles[275], (Tile{1, 1, 17}));
  EXPECT_EQ(tiles[276], (Tile{2, 0, 1}));
  EXPECT_EQ(tiles_of(256), (std::vector<Tile>{{0, 0}, {1, 0, 1}}));
  EXPECT_TRUE(tiles_of(0).empty());
}

RC_GTEST_PROP(Tiles, AreFoundByTheirPaths, ()) {
  const Tile tile{*rc::gen::inRange(0u, 64u), *rc::gen::arbitrary<uint64_t>(), *rc::gen::inRange(1u, 257u)};
  const Result<Tile> parsed = parse_tile_path(tile_path(tile));
  RC_ASSERT((parsed.has_value() && *parsed == tile));
  const Result<Tile> bundle = parse_tile_path(bundle_path(tile));
  RC_ASSERT((bundle.has_value() && bundle->level == 0 && bundle->index == tile.index && bundle->width == tile.width));
}

TEST(Tiles, RefuseOtherSpellings) {
  for (const char* path : {"",
                           "tile",
                           "tile/",
                           "tile/0",
                           "tile/0/",
                           "tile/0/1",
                           "tile/0/0001",
                           "tile/0/x001",
                           "tile/0/001/002",
                           "tile/00/001",
                           "tile/64/001",
                           "tile/-1/001",
                           "tile/0/x000/001",
                           "tile/0/001.p/0",
                           "tile/0/001.p/256",
                           "tile/0/001.p/01",
                           "tile/0/001.p/",
                           "tile/0/001/",
                           "/tile/0/001",
                           "tile/0/x018/x446/x744/x073/x709/x551/616",
                           "tile/data/001"})
    EXPECT_FALSE(parse_tile_path(path)) << path;
  EXPECT_EQ(to_string(parse_tile_path("tile/0/7").error()),
            "\"tile/0/7\" is not the path of a tile\n  such as tile/0/x001/x234/067, or tile/0/000.p/12 where it is "
            "not full");
}

RC_GTEST_PROP(Tiles, CarryEveryProof, ()) {
  const size_t size = *rc::gen::inRange<size_t>(1, 1500), index = *rc::gen::inRange<size_t>(0, size);
  const std::vector<Digest> leaves = made_up_leaves(size);
  std::map<Tile, std::string> stored;
  for (const Tile& tile : tiles_of(size)) {
    std::vector<Digest> hashes;
    const size_t span = size_t(1) << (8 * tile.level);
    for (size_t i = 0; i < tile.width; ++i)
      hashes.push_back(perfect_head(&leaves[(tile.index * 256 + i) * span], span));
    stored[tile] = tile_bytes(hashes);
  }
  const ReadNode nodes = nodes_in_tiles(size, [&](const Tile& tile) -> Result<std::string> { return stored.at(tile); });
  RC_ASSERT(*inclusion_proof(index, size, nodes) == naive_inclusion(index, leaves));
  RC_ASSERT(*consistency_proof(index + 1, size, nodes) == naive_consistency(index + 1, leaves));
}

RC_GTEST_PROP(Tiles, BundlesGiveTheirEntriesBack, (std::vector<std::string> entries)) {
  const Tile tile{0, 0, unsigned(entries.size())};
  const std::string bytes = *entry_bundle(entries);
  RC_ASSERT(*parse_entry_bundle(tile, bytes) == entries);
  RC_ASSERT(!parse_entry_bundle(tile, bytes + "x"));
  RC_ASSERT((bytes.empty() || !parse_entry_bundle(tile, bytes.substr(0, bytes.size() - 1))));
}

TEST(Tiles, RefuseWrongSizes) {
  EXPECT_EQ(to_string(parse_tile({0, 3, 2}, "abc").error()), "tile/0/003.p/2: 3 bytes, but its 2 hashes take 64");
  EXPECT_EQ(to_string(entry_bundle(std::vector{std::string(65536, 'x')}).error()),
            "an entry of 65536 bytes: a bundle holds at most 65535");
}

}  // namespace
}  // namespace lockstep

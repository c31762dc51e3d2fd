// The ledger module on the command line, for tests that hold it against other implementations.
//
// ledger_tool publish ENTRIES DIR KEY  writes the log as C2SP tlog-tiles into DIR, with its signed checkpoint
// ledger_tool ask ENTRIES              answers the questions on standard input, a line each:
//   head SIZE | inclusion INDEX SIZE | consistency OLD NEW    digests in hexadecimal
//   open ORIGIN KEY FILE                                     a checkpoint's size and root, or the error
//
// ENTRIES holds one entry a line, in hexadecimal.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "lockstep/ledger/ledger.h"
#include "tests/unit/ledger/hex.h"

namespace lockstep {
namespace {

struct Log {
  std::vector<std::string> entries;
  std::vector<Digest> leaves;
};

Log read_log(const std::string& path) {
  Log log;
  std::ifstream lines(path);
  for (std::string line; std::getline(lines, line);) {
    log.entries.push_back(from_hex(line));
    log.leaves.push_back(leaf_hash(log.entries.back()));
  }
  return log;
}

ReadNode nodes_of(const Log& log) {
  return [&log](const Node& node) -> Result<Digest> {
    return perfect_head(&log.leaves[node.index << node.level], size_t(1) << node.level);
  };
}

void write(const std::filesystem::path& path, const std::string& bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

int publish(const Log& log, const std::string& folder, const SigningKey& key) {
  Frontier frontier;
  for (const Digest& leaf : log.leaves) frontier.append(leaf);
  for (const Tile& tile : tiles_of(log.leaves.size())) {
    std::vector<Digest> hashes;
    for (uint64_t i = tile.index * 256; i < tile.index * 256 + tile.width; ++i)
      hashes.push_back(*nodes_of(log)({8 * tile.level, i}));
    write(folder + "/" + tile_path(tile), tile_bytes(hashes));
    if (tile.level == 0)
      write(folder + "/" + bundle_path(tile),
            *entry_bundle(std::span(log.entries).subspan(tile.index * 256, tile.width)));
  }
  write(folder + "/checkpoint", *sign_checkpoint({key.verifying.name, frontier.size(), frontier.root()}, key));
  std::cout << to_text(key.verifying) << "\n";
  return 0;
}

std::string spelled(const Result<Proof>& proof) {
  if (!proof) return to_string(proof.error());
  std::string text;
  for (const Digest& digest : *proof) text += (text.empty() ? "" : " ") + to_hex(digest);
  return text;
}

std::string open(const std::string& origin, const std::string& key_text, const std::string& path) {
  const Result<VerifyingKey> key = parse_verifying_key(key_text);
  if (!key) return to_string(key.error());
  std::stringstream note;
  note << std::ifstream(path, std::ios::binary).rdbuf();
  const Result<Checkpoint> checkpoint = open_checkpoint(note.str(), origin, std::vector{*key});
  return checkpoint ? fmt::format("{} {}", checkpoint->size, to_hex(checkpoint->root)) : to_string(checkpoint.error());
}

std::string answer(const Log& log, std::istringstream question) {
  std::string what, origin, key, path;
  uint64_t first = 0, second = 0;
  question >> what;
  if (what == "open") {
    question >> origin >> key >> path;
    return open(origin, key, path);
  }
  question >> first >> second;
  if (what == "inclusion") return spelled(inclusion_proof(first, second, nodes_of(log)));
  if (what == "consistency") return spelled(consistency_proof(first, second, nodes_of(log)));
  return to_hex(*tree_head(first, nodes_of(log)));
}

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() == 4 && arguments[0] == "publish") {
    const Result<SigningKey> key = parse_signing_key(arguments[3]);
    return key ? publish(read_log(arguments[1]), arguments[2], *key) : 1;
  }
  if (arguments.size() != 2 || arguments[0] != "ask") return 2;
  const Log log = read_log(arguments[1]);
  for (std::string line; std::getline(std::cin, line);) std::cout << answer(log, std::istringstream(line)) << "\n";
  return 0;
}

}  // namespace
}  // namespace lockstep

int main(int count, char** values) { return lockstep::run({values + 1, values + count}); }

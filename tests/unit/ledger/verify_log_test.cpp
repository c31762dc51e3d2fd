#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/ledger/made_up_log.h"

namespace lockstep {
namespace {

// What a store holds: its rows can be tampered with at will.
struct MadeUpStore {
  std::vector<StoredEntry> entries;
  std::vector<StoredCheckpoint> checkpoints;
  std::vector<std::string> kept;
};

std::string payload_of(uint64_t index) { return "ferry " + std::to_string(index) + " was held for more information"; }

StoredEntry made_up_entry(uint64_t index, const std::string& payload, uint8_t seed = 0) {
  const Salt salt{uint8_t(index), uint8_t(index >> 8), seed};
  return {index, to_text(EntryRecord{index, commit(salt, payload)}), std::string(salt.begin(), salt.end()), payload};
}

// Entries in transactions of these sizes, each followed by a checkpoint.
MadeUpStore made_up_store(const std::vector<size_t>& transactions) {
  MadeUpStore store;
  Frontier log;
  for (const size_t entries : transactions) {
    for (size_t i = 0; i < entries; ++i) {
      store.entries.push_back(made_up_entry(log.size(), payload_of(log.size())));
      log.append(leaf_hash(store.entries.back().record));
    }
    store.checkpoints.push_back(
        {log.size(), *sign_checkpoint({"harbour.example/log", log.size(), log.root()}, harbour_key())});
  }
  return store;
}

template <class Row>
auto each(const std::vector<Row>& rows) {
  return [&rows, at = size_t(0)]() mutable -> Result<std::optional<Row>> {
    if (at == rows.size()) return std::optional<Row>();
    return std::optional<Row>(rows[at++]);
  };
}

Result<LogReport> verify(const MadeUpStore& store) {
  const VerifyOptions options{"harbour.example/log", {harbour_key().verifying}, store.kept};
  return verify_log(each(store.entries), each(store.checkpoints), options, no_progress());
}

std::string fault(const MadeUpStore& store) {
  const Result<LogReport> report = verify(store);
  if (!report) return to_string(report.error());
  return report->fault ? std::string(name(report->fault->kind)) + ": " + report->fault->why : "none";
}

void renumber(MadeUpStore& store) {
  for (size_t i = 0; i < store.entries.size(); ++i) store.entries[i].index = i;
}

TEST(VerifyLog, FindsNothingInALogAsItWasWritten) {
  for (const std::vector<size_t>& transactions : {std::vector<size_t>{}, {0}, {1}, {1, 1, 1}, {3, 1, 7}, {0, 5}}) {
    const MadeUpStore store = made_up_store(transactions);
    const Result<LogReport> report = verify(store);
    EXPECT_EQ(fault(store), "none");
    EXPECT_EQ(report->entries, store.entries.size());
    EXPECT_EQ(report->proven, store.entries.size());
    EXPECT_EQ(report->checkpoints, store.checkpoints.size());
  }
}

TEST(VerifyLog, NamesAnEntryWhoseTextWasChanged) {
  MadeUpStore store = made_up_store({2, 3, 2});
  store.entries[3].payload = "ferry 3 was never held";
  EXPECT_EQ(fault(store), "changed: entry 3 was changed: it is not what its record commits to");
  EXPECT_EQ(verify(store)->proven, 2u);
}

TEST(VerifyLog, NamesAnEntryThatWasForgedWithItsRecord) {
  MadeUpStore store = made_up_store({1, 1, 1, 1});
  store.entries[2] = made_up_entry(2, "ferry 2 was never held");
  EXPECT_EQ(fault(store), "changed: entry 2 was changed: the checkpoint of size 3 signed something else");
  store = made_up_store({2, 3, 2});
  store.entries[3] = made_up_entry(3, "ferry 3 was never held");
  EXPECT_EQ(fault(store),
            "changed: one of the entries 2 to 4 was changed: the checkpoint of size 5 signed something else");
}

TEST(VerifyLog, NamesADamagedRecord) {
  MadeUpStore store = made_up_store({2, 3});
  store.entries[3].record = "lockstep entry\n3\n";
  EXPECT_EQ(fault(store), "changed: entry 3 was changed: \"lockstep entry\\x0a3\\x0a\" is not the record of an entry");
}

TEST(VerifyLog, NamesTheFirstOfTwo) {
  MadeUpStore store = made_up_store({2, 3, 2});
  store.entries[5].payload = "later";
  store.entries[1].payload = "earlier";
  EXPECT_EQ(verify(store)->fault->first, 1u);
  store.entries.erase(store.entries.begin() + 4);
  EXPECT_EQ(verify(store)->fault->first, 1u);
}

TEST(VerifyLog, NamesRemovedEntries) {
  MadeUpStore store = made_up_store({2, 3, 2});
  store.entries.erase(store.entries.begin() + 3);
  EXPECT_EQ(fault(store), "removed: entry 3 was removed");
  renumber(store);
  EXPECT_EQ(fault(store), "removed: entry 3 was removed");
  store = made_up_store({2, 3, 2});
  store.entries.erase(store.entries.begin() + 1, store.entries.begin() + 4);
  EXPECT_EQ(fault(store), "removed: entry 1 was removed, and so were those up to 3");
  store = made_up_store({2, 3, 2});
  store.entries.erase(store.entries.begin() + 4, store.entries.end());
  EXPECT_EQ(fault(store), "removed: entry 4 was removed, and all after it: a checkpoint has the size 7");
  store.entries.clear();
  EXPECT_EQ(fault(store), "removed: entry 0 was removed, and all after it: a checkpoint has the size 7");
}

TEST(VerifyLog, NamesMovedEntries) {
  MadeUpStore store = made_up_store({2, 3, 2});
  std::swap(store.entries[1], store.entries[5]);
  renumber(store);
  EXPECT_EQ(fault(store), "moved: entry 1 was moved: it stands at 5 now");
  store = made_up_store({2, 3, 2});
  store.entries[2].index = 100;
  std::rotate(store.entries.begin() + 2, store.entries.begin() + 3, store.entries.end());
  EXPECT_EQ(fault(store), "moved: entry 2 was moved: it stands at 100 now");
  store = made_up_store({2, 3, 2});
  store.entries.back().index = 9;
  EXPECT_EQ(fault(store), "moved: entry 6 was moved: it stands at 9 now");
}

TEST(VerifyLog, NamesAddedEntries) {
  MadeUpStore store = made_up_store({2, 3});
  store.entries.push_back(made_up_entry(5, "ferry 5 was added"));
  EXPECT_EQ(fault(store), "added: entry 5 was added, or its checkpoint removed: no checkpoint signed it");
  store = made_up_store({2, 3});
  store.entries.insert(store.entries.begin() + 1, store.entries[4]);
  renumber(store);
  EXPECT_EQ(fault(store), "moved: entry 1 was moved: it stands at 2 now");
}

TEST(VerifyLog, SaysWhenACheckpointWasChanged) {
  MadeUpStore store = made_up_store({2, 3, 2});
  store.checkpoints[1].note.replace(store.checkpoints[1].note.find("\n5\n"), 3, "\n6\n");
  EXPECT_EQ(fault(store),
            "checkpoint: the checkpoint of size 5 was changed: the signature of harbour.example/log is not right: "
            "text or signature were changed");
  store = made_up_store({2, 3, 2});
  store.checkpoints[1].note = store.checkpoints[0].note;
  EXPECT_EQ(fault(store), "checkpoint: the checkpoint of size 5 was changed: its note says 2");
  store = made_up_store({2, 3, 2});
  store.entries[2] = made_up_entry(2, "forged together with its checkpoint");
  store.checkpoints[1].note.replace(30, 1, "A");
  EXPECT_EQ(fault(store),
            "changed: one of the entries 2 to 6 was changed: the checkpoint of size 7 signed something else");
}

TEST(VerifyLog, DoesNotBelieveAnotherKey) {
  MadeUpStore store = made_up_store({2, 3});
  Frontier log;
  for (const StoredEntry& entry : store.entries) log.append(leaf_hash(entry.record));
  const SigningKey other = *make_signing_key("harbour.example/log", {9});
  store.checkpoints[1].note = *sign_checkpoint({"harbour.example/log", 5, log.root()}, other);
  EXPECT_EQ(verify(store)->fault->kind, LogFaultKind::checkpoint);
  EXPECT_EQ(verify(store)->proven, 2u);
}

TEST(VerifyLog, SeesWithACheckpointKeptElsewhereWhatTheStoreHides) {
  const MadeUpStore whole = made_up_store({2, 3, 2});
  MadeUpStore cut = made_up_store({2, 3});
  EXPECT_EQ(fault(cut), "none");
  cut.kept = {whole.checkpoints[2].note};
  EXPECT_EQ(fault(cut),
            "removed: entry 5 was removed, and all after it: a checkpoint that was kept elsewhere has the size 7");

  // Rewritten by someone who holds the key.
  MadeUpStore rewritten;
  Frontier log;
  for (uint64_t index = 0; index < 7; ++index) {
    rewritten.entries.push_back(made_up_entry(index, index == 4 ? "rewritten" : payload_of(index)));
    log.append(leaf_hash(rewritten.entries.back().record));
    rewritten.checkpoints.push_back(
        {index + 1, *sign_checkpoint({"harbour.example/log", index + 1, log.root()}, harbour_key())});
  }
  EXPECT_EQ(fault(rewritten), "none");
  rewritten.kept = {whole.checkpoints[1].note, whole.checkpoints[0].note};
  EXPECT_EQ(fault(rewritten),
            "changed: one of the entries 2 to 4 was changed: the checkpoint of size 5 that was kept elsewhere signed "
            "something else");
  EXPECT_EQ(verify(rewritten)->proven, 2u);
  rewritten.kept = {"words\n"};
  EXPECT_EQ(fault(rewritten),
            "the checkpoint kept elsewhere cannot be used: no empty line between a text and its signatures: this is "
            "not a signed note");
}

TEST(VerifyLog, LetsErasedTextsPassWhereTheLogSaysThatTheyWereErased) {
  MadeUpStore store = made_up_store({2, 3});
  Frontier log;
  for (const StoredEntry& entry : store.entries) log.append(leaf_hash(entry.record));
  store.entries.push_back(made_up_entry(5, "erased the text of 3"));
  store.entries.back().erases = {3};
  log.append(leaf_hash(store.entries.back().record));
  store.checkpoints.push_back({6, *sign_checkpoint({"harbour.example/log", 6, log.root()}, harbour_key())});
  store.entries[3].payload.reset();
  EXPECT_EQ(fault(store),
            "changed: entry 3 was changed: one of text and salt is gone, but not both as after an erasure");
  store.entries[3].salt.reset();
  EXPECT_EQ(fault(store), "none");
  EXPECT_EQ(verify(store)->erased, 1u);
  store.entries[1].salt.reset(), store.entries[1].payload.reset();
  EXPECT_EQ(fault(store), "erased: the text of entry 1 is gone, and no later entry says that it was erased");
  store.entries[4].payload = "a later fault hides no earlier one";
  EXPECT_EQ(verify(store)->fault->first, 1u);
}

TEST(VerifyLog, HandsOnWhatTheStoreSays) {
  MadeUpStore amiss = made_up_store({2, 3});
  amiss.entries[3].wrong = "its body is not what it seals";
  EXPECT_EQ(fault(amiss), "changed: entry 3 was changed: its body is not what it seals");
  const NextEntry broken = []() -> Result<std::optional<StoredEntry>> {
    return Error{ErrorKind::file, "the database went away"};
  };
  const MadeUpStore store = made_up_store({1});
  const VerifyOptions options{"harbour.example/log", {harbour_key().verifying}, {}};
  EXPECT_EQ(verify_log(broken, each(store.checkpoints), options, no_progress()).error().message,
            "the database went away");
}

// With a checkpoint after every entry, whatever is done to one entry, that one is named.
RC_GTEST_PROP(VerifyLog, NamesExactlyTheEntryThatWasTamperedWith, ()) {
  const size_t size = *rc::gen::inRange<size_t>(1, 40), victim = *rc::gen::inRange<size_t>(0, size);
  MadeUpStore store = made_up_store(std::vector<size_t>(size, 1));
  StoredEntry& entry = store.entries[victim];
  switch (*rc::gen::inRange(0, 7)) {
    case 0:
      entry.payload = "changed";
      break;
    case 1:
      (*entry.salt)[*rc::gen::inRange(0, 32)] ^= 1;
      break;
    case 2:
      entry = made_up_entry(victim, "forged");
      break;
    case 3:
      entry = made_up_entry(victim, payload_of(victim), 1);
      break;  // the same words under another salt
    case 4:
      entry.record[*rc::gen::inRange<size_t>(0, entry.record.size())] ^= 1;
      break;
    case 5:
      store.entries.erase(store.entries.begin() + long(victim));
      break;
    case 6:
      store.entries.erase(store.entries.begin() + long(victim));
      renumber(store);
      break;
  }
  const Result<LogReport> report = verify(store);
  RC_ASSERT(report->fault.has_value());
  RC_ASSERT(report->fault->first == victim);
  RC_ASSERT((report->fault->last == victim || report->fault->kind == LogFaultKind::removed));
  RC_ASSERT(report->proven == victim);
}

// With larger transactions the entry is in the range, and everything before it is proven.
RC_GTEST_PROP(VerifyLog, NamesARangeWithTheEntryInIt, ()) {
  const auto transactions = *rc::gen::nonEmpty(rc::gen::container<std::vector<size_t>>(rc::gen::inRange<size_t>(1, 6)));
  MadeUpStore store = made_up_store(transactions);
  const size_t victim = *rc::gen::inRange<size_t>(0, store.entries.size());
  store.entries[victim] = made_up_entry(victim, "forged");
  const Result<LogReport> report = verify(store);
  RC_ASSERT(report->fault.has_value());
  RC_ASSERT(report->fault->first <= victim);
  RC_ASSERT(victim <= report->fault->last);
  RC_ASSERT(report->proven == report->fault->first);
  RC_ASSERT(report->fault->last - report->fault->first < 5);
}

}  // namespace
}  // namespace lockstep

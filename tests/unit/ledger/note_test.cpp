#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/ledger/made_up_log.h"

namespace lockstep {
namespace {

// The example in the documentation of Go's golang.org/x/mod/sumdb/note.
constexpr std::string_view secret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
constexpr std::string_view known = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr std::string_view text =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
constexpr std::string_view signature =
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

std::string published_note() { return std::string(text) + "\n" + std::string(signature); }

std::string why_not(std::string_view bytes, std::span<const VerifyingKey> keys) {
  const Result<Note> note = parse_note(bytes);
  if (!note) return to_string(note.error());
  const Result<void> verified = verify_note(*note, keys);
  return verified ? "verified" : to_string(verified.error());
}

TEST(Note, IsThePublishedOne) {
  const Result<SigningKey> key = parse_signing_key(secret);
  ASSERT_TRUE(key);
  EXPECT_EQ(to_text(*key), secret);
  EXPECT_EQ(to_text(key->verifying), known);
  EXPECT_EQ(*sign_note(text, *key), published_note());
  EXPECT_EQ(why_not(published_note(), std::vector{*parse_verifying_key(known)}), "verified");
}

TEST(Note, KnowsTheKeyOfTheGoChecksumDatabase) {
  const auto key = parse_verifying_key("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");
  ASSERT_TRUE(key);
  EXPECT_EQ(key_id(*key), 0x033de0aeu);
}

TEST(Note, KeysSayWhatIsWrongWithThem) {
  EXPECT_EQ(
      to_string(parse_verifying_key("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").error()),
      "the parts of the key \"PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4iz…\" do not belong together\n"
      "  its name and bytes make the id c74f20a3: copy the whole line again");
  for (const char* damaged : {"", "a", "a+b", "a+b+c", "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"})
    EXPECT_FALSE(parse_verifying_key(damaged)) << damaged;
  EXPECT_FALSE(parse_signing_key(known));
  EXPECT_FALSE(parse_signing_key(std::string(secret).replace(25, 1, "0")));
  EXPECT_EQ(parse_signing_key(std::string(secret) + "x").error().message.find("AYEK"), std::string::npos)
      << "an error must not repeat a secret";
  for (const char* name : {"", "a b", "a+b", "a\nb", "a\u00a0b", "a\u3000", "\xff"})
    EXPECT_FALSE(make_signing_key(name, {})) << name;
}

TEST(Note, SaysWhatIsWrongWithIt) {
  const std::vector keys{*parse_verifying_key(known)};
  EXPECT_EQ(why_not("words\n", keys), "no empty line between a text and its signatures: this is not a signed note");
  EXPECT_EQ(why_not("words\n\n", keys), "a note without a signature");
  EXPECT_EQ(why_not("words\n\nJane\n", keys), "line 3: \"Jane\" is not a signature: \"— name base64\" is");
  EXPECT_EQ(why_not(published_note().substr(0, published_note().size() - 1), keys),
            "line 4: the last signature has no newline: the note was cut off");
  EXPECT_EQ(why_not(published_note().replace(3, 1, "w"), keys),
            "the signature of PeterNeumann is not right: text or signature were changed");
  EXPECT_EQ(why_not(published_note(), std::vector{harbour_key().verifying}),
            "signed by \"PeterNeumann\" (key c74f20a3), not by a key that was given");
  EXPECT_EQ(why_not("tab\t\n\n" + std::string(signature), keys),
            "a note holds UTF-8 without control characters; this does not");
  EXPECT_FALSE(sign_note("no newline", harbour_key()));
  EXPECT_FALSE(sign_note("\xff\n", harbour_key()));
}

TEST(Note, PassesOverSignaturesOfOthersAndRefusesAFalseOneOfAKnownKey) {
  const std::vector keys{*parse_verifying_key(known)};
  const std::string harbour = sign_note(text, harbour_key())->substr(text.size() + 1);
  EXPECT_EQ(why_not(published_note() + harbour, keys), "verified");
  EXPECT_EQ(why_not(published_note() + "— PeterNeumann AAAAAAA=\n", keys), "verified");  // another key of that name
  const std::vector both{keys[0], harbour_key().verifying};
  const std::string false_one = sign_note("other words\n", harbour_key())->substr(sizeof "other words\n");
  EXPECT_EQ(why_not(published_note() + false_one, both),
            "the signature of harbour.example/log is not right: text or signature were changed");
}

RC_GTEST_PROP(Note, IsRefusedWhenAnyByteIsChanged, ()) {
  std::string note = published_note();
  const size_t at = *rc::gen::inRange<size_t>(0, note.size());
  note[at] = char(note[at] ^ *rc::gen::inRange(1, 256));
  RC_ASSERT(why_not(note, std::vector{*parse_verifying_key(known)}) != "verified");
}

TEST(Checkpoint, IsThreeLinesSignedByTheLog) {
  const SigningKey key = harbour_key();
  const Checkpoint checkpoint{key.verifying.name, 3, naive_head(made_up_leaves(3))};
  const std::string note = *sign_checkpoint(checkpoint, key);
  EXPECT_EQ(note.substr(0, 22), "harbour.example/log\n3\n");
  EXPECT_EQ(*open_checkpoint(note, checkpoint.origin, std::vector{key.verifying}), checkpoint);
  EXPECT_EQ(to_string(open_checkpoint(note, "pier.example/log", std::vector{key.verifying}).error()),
            "line 1: this is a checkpoint of \"harbour.example/log\", not of \"pier.example/log\"");
}

TEST(Checkpoint, SaysTheLineThatIsWrong) {
  const std::string root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  const auto why = [](const std::string& checkpoint) {
    const Result<Checkpoint> parsed = parse_checkpoint(checkpoint);
    return parsed ? "parsed" : to_string(parsed.error());
  };
  EXPECT_EQ(why("example.com/behind-the-sofa\n20852163\n" + root), "parsed");
  EXPECT_EQ(why("o\n18446744073709551615\n" + root + "more\n"), "parsed");
  EXPECT_EQ(why(""), "line 1: a checkpoint begins with the name of its log");
  EXPECT_EQ(why("\n1\n" + root), "line 1: a checkpoint begins with the name of its log");
  for (const char* size : {"", "01", "-1", "+1", "1 ", "18446744073709551616", "0x1"})
    EXPECT_EQ(why("o\n" + std::string(size) + "\n" + root),
              "line 2: \"" + std::string(size) + "\" is not a number of entries");
  EXPECT_EQ(why("o\n1\nAAAA\n"), "line 3: \"AAAA\" is not the base64 of 32 bytes");
  EXPECT_NE(why("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA\xcbj2jxq2I=\n"), "parsed");
  EXPECT_EQ(why("o\n1\n"), "line 3: \"\" is not the base64 of 32 bytes");
  EXPECT_EQ(why("o\n1\n" + root + "\n"), "line 4: an empty line, or one that does not end");
  EXPECT_FALSE(sign_checkpoint({"", 0, {}}, harbour_key()));
  EXPECT_FALSE(sign_checkpoint({"two\nlines", 0, {}}, harbour_key()));
  EXPECT_FALSE(sign_checkpoint({"o", 0, {}, {""}}, harbour_key()));
}

TEST(Entry, CommitsToSaltAndPayload) {
  const Salt salt{7};
  EXPECT_NE(commit(salt, "ferry"), commit(Salt{8}, "ferry"));
  EXPECT_NE(commit(salt, "ferry"), commit(salt, "ferries"));
  EXPECT_EQ(to_text(EntryRecord{17, commit(salt, "ferry")}).find("ferry"), std::string::npos);
}

RC_GTEST_PROP(Entry, IsReadBackFromItsRecord, (uint64_t index, std::string payload)) {
  const EntryRecord record{index, commit(Salt{1}, payload)};
  const std::string written = to_text(record);
  RC_ASSERT(*parse_entry_record(written) == record);
  RC_ASSERT(!parse_entry_record(written + "\n"));
  RC_ASSERT(!parse_entry_record(written.substr(0, written.size() - 1)));
}

}  // namespace
}  // namespace lockstep

#include "lockstep/traces/canonical_url.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "lockstep/traces/registrable_domain.h"
#include "lockstep/traces/shorteners.h"

namespace lockstep {
namespace {

std::vector<std::pair<std::string, std::string>> cases() {
  std::ifstream file(LOCKSTEP_UNIT_TESTS "/traces/canonical_urls.tsv");
  std::vector<std::pair<std::string, std::string>> found;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with("#")) continue;
    const size_t tab = line.find('\t');
    std::string given = line.substr(0, tab), canonical = line.substr(tab + 1);
    found.emplace_back(given, canonical.empty() ? given : canonical);
  }
  return found;
}

TEST(CanonicalUrl, IsWhatTheTableSays) {
  ASSERT_GT(cases().size(), 80u);
  for (const auto& [given, canonical] : cases()) EXPECT_EQ(canonical_url(given), canonical) << given;
}

TEST(CanonicalUrl, IsItsOwnCanonicalForm) {
  for (const auto& [given, canonical] : cases()) EXPECT_EQ(canonical_url(canonical), canonical) << given;
}

RC_GTEST_PROP(CanonicalUrl, OfAnythingIsItsOwnCanonicalForm, ()) {
  const auto piece = rc::gen::elementOf(std::vector<std::string>{"http://",
                                                                 "https://",
                                                                 "www.",
                                                                 "m.",
                                                                 "example.org",
                                                                 "/",
                                                                 "..",
                                                                 ".",
                                                                 "?",
                                                                 "&",
                                                                 "=",
                                                                 "#",
                                                                 "!",
                                                                 "%",
                                                                 "%2F",
                                                                 "%41",
                                                                 "a",
                                                                 "amp",
                                                                 "utm_x",
                                                                 ":80",
                                                                 "@",
                                                                 " ",
                                                                 "ä",
                                                                 "+",
                                                                 "youtu.be/abcdef",
                                                                 "x.com",
                                                                 "/status/1",
                                                                 "google.com/url?q=",
                                                                 "[",
                                                                 "]"});
  std::string url;
  for (const std::string& part : *rc::gen::container<std::vector<std::string>>(piece)) url += part;
  const std::string canonical = canonical_url(url);
  RC_LOG() << "URL: " << url << " canonical: " << canonical;
  RC_ASSERT(canonical_url(canonical) == canonical);
}

TEST(HostOf, IsTheHostWithoutItsPort) {
  EXPECT_EQ(host_of("https://example.org:8080/a"), "example.org");
  EXPECT_EQ(host_of("https://example.org?a=1"), "example.org");
  EXPECT_EQ(host_of("https://[2001:db8::1]:81/a"), "[2001:db8::1]");
  EXPECT_EQ(host_of("23678"), "");
}

TEST(RegistrableDomain, IsWhatItsOwnerRegistered) {
  EXPECT_EQ(registrable_domain("news.example.co.uk"), "example.co.uk");
  EXPECT_EQ(registrable_domain("News.Example.org"), "example.org");
  EXPECT_EQ(registrable_domain("baker.github.io"), "baker.github.io");
  EXPECT_EQ(registrable_domain("co.uk"), "co.uk");
  EXPECT_EQ(registrable_domain("localhost"), "localhost");
  EXPECT_EQ(registrable_domain("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(registrable_domain(""), "");
}

TEST(Shorteners, AreFollowedStepByStepAndRingsEnd) {
  Shorteners shorteners;
  shorteners.add("https://sh.test/1", "http://sh.test/2/");
  shorteners.add("sh.test/2", "https://www.example.org/bread?utm_source=x");
  shorteners.add("https://sh.test/a", "https://sh.test/b");
  shorteners.add("https://sh.test/b", "https://sh.test/a");
  EXPECT_EQ(shorteners.canonical("http://SH.test/1#top"), "https://example.org/bread");
  EXPECT_EQ(shorteners.canonical("https://example.org/other"), "https://example.org/other");
  EXPECT_FALSE(shorteners.canonical("https://sh.test/a").empty());
}

}  // namespace
}  // namespace lockstep

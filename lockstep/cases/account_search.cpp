#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "lockstep/cases/account_texts.h"
#include "lockstep/cases/case_file.h"
#include "lockstep/cases/rules.h"

namespace lockstep::cases {
namespace {

// The first `count` characters of UTF-8.
std::string_view first_characters(std::string_view text, int64_t count) {
  size_t end = 0;
  for (; end < text.size(); ++end)
    if ((text[end] & 0xC0) != 0x80 && count-- == 0) break;
  return text.substr(0, end);
}

// After every text that begins with this one.
std::string end_of(std::string text) {
  for (int64_t i = 0; i < kept_characters; ++i) text += "\xF4\x8F\xBF\xBF";  // the last character that there is
  return text;
}

bool says(const std::optional<std::string>& name, const std::string& sought) {
  return name && in_small_letters(first_characters(*name, searched_characters)).find(sought) != std::string::npos;
}

// With all its cases; none where the text is longer than what is kept of the ends, and does not go on like this.
std::optional<AccountHit> hit_of(soci::session& sql, const std::string& account_id, const std::string& sought) {
  AccountHit hit{.account_id = account_id, .handle = {}, .display_name = {}, .case_ids = {}};
  bool found = in_small_letters(account_id).starts_with(sought);
  each_row<int64_t, std::optional<std::string>, std::optional<std::string>>(
      sql, "select case_id, handle, display_name from members where account_id = :a order by case_id", with(account_id),
      [&](int64_t case_id, const std::optional<std::string>& handle, const std::optional<std::string>& name) {
        found = found || says(handle, sought) || says(name, sought);
        hit.case_ids.push_back(case_id);
        hit.handle = std::max(hit.handle, handle);
        hit.display_name = std::max(hit.display_name, name);
      });
  if (!found) return std::nullopt;
  return hit;
}

std::vector<AccountHit> accounts_with(soci::session& sql, const std::string& sought, size_t limit) {
  const std::string begin(first_characters(sought, kept_characters)), end = end_of(begin);
  const size_t page = 4 * limit;  // an account has several texts
  std::vector<AccountHit> hits;
  std::unordered_set<std::string> seen;
  for (size_t from = 0;; from += page) {
    const auto accounts = column<std::string>(
        sql,
        fmt::format("select account_id from account_texts where text >= :b and text < :e order by text, account_id"
                    " limit {} offset {}",
                    page, from),
        with(begin, end));
    for (const std::string& account : accounts) {
      if (!seen.insert(account).second) continue;
      if (auto hit = hit_of(sql, account, sought)) hits.push_back(std::move(*hit));
      if (hits.size() == limit) return hits;
    }
    if (accounts.size() < page) return hits;
  }
}

}  // namespace

Result<std::vector<AccountHit>> search_accounts(Store& store, const Actor& actor, const std::string& text,
                                                int64_t limit) {
  if (auto may = check_may(actor, who_reads); !may) return may.error();
  if (auto right = check_limit(limit, 200); !right) return right.error();
  if (auto right = check_text("q", text, 1, 200); !right) return right.error();
  return store.read<std::vector<AccountHit>>([&](soci::session& sql) -> Result<std::vector<AccountHit>> {
    return accounts_with(sql, in_small_letters(text), size_t(limit));
  });
}

}  // namespace lockstep::cases

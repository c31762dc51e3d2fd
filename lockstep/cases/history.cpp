#include "lockstep/cases/history.h"

#include <fmt/format.h>

#include "lockstep/cases/blind.h"
#include "lockstep/cases/log.h"
#include "lockstep/cases/rules.h"
#include "lockstep/cases/settings.h"

namespace lockstep::cases {
namespace {

constexpr const char* only_what_was_found =
    " and h.act not like 'decision.%' and h.act not like 'opinion.%' and h.act not like 'review.%'"
    " and h.act not like 'notice%' and h.act not like 'appeal.%' and h.act not like 'members.%'";

// What nobody who is signed in did, the program did, but for those who come with a private link.
const char* name_without_person(std::string_view act) {
  for (const char* by_link : {"appeal.made", "person.added", "person.signed_up", "person.password_reset"})
    if (act == by_link) return "whoever held the link";
  return "the program";
}

}  // namespace

Result<HistoryPage> list_history(Store& store, const Actor& actor, const HistoryQuery& query) {
  if (auto may = check_may(actor, query.case_id ? who_reads : Roles(Role::auditor)); !may) return may.error();
  if (auto right = check_limit(query.limit, 500); !right) return right.error();
  auto after = read_cursor(query.cursor);
  if (!after) return after.error();
  if (!after->is_null() && !(after->size() == 1 && (*after)[0].is_number_integer()))
    return Error{.kind = ErrorKind::usage, .message = "is not one that was given out", .where = "cursor"};
  return store.read<HistoryPage>([&](soci::session& sql) -> Result<HistoryPage> {
    std::string condition = "where 1 = 1";
    Values values;
    const auto narrow = [&](const char* text, auto value) {
      condition += text;
      for (auto& one : with(value)) values.push_back(std::move(one));
    };
    if (query.case_id) narrow(" and h.case_id = :c", *query.case_id);
    if (query.case_id && sees_blind(sql, actor, *query.case_id)) condition += only_what_was_found;
    if (query.person_id) narrow(" and h.person_id = :p", *query.person_id);
    if (query.act) narrow(" and h.act = :a", *query.act);
    if (!after->is_null()) narrow(" and h.entry < :b", (*after)[0].get<int64_t>());
    HistoryPage page{.size = log_size(sql)};
    each_row<int64_t, int64_t, int64_t, std::optional<std::string>, std::string, std::optional<int64_t>,
             std::optional<std::string>>(
        sql,
        fmt::format("select h.entry, h.time, h.person_id, p.name, h.act, h.case_id, h.body from history h left join "
                    "people p on p.person_id = h.person_id {} order by h.entry desc limit {}",
                    condition, query.limit + 1),
        std::move(values),
        [&](int64_t index, int64_t time, int64_t person, const std::optional<std::string>& name, std::string act,
            std::optional<int64_t> case_id, const std::optional<std::string>& body) {
          page.entries.push_back({.index = index,
                                  .time = time,
                                  .person_id = person,
                                  .name = name.value_or(person == 0 ? name_without_person(act) : ""),
                                  .act = std::move(act),
                                  .case_id = case_id,
                                  .payload = body ? Json::parse(*body, nullptr, false) : Json(nullptr)});
        });
    if (int64_t(page.entries.size()) > query.limit) {
      page.entries.pop_back();
      page.next_cursor = cursor_of({page.entries.back().index});
    }
    return page;
  });
}

Result<std::string> latest_checkpoint(Store& store) {
  return store.read<std::string>([](soci::session& sql) -> Result<std::string> {
    auto note = one<std::string>(sql, "select note from checkpoints order by size desc limit 1");
    if (!note)
      return Error{.kind = ErrorKind::missing, .message = "nothing has been done yet, so nothing has been signed"};
    return std::move(*note);
  });
}

Result<std::string> verifier_key(Store& store) { return store.verifier_key(); }

Result<Inclusion> prove_inclusion(Store& store, const Actor& actor, int64_t index) {
  if (auto may = check_may(actor, who_reads); !may) return may.error();
  return store.read<Inclusion>([&](soci::session& sql) -> Result<Inclusion> {
    const int64_t size = log_size(sql);
    if (index < 0 || index >= size) return no_such("entry", index);
    const ReadNode nodes = nodes_in(sql);
    auto leaf = nodes(Node{0, uint64_t(index)});
    if (!leaf) return leaf.error();
    auto proof = inclusion_proof(uint64_t(index), uint64_t(size), nodes);
    if (!proof) return proof.error();
    Inclusion found{.index = index, .size = size, .leaf = base64(bytes_of(*leaf))};
    for (const Digest& hash : *proof) found.hashes.push_back(base64(bytes_of(hash)));
    found.checkpoint = one<std::string>(sql, "select note from checkpoints where size = :s", with(size)).value_or("");
    return found;
  });
}

Result<std::vector<std::string>> prove_consistency(Store& store, const Actor& actor, int64_t from, int64_t to) {
  if (auto may = check_may(actor, who_reads); !may) return may.error();
  return store.read<std::vector<std::string>>([&](soci::session& sql) -> Result<std::vector<std::string>> {
    if (from < 0 || from > to || to > log_size(sql))
      return Error{.kind = ErrorKind::usage, .message = fmt::format("the log has no sizes {} and {}", from, to)};
    auto proof = consistency_proof(uint64_t(from), uint64_t(to), nodes_in(sql));
    if (!proof) return proof.error();
    std::vector<std::string> hashes;
    for (const Digest& hash : *proof) hashes.push_back(base64(bytes_of(hash)));
    return hashes;
  });
}

}  // namespace lockstep::cases

#include <fmt/format.h>

#include <set>

#include "lockstep/cases/blind.h"
#include "lockstep/cases/case_rows.h"
#include "lockstep/cases/rules.h"

namespace lockstep::cases {
namespace {

// "@handle" at the start of a word.
std::set<std::string> handles_in(const std::string& text) {
  std::set<std::string> handles;
  const auto part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  };
  for (size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at + 1)) {
    if (at > 0 && (part(text[at - 1]) || text[at - 1] == '@')) continue;
    size_t end = at + 1;
    while (end < text.size() && part(text[end])) ++end;
    std::string handle = text.substr(at + 1, end - at - 1);
    while (!handle.empty() && handle.back() == '.') handle.pop_back();  // it ended a sentence
    if (!handle.empty()) handles.insert(std::move(handle));
  }
  return handles;
}

std::vector<Note> notes_where(soci::session& sql, const std::string& condition, Values values) {
  std::vector<Note> notes;
  each_row<int64_t, int64_t, int64_t, std::optional<std::string>, std::string, int64_t>(
      sql,
      "select n.note_id, n.case_id, n.person_id, p.name, n.text, n.time from notes n left join people p on p.person_id "
      "= "
      "n.person_id " +
          condition,
      std::move(values),
      [&](int64_t id, int64_t case_id, int64_t person, const std::optional<std::string>& name, std::string text,
          int64_t time) {
        notes.push_back({.note_id = id,
                         .case_id = case_id,
                         .person_id = person,
                         .name = name.value_or(""),
                         .text = std::move(text),
                         .time = time});
      });
  for (Note& note : notes)
    note.mentions = column<std::string>(
        sql,
        "select p.handle from mentions m join people p on p.person_id = m.person_id where m.note_id = :n order by 1",
        with(note.note_id));
  return notes;
}

}  // namespace

Result<Note> add_note(Store& store, const Actor& actor, int64_t case_id, const std::string& text) {
  if (auto may = check_may(actor, who_works | Role::appeals_reviewer); !may) return may.error();
  if (auto right = check_text("text", text, 1, 10'000); !right) return right.error();
  return store.write<Note>(actor, [&](Writing& writing) -> Result<Note> {
    if (!find_case(writing.sql, case_id)) return no_such("case", case_id);
    const int64_t id = writing.next("notes");
    execute(writing.sql, "insert into notes (note_id, case_id, person_id, time, text) values (:i, :c, :p, :t, :x)",
            with(id, case_id, actor.person_id, writing.now, text));
    for (const std::string& handle : handles_in(text))
      if (const auto person =
              one<int64_t>(writing.sql, "select person_id from people where handle = :h and active = 1", with(handle)))
        execute(writing.sql, "insert into mentions (note_id, person_id) values (:n, :p)", with(id, *person));
    writing.append({.act = "note.added", .case_id = case_id, .payload = {{"note_id", id}}});
    return notes_where(writing.sql, "where n.note_id = :n", with(id)).front();
  });
}

Result<std::vector<Note>> list_notes(Store& store, const Actor& actor, int64_t case_id) {
  if (auto may = check_may(actor, who_reads); !may) return may.error();
  return store.read<std::vector<Note>>([&](soci::session& sql) -> Result<std::vector<Note>> {
    if (!find_case(sql, case_id)) return no_such("case", case_id);
    const std::string others =
        sees_blind(sql, actor, case_id) ? fmt::format(" and n.person_id = {}", actor.person_id) : "";
    return notes_where(sql, fmt::format("where n.case_id = :c{} order by n.note_id", others), with(case_id));
  });
}

Result<std::vector<Note>> list_mentions(Store& store, const Actor& actor) {
  return store.read<std::vector<Note>>([&](soci::session& sql) -> Result<std::vector<Note>> {
    return notes_where(sql,
                       fmt::format("where n.note_id in (select note_id from mentions where person_id = :p) "
                                   "and n.case_id not in ({}) order by n.note_id desc limit 100",
                                   cases_seen_blind(actor)),
                       with(actor.person_id));
  });
}

}  // namespace lockstep::cases

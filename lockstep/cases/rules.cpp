#include "lockstep/cases/rules.h"

#include <fmt/format.h>
#include <simdjson.h>
#include <sodium.h>

#include <algorithm>

#include "lockstep/cases/sql.h"
#include "lockstep/ledger/text.h"

namespace lockstep::cases {
namespace {

constexpr std::pair<Role, std::string_view> role_names[] = {
    {Role::analyst, "analyst"},     {Role::reviewer, "reviewer"}, {Role::appeals_reviewer, "appeals_reviewer"},
    {Role::publisher, "publisher"}, {Role::auditor, "auditor"},   {Role::administrator, "administrator"}};

size_t characters(std::string_view text) {
  return size_t(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

std::vector<std::string> names_of(Roles roles) {
  std::vector<std::string> names;
  for (const auto& [role, name] : role_names)
    if (roles & Roles(role)) names.emplace_back(name);
  return names;
}

Result<Roles> roles_of(const std::vector<std::string>& names) {
  Roles roles = 0;
  for (const std::string& name : names) {
    const auto* found = std::ranges::find(role_names, name, &std::pair<Role, std::string_view>::second);
    if (found == std::end(role_names))
      return Error{.kind = ErrorKind::usage,
                   .message = fmt::format("\"{}\" is not a role", name),
                   .where = "roles",
                   .hint = "analyst, reviewer, appeals_reviewer, publisher, auditor, administrator"};
    roles |= Roles(found->first);
  }
  return roles;
}

Result<void> check_may(const Actor& actor, Roles any_of) {
  if (actor.may(any_of)) return {};
  return Error{.kind = ErrorKind::forbidden,
               .message = "your roles do not allow this",
               .hint = fmt::format("it takes one of: {}", fmt::join(names_of(any_of), ", "))};
}

Result<void> check_text(std::string_view field, std::string_view text, size_t least, size_t most) {
  const auto wrong = [&](std::string message) {
    return Error{.kind = ErrorKind::usage, .message = std::move(message), .where = std::string(field)};
  };
  if (!simdjson::validate_utf8(text.data(), text.size())) return wrong("is not UTF-8");
  if (text.find('\0') != std::string_view::npos) return wrong("holds a NUL character");
  const size_t length = characters(text);
  if (length < least)
    return wrong(least == 1 ? "is empty" : fmt::format("has {} characters, and at least {} are needed", length, least));
  if (least > 0 && text.find_first_not_of(" \t\r\n") == std::string_view::npos) return wrong("is empty");
  if (length > most) return wrong(fmt::format("has {} characters, more than {}", length, most));
  return {};
}

Error no_such(std::string_view what, int64_t id) { return no_such(what, std::to_string(id)); }

Error no_such(std::string_view what, std::string_view id) {
  return {.kind = ErrorKind::missing, .message = fmt::format("there is no {} {}", what, id)};
}

bool is_measure(std::string_view measure) { return std::ranges::find(measures, measure) != std::end(measures); }

Result<void> check_measure(std::string_view field, std::string_view measure) {
  if (is_measure(measure)) return {};
  return Error{.kind = ErrorKind::usage,
               .message = fmt::format("\"{}\" is not a measure", measure),
               .where = std::string(field),
               .hint = fmt::format("{}", fmt::join(measures, ", "))};
}

std::string cursor_of(const Json& last) {
  const std::string text = last.dump();
  std::string out(sodium_base64_encoded_len(text.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  out.pop_back();
  return out;
}

Result<Json> read_cursor(const std::string& cursor) {
  if (cursor.empty()) return Json(nullptr);
  std::string text(cursor.size(), '\0');
  size_t length = 0;
  const bool decoded =
      sodium_base642bin(reinterpret_cast<unsigned char*>(text.data()), text.size(), cursor.data(), cursor.size(),
                        nullptr, &length, nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0;
  text.resize(length);
  Json value = decoded ? Json::parse(text, nullptr, false) : Json(Json::value_t::discarded);
  if (value.is_discarded() || !value.is_array())
    return Error{.kind = ErrorKind::usage,
                 .message = "is not one that was given out",
                 .where = "cursor",
                 .hint = "begin again without it"};
  return value;
}

Result<void> check_limit(int64_t limit, int64_t most) {
  if (limit >= 1 && limit <= most) return {};
  return Error{
      .kind = ErrorKind::usage, .message = fmt::format("{} is not from 1 to {}", limit, most), .where = "limit"};
}

std::string etag_of(std::string_view text) { return fmt::format("\"{}\"", sha256_hex(text).substr(0, 32)); }

Result<void> check_seen(const std::optional<std::string>& seen, std::string_view now, std::string_view what) {
  if (!seen || *seen == etag_of(now)) return {};
  return Error{.kind = ErrorKind::conflict,
               .message = fmt::format("somebody has changed {} since you read it", what),
               .where = "If-Match",
               .hint = "look at it again, then write"};
}

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  std::string hex;
  for (unsigned char byte : digest) hex += fmt::format("{:02x}", byte);
  return hex;
}

std::string name_of(soci::session& sql, int64_t person_id) {
  if (person_id == 0) return "the program";
  return one<std::string>(sql, "select name from people where person_id = :p", with(person_id))
      .value_or("nobody known");
}

}  // namespace lockstep::cases

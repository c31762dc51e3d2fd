#include "lockstep/cases/settings.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/cases/json.h"
#include "lockstep/cases/rules.h"
#include "lockstep/cases/settings_rows.h"
#include "lockstep/cases/sql.h"
#include "lockstep/ledger/text.h"

namespace lockstep::cases {
namespace {

struct Bound {
  std::string_view name;
  double least, most;
};
constexpr Bound bounds[] = {{"second_opinion_above", 0, 1e6},
                            {"case_days", 1, 3650},
                            {"appeal_days", 183, 3650},
                            {"appeal_answer_days", 1, 365},
                            {"quality_share", 0, 1},
                            {"session_hours", 1, 720},
                            {"retention_posts_days", 0, 36'500},
                            {"retention_notes_days", 0, 36'500},
                            {"retention_files_days", 0, 36'500}};

Error wrong(const std::string& name, std::string message) {
  return {.kind = ErrorKind::usage, .message = std::move(message), .where = name};
}

// Something that can be called: a scheme, a host and perhaps a port and a path, without what links cannot hold.
Result<void> check_address(const std::string& name, const std::string& url) {
  if (url.empty()) return {};
  const bool tls = url.starts_with("https://");
  if (!tls && !url.starts_with("http://")) return wrong(name, "does not begin with https:// or http://");
  const auto odd = [](char c) {
    return c <= ' ' || c == 0x7f || std::string_view("\"<>\\^`{|}").find(c) != std::string_view::npos;
  };
  if (std::ranges::any_of(url, odd)) return wrong(name, "holds a character that an address cannot: percent-encode it");
  const std::string authority = url.substr(tls ? 8 : 7, url.find('/', tls ? 8 : 7) - (tls ? 8 : 7));
  if (authority.find('@') != std::string::npos) return wrong(name, "holds a name or a password");
  const size_t colon = authority.rfind(':'), bracket = authority.rfind(']');
  const bool has_port = colon != std::string::npos && (bracket == std::string::npos || colon > bracket);
  if (authority.substr(0, has_port ? colon : std::string::npos).empty()) return wrong(name, "names no host");
  if (!has_port) return {};
  const auto port = from_decimal<uint16_t>(authority.substr(colon + 1));
  if (!port || *port == 0) return wrong(name, "names no port from 1 to 65535");
  return {};
}

Result<void> check(const std::string& name, const Json& value, const Json& known) {
  const bool number = known.is_number();
  if (number != value.is_number() || known.is_boolean() != value.is_boolean() ||
      known.is_string() != value.is_string() || known.is_array() != value.is_array())
    return wrong(name, fmt::format("is not of the kind of {}", known.dump()));
  if (known.is_number_integer() && !value.is_number_integer()) return wrong(name, "is not a whole number");
  for (const Bound& bound : bounds)
    if (bound.name == name && !(value.get<double>() >= bound.least && value.get<double>() <= bound.most))
      return wrong(name, fmt::format("{} is not from {} to {}", value.dump(), bound.least, bound.most));
  if (value.is_string())
    if (auto right = check_text(name, value.get<std::string>(), 0, 2000); !right) return right.error();
  if (value.is_array())
    for (const Json& item : value) {
      if (!item.is_string()) return wrong(name, "holds something that is not text");
      const std::string folder = item.get<std::string>();
      if (auto right = check_text(name, folder, 1, 4096); !right) return right.error();
      if (!folder.starts_with('/')) return wrong(name, fmt::format("\"{}\" is not a whole path from / on", folder));
    }
  if (name == "webhook_url" || name == "public_url") return check_address(name, value.get<std::string>());
  return {};
}

// Notices in a language that nobody has written would come in English unasked.
Result<void> check_language(soci::session& sql, const std::string& language) {
  for (const char* known : {"de", "en"})
    if (language == known || language.starts_with(std::string(known) + "-")) return {};
  if (one<int64_t>(sql, "select count(*) from templates where language = :l", with(language)).value_or(0) == 2)
    return {};
  return {Error{.kind = ErrorKind::usage,
                .message = fmt::format("there are no notices in \"{}\"", language),
                .where = "language",
                .hint = "de, en, or one in which a publisher has written both texts of notices"}};
}

Json stored(soci::session& sql) {
  Json settings = Settings{};
  each_row<std::string, std::string>(sql, "select name, value from settings", {},
                                     [&](const std::string& name, const std::string& value) {
                                       if (settings.contains(name)) settings[name] = Json::parse(value, nullptr, false);
                                     });
  return settings;
}

Settings without_secret(Settings settings) {
  if (!settings.webhook_secret.empty()) settings.webhook_secret = "set";
  return settings;
}

}  // namespace

Settings settings_in(soci::session& sql) { return stored(sql).get<Settings>(); }

Result<Settings> read_settings(Store& store) {
  return store.read<Settings>([](soci::session& sql) -> Result<Settings> { return without_secret(settings_in(sql)); });
}

std::string etag_of(const Settings& settings) { return etag_of(Json(settings).dump()); }

Result<Settings> change_settings(Store& store, const Actor& actor, const Json& changes,
                                 const std::optional<std::string>& seen) {
  if (auto may = check_may(actor, Roles(Role::administrator)); !may) return may.error();
  const Json known = Settings{};
  if (!changes.is_object()) return wrong("settings", "is not an object");
  for (const auto& [name, value] : changes.items()) {
    if (!known.contains(name)) return wrong(name, "is not a setting");
    if (auto right = check(name, value, known[name]); !right) return right.error();
  }
  return store.write<Settings>(actor, [&](Writing& writing) -> Result<Settings> {
    const std::string now = Json(without_secret(settings_in(writing.sql))).dump();
    if (auto same = check_seen(seen, now, "a setting"); !same) return same.error();
    if (changes.contains("language"))
      if (auto right = check_language(writing.sql, changes["language"].get<std::string>()); !right)
        return right.error();
    Json said = changes;
    for (const auto& [name, value] : changes.items()) {
      execute(writing.sql, "delete from settings where name = :n", with(name));
      execute(writing.sql, "insert into settings (name, value) values (:n, :v)", with(name, value.dump()));
    }
    const Settings after = settings_in(writing.sql);
    if (!after.webhook_url.empty() && after.public_url.empty())
      return Error{
          .kind = ErrorKind::usage,
          .message = "is empty: what is sent to the webhook would tell people to appeal at a link without a host",
          .where = "public_url",
          .hint = "set it first, or together with webhook_url"};
    if (said.contains("webhook_secret")) said["webhook_secret"] = "changed";
    writing.append({.act = "settings.changed", .payload = std::move(said)});
    return without_secret(after);
  });
}

}  // namespace lockstep::cases

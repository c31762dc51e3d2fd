#include "lockstep/sources/field.h"

#include <array>

namespace lockstep {
namespace {

constexpr std::array<std::string_view, field_count> names{"post_id",
                                                          "account_id",
                                                          "time",
                                                          "kind",
                                                          "text",
                                                          "language",
                                                          "client",
                                                          "urls",
                                                          "hashtags",
                                                          "mentions",
                                                          "domains",
                                                          "media_hash",
                                                          "object_id",
                                                          "reposted_post_id",
                                                          "reposted_account_id",
                                                          "reply_to_post_id",
                                                          "reply_to_account_id",
                                                          "quoted_post_id",
                                                          "quoted_account_id",
                                                          "is_repost",
                                                          "handle",
                                                          "display_name",
                                                          "created_at",
                                                          "followers",
                                                          "following",
                                                          "old_handle"};

}  // namespace

std::string_view name(Field field) { return names[unsigned(field)]; }

std::optional<Field> field_named(std::string_view name) {
  for (unsigned i = 0; i < field_count; ++i)
    if (names[i] == name) return Field(i);
  return std::nullopt;
}

}  // namespace lockstep

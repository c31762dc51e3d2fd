// lockstep/sources/field.h
//
// What a column can mean. The one list of such names: --map, mapping files, `inspect` and layouts all use it.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace lockstep {

enum class Field : uint8_t {
  post_id,
  account_id,
  time,
  kind,  // post, reply, repost, quote, like, follow, rename, delete
  text,
  language,
  client,
  urls,
  hashtags,
  mentions,
  domains,
  media_hash,
  object_id,  // whatever the table says was shared
  reposted_post_id,
  reposted_account_id,
  reply_to_post_id,
  reply_to_account_id,
  quoted_post_id,
  quoted_account_id,
  is_repost,  // true/false, where a table flags reposts without naming the target
  handle,     // from here on: what is known of the account, not of the post; kept as snapshots, never as values
  display_name,
  created_at,
  followers,
  following,
  old_handle,
};
inline constexpr unsigned field_count = 26;

// Whether one cell may hold several values.
constexpr bool holds_list(Field field) { return field >= Field::urls && field <= Field::media_hash; }
constexpr bool describes_account(Field field) { return field >= Field::handle; }

std::string_view name(Field field);
std::optional<Field> field_named(std::string_view name);

// A set of fields, so that nothing is parsed that nobody reads.
class FieldSet {
 public:
  constexpr FieldSet() = default;
  constexpr FieldSet(std::initializer_list<Field> fields) {
    for (Field field : fields) add(field);
  }
  static constexpr FieldSet all() {
    FieldSet set;
    set.bits_ = (1u << field_count) - 1;
    return set;
  }
  constexpr void add(Field field) { bits_ |= 1u << unsigned(field); }
  constexpr void add(FieldSet other) { bits_ |= other.bits_; }
  constexpr bool has(Field field) const { return (bits_ >> unsigned(field)) & 1; }
  constexpr bool operator==(const FieldSet&) const = default;

 private:
  uint32_t bits_ = 0;
};

}  // namespace lockstep

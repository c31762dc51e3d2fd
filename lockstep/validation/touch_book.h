// lockstep/validation/touch_book.h
//
// All that the tests read, over all traces at once: the first touch of each account and object. Objects that one
// account alone touched are left out, which are most; they count where objects are joined by posts, and for the grid.
//
// What one source can explain is one piece of evidence, so each object stands in a *context*: its source (the author of
// a reposted or answered post, a link's domain), or the object itself where it has none. And objects are dealt into
// three *parts*, so that networks are proposed on two and accepted on the third; objects that one post touches fall
// into the same part.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "lockstep/traces/traces.h"

namespace lockstep {

inline constexpr unsigned part_count = 3;
using PartSet = uint8_t;  // bit k: part k
inline constexpr PartSet no_parts = 0, all_parts = (1u << part_count) - 1;
inline bool holds(PartSet parts, unsigned part) { return parts >> part & 1; }

// A position in TouchBook::touches.
using TouchIndex = uint32_t;

// The post by which an account touched an object.
struct AccountPost {
  Timestamp time;
  EventIndex event;
  bool on_grid;
  bool on_several;  // of the objects kept
};

struct TouchBook {
  TraceTable touches;  // sorted by (object, time, account); its objects' names stay with the traces' own tables
  std::vector<TouchIndex> object_begin;      // objects + 1
  std::vector<uint8_t> trace;                // of each object: position in the tables given
  std::vector<ObjectIndex> own_index;        // of each object: its number there, after keep_shared_objects
  std::vector<uint32_t> source;              // of each object, numbered per trace; no_source
  std::vector<AccountIndex> source_account;  // of each object: its author, where that is an account of the stream
  std::vector<uint32_t> context;             // of each object
  std::vector<uint8_t> part;                 // of each object
  std::vector<uint8_t> on_grid;              // of each touch: in a second of the quarter of an hour that schedulers use

  std::vector<PartSet> post_parts;  // of each touch: those of all objects that its post touches

  std::vector<uint32_t> account_begin;      // accounts + 1
  std::vector<TouchIndex> account_touch;    // each account's touches, by object
  std::vector<ObjectIndex> account_object;  // and their objects, beside them for speed
  std::vector<AccountPost> account_post;    // likewise what the test of pairs asks of each
  uint32_t sources = 0;                     // how many

  static constexpr uint32_t no_source = UINT32_MAX;
  uint32_t objects() const { return uint32_t(trace.size()); }
  uint32_t accounts() const { return uint32_t(account_begin.size() - 1); }
  std::span<const TouchIndex> touches_of(AccountIndex account) const {
    return std::span(account_touch)
        .subspan(account_begin[account], account_begin[account + 1] - account_begin[account]);
  }
};

// What the book says by object and by account, from what it says touch by touch.
void list_touches(TouchBook& book, size_t accounts);

// The seconds of a quarter of an hour that hold far more touches than their share: where scheduling tools post.
class PostingGrid {
 public:
  void add(Timestamp time) { ++count_[second_of(time)]; }
  std::array<bool, 900> crowded() const;
  static size_t second_of(Timestamp time);

 private:
  std::array<double, 900> count_{};
};

// Takes one table after the other, the most specific trace first; each may go once it has been taken. Two posts that
// share several objects count once, under the first of them.
class TouchBookMaker {
 public:
  explicit TouchBookMaker(const StringPool& accounts) : accounts_(accounts) {}
  void add(const TraceTable& table);
  TouchBook finish();

 private:
  struct Source {
    uint32_t context;
    AccountIndex account;
    uint32_t number;  // in the table at hand; TouchBook::no_source
  };
  void join(EventIndex event, uint32_t number);
  // Of the next object of the table; nothing where it has none.
  std::optional<Source> source_of(std::string_view name);
  const StringPool& accounts_;
  TouchBook book_;
  uint8_t tables_ = 0;
  std::vector<uint32_t> parent_;  // of each object, those of one account too
  std::vector<uint32_t> number_;  // of each object of the book: its position there
  std::vector<uint32_t> first_;   // of each event: the first object that it joins to others
  StringPool names_;              // of sources
  std::vector<Source> sources_;   // by name
  uint32_t contexts_ = 0;
  PostingGrid grid_;
};

TouchBook make_touch_book(std::span<const TraceTable* const> tables, const StringPool& accounts);

// The touches with kept[touch] != 0, and the objects of which at least `least_touches` are left. Contexts keep their
// numbers, and so do parts; sources are numbered anew.
TouchBook narrowed(const TouchBook& book, std::span<const uint8_t> kept, uint32_t least_touches);

}  // namespace lockstep

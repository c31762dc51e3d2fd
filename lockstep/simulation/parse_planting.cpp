#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "lockstep/simulation/simulation.h"

namespace lockstep {
namespace {

Error refused(std::string_view part, std::string_view option, std::string_view why) {
  return {.kind = ErrorKind::usage,
          .message = fmt::format("\"{}\" {}", part, why),
          .where = std::string(option),
          .hint =
              "like size=12,actions=10,share=0.1,jitter=60s,participation=0.6,exclusive=0.5,paraphrase=0,rotating=1,"
              "networks=3,trace=repost|link|text|hashtags|reply|mixed,avoid=60s,leader,one-source"};
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [rest, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || rest != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<PlantedTrace> trace_named(std::string_view text) {
  constexpr std::array<std::string_view, 6> names{"repost", "link", "text", "hashtags", "reply", "mixed"};
  for (unsigned i = 0; i < names.size(); ++i)
    if (names[i] == text) return PlantedTrace(i);
  return std::nullopt;
}

// Sets one named number within its bounds; false where the name is not one of a number.
Result<bool> set_number(Planting& planting, std::string_view key, std::string_view text, std::string_view part,
                        std::string_view option) {
  struct Count {
    std::string_view key;
    unsigned* field;
    unsigned least, most;
  };
  struct Share {
    std::string_view key;
    double* field;
    double least;
  };
  for (const Count& count :
       {Count{"networks", &planting.networks, 1, 100'000}, Count{"size", &planting.size, 2, 100'000},
        Count{"actions", &planting.actions, 1, 100'000}})
    if (count.key == key) {
      const auto value = number(text);
      if (!value || *value != double(unsigned(*value)) || *value < count.least || *value > count.most)
        return refused(part, option, fmt::format("is not a whole number from {} to {}", count.least, count.most));
      *count.field = unsigned(*value);
      return true;
    }
  for (const Share& share :
       {Share{"share", &planting.share, 0.001}, Share{"participation", &planting.participation, 0.01},
        Share{"exclusive", &planting.exclusive, 0}, Share{"paraphrase", &planting.paraphrase, 0},
        Share{"rotating", &planting.rotating, 0.01}})
    if (share.key == key) {
      const auto value = number(text);
      if (!value || !(*value >= share.least && *value <= 1))
        return refused(part, option, fmt::format("is not a share from {} to 1", share.least));
      *share.field = *value;
      return true;
    }
  return false;
}

}  // namespace

Result<Planting> parse_planting(std::string_view text, std::string_view option) {
  Planting planting;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    const std::string_view key = part.substr(0, part.find('='));
    const std::string_view value = key.size() < part.size() ? part.substr(key.size() + 1) : std::string_view();
    const Result<bool> set = set_number(planting, key, value, part, option);
    if (!set) return set.error();
    if (*set) continue;
    if (part == "leader") {
      planting.leader = true;
    } else if (part == "one-source") {
      planting.one_source = true;
    } else if (key == "trace") {
      const auto trace = trace_named(value);
      if (!trace) return refused(part, option, "names no trace");
      planting.trace = *trace;
    } else if (key == "jitter" || key == "avoid") {
      const Result<Duration> span = parse_duration(value, option);
      if (!span) return span.error();
      (key == "jitter" ? planting.jitter : planting.avoid_window) = *span;
    } else {
      return refused(part, option, "is no setting of a planted network");
    }
  }
  return planting;
}

}  // namespace lockstep

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lockstep/base/wording.h"
#include "lockstep/evaluation/pictures.h"
#include "lockstep/evaluation/svg.h"

namespace lockstep {
namespace {

constexpr double labels = 176, panel = 216, gap = 44, row_height = 22, top = 84;

// One to a hundred thousand on a scale of tenfolds; what is below one stands at its left end, zero apart from it.
double x_of(double per_100000) {
  constexpr double zero = 14;
  if (per_100000 <= 0) return 0;
  return zero + std::clamp(std::log10(per_100000), 0.0, 5.0) / 5 * (panel - gap - zero);
}

void draw_panel(Svg& picture, double left, std::string_view result_class, double bottom) {
  picture.text(left, top - 40, "start", result_class, "");
  for (const auto& [value, label] :
       {std::pair(0.0, "0"), std::pair(10.0, "10"), std::pair(1e3, "1,000"), std::pair(1e5, "all")}) {
    picture.line("grid", left + x_of(value), top - 12, left + x_of(value), bottom);
    picture.text(left + x_of(value), top - 20, "middle", label);
  }
}

void draw_rate(Svg& picture, double left, double y, Proportion proportion, bool nominated) {
  const Interval interval = proportion.interval();
  const double share = proportion.share().value_or(0);
  picture.line(nominated ? "seen" : "chance", left + x_of(1e5 * interval.low), y, left + x_of(1e5 * interval.high), y);
  picture.dot(share == 0 ? "hollow" : nominated ? "seen" : "chance", left + x_of(1e5 * share), y);
}

}  // namespace

std::string accusations_picture(const Evaluation& evaluation) {
  const double bottom = top + row_height * double(evaluation.accusations.size());
  const Accusations& all = evaluation.accusations[0];
  Svg picture(labels + panel * double(result_classes.size()), bottom + 16, "Organic accounts in networks, by class",
              fmt::format("{} of {} nominated; {} in closed rings, {} in close circles, {} in declared automation.",
                          grouped(all.in[0]), counted(all.accounts, "organic account"), grouped(all.in[1]),
                          grouped(all.in[2]), grouped(all.in[3])));
  picture.text(8, 24, "start", "Organic accounts in networks, in 100,000 of their class, with 95% intervals", "");
  for (size_t k = 0; k < result_classes.size(); ++k)
    draw_panel(picture, labels + panel * double(k), result_classes[k], bottom);
  for (size_t i = 0; i < evaluation.accusations.size(); ++i) {
    const Accusations& row = evaluation.accusations[i];
    const double y = top + row_height * double(i) + 6;
    picture.text(8, y + 4, "start", fmt::format("{} ({})", row.organic_class, grouped(row.accounts)), "");
    for (size_t k = 0; k < result_classes.size(); ++k)
      draw_rate(picture, labels + panel * double(k), y, {row.in[k], row.accounts}, k == 0);
  }
  return picture.finish();
}

}  // namespace lockstep

#include <fmt/format.h>

#include "lockstep/base/wording.h"
#include "lockstep/evaluation/pictures.h"
#include "lockstep/evaluation/svg.h"

namespace lockstep {
namespace {

constexpr double width = 640, height = 468, left = 64, right = 616, top = 84, bottom = 412;

double x_of(double recall) { return left + recall * (right - left); }
double y_of(double precision) { return bottom - precision * (bottom - top); }

void draw_axes(Svg& picture) {
  for (int tenth = 0; tenth <= 10; tenth += 2) {
    const double at = tenth / 10.0;
    picture.line(tenth == 0 ? "axis" : "grid", left, y_of(at), right, y_of(at));
    picture.line(tenth == 0 ? "axis" : "grid", x_of(at), top, x_of(at), bottom);
    picture.text(left - 8, y_of(at) + 4, "end", fmt::format("{:.1f}", at));
    picture.text(x_of(at), bottom + 20, "middle", fmt::format("{:.1f}", at));
  }
  picture.text(right, bottom + 42, "end", "recall: share of the planted accounts");
  picture.text(left, top - 14, "start", "precision: share of those named that are planted");
}

// Between two points precision is that of the later one: the area under the line is the average precision.
void draw_curve(Svg& picture, const std::vector<CurvePoint>& curve) {
  if (curve.empty()) return;
  picture.move_to(x_of(0), y_of(curve[0].precision));
  double recall = 0;
  for (const CurvePoint& point : curve) {
    picture.line_to(x_of(recall), y_of(point.precision));
    picture.line_to(x_of(point.recall), y_of(point.precision));
    recall = point.recall;
  }
  picture.end_path("chance");
}

}  // namespace

std::string precision_recall_picture(const Evaluation& evaluation) {
  const std::optional<double> average = evaluation.ranking.average_precision;
  const std::optional<double> precision = evaluation.account_precision.share();
  const std::optional<double> recall = evaluation.account_recall.share();
  const std::string area = average ? fmt::format("average precision {:.3f}", *average) : "nothing is planted";
  std::string nominated = "no account is nominated";
  if (precision && recall)
    nominated = fmt::format("{} nominated: precision {:.3f}, recall {:.3f}",
                            counted(evaluation.account_precision.whole, "account"), *precision, *recall);
  Svg picture(width, height, "Precision and recall", fmt::format("Ranking: {}. {}.", area, nominated));
  picture.text(left, 22, "start", "Ranking: " + area, "");
  picture.text(left, 42, "start", nominated, "");
  draw_axes(picture);
  draw_curve(picture, evaluation.ranking.curve);
  if (precision && recall) picture.dot("seen", x_of(*recall), y_of(*precision));
  return picture.finish();
}

}  // namespace lockstep

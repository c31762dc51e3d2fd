#include "lockstep/evaluation/svg.h"

#include <fmt/format.h>

namespace lockstep {
namespace {

std::string escaped(std::string_view text) {
  std::string safe;
  for (char c : text) {
    if (c == '<')
      safe += "&lt;";
    else if (c == '&')
      safe += "&amp;";
    else
      safe += c;
  }
  return safe;
}

// The report's colours (web/src/tokens.css), since a picture stands beside it.
constexpr std::string_view style = R"(<style>
  svg { --paper: #fbfaf7; --ink: #1d2026; --soft: #5c6068; --line: #e5e2da; --strong: #8d8a81; --seen: #1d5fa6; --chance: #8d8778 }
  @media (prefers-color-scheme: dark) {
    svg { --paper: #15171a; --ink: #e8e6e1; --soft: #a6a9ae; --line: #30343a; --strong: #7b7f86; --seen: #7db3ea; --chance: #a39d8e }
  }
  .paper { fill: var(--paper) }
  text { font: 13px system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; fill: var(--ink) }
  .small { fill: var(--soft); font-size: 12px }
  .lead { font-size: 15px; font-weight: 600 }
  line, path { fill: none; stroke-width: 1 }
  .grid { stroke: var(--line) } .axis { stroke: var(--strong) }
  line.seen, path.seen { stroke: var(--seen); stroke-width: 2 }
  line.chance, path.chance { stroke: var(--chance); stroke-width: 2 }
  circle.seen { fill: var(--seen) } circle.chance { fill: var(--chance) }
  circle.hollow { fill: var(--paper); stroke: var(--chance); stroke-width: 1.5 }
</style>
)";

}  // namespace

Svg::Svg(double width, double height, std::string_view title, std::string_view description) {
  text_ = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
      "aria-labelledby=\"title description\">\n<title id=\"title\">{2}</title>\n<desc id=\"description\">{3}</desc>\n"
      "{4}<rect class=\"paper\" width=\"{0}\" height=\"{1}\"/>\n",
      width, height, escaped(title), escaped(description), style);
}

void Svg::line(std::string_view look, double x1, double y1, double x2, double y2) {
  text_ += fmt::format("<line class=\"{}\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>\n", look, x1, y1,
                       x2, y2);
}

void Svg::dot(std::string_view look, double x, double y) {
  text_ += fmt::format("<circle class=\"{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"/>\n", look, x, y);
}

void Svg::text(double x, double y, std::string_view anchor, std::string_view text, std::string_view look) {
  text_ += fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", look, x, y,
                       anchor, escaped(text));
}

void Svg::move_to(double x, double y) { path_ = fmt::format("M{:.1f} {:.1f}", x, y); }

void Svg::line_to(double x, double y) { path_ += fmt::format("L{:.1f} {:.1f}", x, y); }

void Svg::end_path(std::string_view look) { text_ += fmt::format("<path class=\"{}\" d=\"{}\"/>\n", look, path_); }

}  // namespace lockstep

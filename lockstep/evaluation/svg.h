// lockstep/evaluation/svg.h
//
// Small pictures that stand alone: they follow the reader's light or dark scheme, ask for nothing from elsewhere, and
// say in words what they show.
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

class Svg {
 public:
  // Marks are of one of these looks: "seen", "chance", "grid", "axis" for lines; the same and "hollow" for dots.
  Svg(double width, double height, std::string_view title, std::string_view description);

  void line(std::string_view look, double x1, double y1, double x2, double y2);
  void dot(std::string_view look, double x, double y);
  void text(double x, double y, std::string_view anchor, std::string_view text, std::string_view look = "small");

  // A line through points: move_to the first, then line_to.
  void move_to(double x, double y);
  void line_to(double x, double y);
  void end_path(std::string_view look);

  std::string finish() const { return text_ + "</svg>\n"; }

 private:
  std::string text_, path_;
};

}  // namespace lockstep

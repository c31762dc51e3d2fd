#include "lockstep/results/xml.h"

namespace lockstep {

std::string xml(std::string_view text) {
  std::string escaped;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool no_character = text.substr(i).starts_with("\xEF\xBF\xBE") || text.substr(i).starts_with("\xEF\xBF\xBF");
    if (c == '&')
      escaped += "&amp;";
    else if (c == '<')
      escaped += "&lt;";
    else if (c == '>')
      escaped += "&gt;";
    else if (c == '"')
      escaped += "&quot;";
    else if (c == '\n' || c == '\t' || c == '\r')
      escaped += c == '\n' ? "&#10;" : c == '\t' ? "&#9;" : "&#13;";
    else if ((c & 0xE0) == 0 || no_character) {
      escaped += "\xEF\xBF\xBD";
      i += no_character ? 2 : 0;
    } else
      escaped += c;
  }
  return escaped;
}

}  // namespace lockstep

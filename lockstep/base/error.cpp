#include "lockstep/base/error.h"

namespace lockstep {

std::string to_string(const Error& error) {
  std::string text = error.where.empty() ? error.message : error.where + ": " + error.message;
  if (error.hint.empty()) return text;
  text += "\n  ";
  for (char c : error.hint) {
    text += c;
    if (c == '\n') text += "  ";
  }
  return text;
}

int exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
      return 2;
    case ErrorKind::input:
      return 3;
    case ErrorKind::file:
      return 4;
    case ErrorKind::conflict:
      return 5;
    case ErrorKind::limit:
      return 6;
    case ErrorKind::forbidden:
      return 7;
    case ErrorKind::missing:
      return 8;
    case ErrorKind::sign_in:
      return 9;
    case ErrorKind::interrupted:
      return 130;
  }
  return 1;
}

std::string_view name(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
      return "usage";
    case ErrorKind::input:
      return "input";
    case ErrorKind::file:
      return "file";
    case ErrorKind::conflict:
      return "conflict";
    case ErrorKind::limit:
      return "limit";
    case ErrorKind::forbidden:
      return "forbidden";
    case ErrorKind::missing:
      return "missing";
    case ErrorKind::sign_in:
      return "sign_in";
    case ErrorKind::interrupted:
      return "interrupted";
  }
  return "";
}

}  // namespace lockstep

// lockstep/base/error.h
//
// One error type for everything that the outside world can get wrong: files, options, limits. A message is a sentence
// for the person who can mend it: the place, the cause with the offending text, and what to do.
//
//   events.csv:41: time "7/3/2018": day or month first? nothing in the column decides
//     say which: --date-order dmy|mdy
//
// Bad rows are not errors: a ReadReport counts and samples them. Our own bugs are asserts.
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

enum class ErrorKind {
  usage,        // options or settings that make no sense                      exit 2
  input,        // data that cannot be used                                    exit 3
  file,         // missing, unreadable, not writable, no space                 exit 4
  conflict,     // something exists already that must not be overwritten       exit 5
  limit,        // a bound on memory, size or bad rows was reached             exit 6
  forbidden,    // this person may not                                         exit 7
  missing,      // there is no such thing                                      exit 8
  sign_in,      // nobody is signed in, or the sign-in failed                  exit 9
  interrupted,  // the user stopped it                                         exit 130
};

struct Error {
  ErrorKind kind;
  std::string message;     // the cause, with the offending text
  std::string where = {};  // "file:line: column" or an option's name; may be empty
  std::string hint = {};   // what to do; may be empty
};

// "where: message", then each line of the hint indented by two blanks. No newline at the end.
std::string to_string(const Error& error);

int exit_code(ErrorKind kind);

// "usage", "input", …: the name of the kind in JSON.
std::string_view name(ErrorKind kind);

}  // namespace lockstep

#include "cli/review/commands.h"

extern "C" __attribute__((visibility("default"))) const void* lockstep_review_functions() {
  using namespace lockstep::cli::review;
  static constexpr Functions functions{.run_case = run_case,
                                       .run_appeal = run_appeal,
                                       .serve = serve,
                                       .verify = verify,
                                       .print_checkpoint = print_checkpoint,
                                       .print_key = print_key,
                                       .print_proof = print_proof,
                                       .publish = publish,
                                       .print_history = print_history,
                                       .erase = erase,
                                       .check = check,
                                       .back_up = back_up,
                                       .restore = restore};
  return &functions;
}

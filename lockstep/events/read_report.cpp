#include "lockstep/events/read_report.h"

namespace lockstep {

RowCounts count_rows(const ReadReport& report) {
  RowCounts counts;
  for (const InputReport& input : report.inputs) {
    counts.rows += input.rows;
    counts.bad += input.bad_rows;
  }
  return counts;
}

}  // namespace lockstep

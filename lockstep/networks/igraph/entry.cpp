#include "lockstep/networks/igraph/functions.h"

extern "C" __attribute__((visibility("default"))) const void* lockstep_graph_functions() {
  static constexpr lockstep::GraphFunctions functions{lockstep::igraph::leiden, lockstep::igraph::lay_out};
  return &functions;
}

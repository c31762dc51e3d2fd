#include "lockstep/networks/graphs.h"

#include "lockstep/base/own_library.h"

namespace lockstep {

const Result<const GraphFunctions*>& graph_functions() {
  static const Result<const GraphFunctions*> loaded = []() -> Result<const GraphFunctions*> {
    const Result<const void*> functions =
        open_own_library("lockstep_graphs", "lockstep_graph_functions", "Networks cannot be looked for",
                         "build it with ./run build, and keep lib/ beside the program's bin/");
    if (!functions) return functions.error();
    return static_cast<const GraphFunctions*>(*functions);
  }();
  return loaded;
}

}  // namespace lockstep

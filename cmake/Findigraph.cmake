# igraph::igraph from header and shared library alone. The package's own CMake file also wants the development files of
# every library that igraph links to, which nothing here needs.
find_path(igraph_INCLUDE_DIR igraph/igraph.h)
find_library(igraph_LIBRARY igraph)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(igraph REQUIRED_VARS igraph_LIBRARY igraph_INCLUDE_DIR)
if(igraph_FOUND AND NOT TARGET igraph::igraph)
  add_library(igraph::igraph UNKNOWN IMPORTED)
  set_target_properties(igraph::igraph PROPERTIES IMPORTED_LOCATION ${igraph_LIBRARY}
                        INTERFACE_INCLUDE_DIRECTORIES "${igraph_INCLUDE_DIR};${igraph_INCLUDE_DIR}/igraph")
endif()

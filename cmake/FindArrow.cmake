# Arrow::parquet: libarrow and libparquet with their headers. An installed Arrow first; otherwise the one inside the
# pyarrow wheel, which has no CMake package: Python says where it lies. The Python to ask is $LOCKSTEP_PYTHON, or the
# project's .venv, or python3; -DLOCKSTEP_PYTHON=… overrules all of them.
if(TARGET Arrow::parquet)
  return()
endif()
find_package(Arrow CONFIG QUIET)
find_package(Parquet CONFIG QUIET)
if(TARGET Arrow::arrow_shared AND TARGET Parquet::parquet_shared)
  add_library(Arrow::parquet INTERFACE IMPORTED)
  target_link_libraries(Arrow::parquet INTERFACE Parquet::parquet_shared Arrow::arrow_shared)
  set(Arrow_FOUND TRUE)
  return()
endif()

set(LOCKSTEP_PYTHON "" CACHE FILEPATH "The Python whose pyarrow brings libarrow and libparquet")
set(asked "")
foreach(python "${LOCKSTEP_PYTHON}" "$ENV{LOCKSTEP_PYTHON}" "${CMAKE_SOURCE_DIR}/.venv/bin/python" python3)
  if(python STREQUAL "")
    continue()
  endif()
  execute_process(
    COMMAND ${python} -c "import pyarrow as p, sys; print(p.get_include(), p.get_library_dirs()[0], \
p.cpp_build_info.so_version, 'python%d.%d' % sys.version_info[:2], sep=';', end='')"
    OUTPUT_VARIABLE answer RESULT_VARIABLE failed ERROR_QUIET)
  if(failed)
    string(APPEND asked "\n  ${python}: no pyarrow")
    continue()
  endif()
  list(GET answer 0 Arrow_INCLUDE_DIR)
  list(GET answer 1 Arrow_LIBRARY_DIR)
  list(GET answer 2 so_version)
  list(GET answer 3 Arrow_PYTHON)
  set(Arrow_LIBRARY ${Arrow_LIBRARY_DIR}/libarrow.so.${so_version})
  set(Parquet_LIBRARY ${Arrow_LIBRARY_DIR}/libparquet.so.${so_version})
  break()
endforeach()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(
  Arrow REQUIRED_VARS Arrow_LIBRARY Parquet_LIBRARY Arrow_INCLUDE_DIR
  REASON_FAILURE_MESSAGE "Python was asked for pyarrow, whose wheel brings it:${asked}")
if(Arrow_FOUND)
  add_library(Arrow::arrow SHARED IMPORTED)
  set_target_properties(Arrow::arrow PROPERTIES IMPORTED_LOCATION ${Arrow_LIBRARY}
                        INTERFACE_INCLUDE_DIRECTORIES ${Arrow_INCLUDE_DIR})
  add_library(Arrow::parquet SHARED IMPORTED)
  set_target_properties(Arrow::parquet PROPERTIES IMPORTED_LOCATION ${Parquet_LIBRARY}
                        INTERFACE_LINK_LIBRARIES Arrow::arrow)
endif()

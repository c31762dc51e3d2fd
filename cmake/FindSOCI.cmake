# SOCI::core, SOCI::sqlite3. Debian ships neither a CMake package nor a pkg-config file. The PostgreSQL backend is opened
# when a store asks for it (lockstep/cases/postgresql.cpp): only its file's name is needed here.
find_path(SOCI_INCLUDE_DIR soci/soci.h)
find_library(SOCI_core_LIBRARY soci_core)
find_library(SOCI_sqlite3_LIBRARY soci_sqlite3)
find_library(SOCI_postgresql_LIBRARY soci_postgresql)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(SOCI REQUIRED_VARS SOCI_core_LIBRARY SOCI_sqlite3_LIBRARY SOCI_postgresql_LIBRARY
                                  SOCI_INCLUDE_DIR)
if(SOCI_FOUND AND NOT TARGET SOCI::core)
  foreach(part core sqlite3)
    add_library(SOCI::${part} UNKNOWN IMPORTED)
    set_target_properties(SOCI::${part} PROPERTIES IMPORTED_LOCATION ${SOCI_${part}_LIBRARY}
                          INTERFACE_SYSTEM_INCLUDE_DIRECTORIES ${SOCI_INCLUDE_DIR})
  endforeach()
  target_link_libraries(SOCI::sqlite3 INTERFACE SOCI::core)
endif()

# The report's views, built by web/ into one page, go into the program.
if(LOCKSTEP_WEB)
  set(page ${CMAKE_SOURCE_DIR}/build/web/report.html)
  if(NOT EXISTS ${page})
    message(FATAL_ERROR "The report's views have not been built: ${page} is missing.\n"
                        "./run build makes them; -DLOCKSTEP_WEB=OFF builds a program that writes no report.html.")
  endif()
  set_source_files_properties(lockstep/results/report_page.cpp PROPERTIES
    COMPILE_DEFINITIONS LOCKSTEP_REPORT_PAGE="${page}" OBJECT_DEPENDS ${page})
endif()

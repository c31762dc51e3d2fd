# lockstep_console_files(<target>): the files of the console, built by web/ into build/web/console, go into the program.
function(lockstep_console_files target)
  set(folder ${CMAKE_SOURCE_DIR}/build/web/console)
  set(assembly "")
  set(entries "")
  set(files "")
  if(LOCKSTEP_WEB)
    file(GLOB_RECURSE files CONFIGURE_DEPENDS ${folder}/*)
    list(FIND files ${folder}/index.html at)
    if(at EQUAL -1)
      message(FATAL_ERROR "The console has not been built: ${folder}/index.html is missing.\n"
                          "./run build makes it; -DLOCKSTEP_WEB=OFF builds a program without it.")
    endif()
  endif()
  set(number 0)
  foreach(file ${files})
    file(RELATIVE_PATH name ${folder} ${file})
    string(APPEND assembly "    \"console_file_${number}:\\n.incbin \\\"${file}\\\"\\nconsole_file_${number}_end:\\n.byte 0\\n\"\n")
    string(APPEND externs "extern \"C\" const char console_file_${number}[], console_file_${number}_end[];\n")
    string(APPEND entries "      {\"${name}\", {console_file_${number}, console_file_${number}_end}},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  set(source ${CMAKE_CURRENT_BINARY_DIR}/console_files.cpp)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT [[
#include "server/http/assets.h"

__asm__(".pushsection .rodata\n"
@assembly@        ".popsection\n");
@externs@
namespace lockstep::server {

std::vector<Asset> console_files();
std::vector<Asset> console_files() {
  return {
@entries@  };
}

}  // namespace lockstep::server
]])
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS "${files}")
  target_sources(${target} PRIVATE ${source})
endfunction()

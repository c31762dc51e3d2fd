#include "lockstep/results/report_page.h"

#include "lockstep/results/text_file.h"

#ifdef LOCKSTEP_REPORT_PAGE
__asm__(
    ".pushsection .rodata\n"
    ".global lockstep_report_page_begin\n"
    ".global lockstep_report_page_end\n"
    "lockstep_report_page_begin:\n"
    ".incbin \"" LOCKSTEP_REPORT_PAGE
    "\"\n"
    "lockstep_report_page_end:\n"
    ".byte 0\n"
    ".popsection\n");
extern "C" const char lockstep_report_page_begin[], lockstep_report_page_end[];
#endif

namespace lockstep {

std::string_view report_page() {
#ifdef LOCKSTEP_REPORT_PAGE
  return {lockstep_report_page_begin, lockstep_report_page_end};
#else
  return {};
#endif
}

Result<void> write_report_page(std::string_view data, const ResultFolder& folder) {
  constexpr std::string_view place = ">__LOCKSTEP_REPORT_DATA__<";
  const std::string_view page = report_page();
  const size_t at = page.find(place);
  if (at == std::string_view::npos)
    return Error{.kind = ErrorKind::file,
                 .message = "the report's page has no place for data",
                 .where = folder.file("report.html"),
                 .hint = "build the program again: ./run build"};
  Result<TextFile> file = TextFile::create(folder.file("report.html"));
  if (!file) return file.error();
  *file << page.substr(0, at + 1) << data << page.substr(at + place.size() - 1);
  return file->finish();
}

}  // namespace lockstep

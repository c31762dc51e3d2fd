#include "lockstep/columnar/parquet/entry.h"

#include "lockstep/columnar/parquet/reader.h"
#include "lockstep/columnar/parquet/writer.h"

extern "C" __attribute__((visibility("default"))) const void* lockstep_parquet_functions() {
  static constexpr lockstep::parquet::Functions functions{lockstep::parquet::open_reader,
                                                          lockstep::parquet::create_writer};
  return &functions;
}

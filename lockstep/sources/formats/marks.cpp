#include "lockstep/sources/formats/marks.h"

#include <bit>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace lockstep {
namespace {

// One bit for each of 64 bytes that is a, b or c.
#ifdef __SSE2__
uint64_t match(const char* bytes, char a, char b, char c) {
  const __m128i as = _mm_set1_epi8(a), bs = _mm_set1_epi8(b), cs = _mm_set1_epi8(c);
  uint64_t bits = 0;
  for (int part = 0; part < 4; ++part) {
    const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * part));
    const __m128i found =
        _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(chunk, as), _mm_cmpeq_epi8(chunk, bs)), _mm_cmpeq_epi8(chunk, cs));
    bits |= uint64_t(uint32_t(_mm_movemask_epi8(found))) << (16 * part);
  }
  return bits;
}
#else
uint64_t match(const char* bytes, char a, char b, char c) {
  uint64_t bits = 0;
  for (int i = 0; i < 64; ++i) bits |= uint64_t(bytes[i] == a || bytes[i] == b || bytes[i] == c) << i;
  return bits;
}
#endif

}  // namespace

void Marks::find(const char* data, size_t size, char a, char b) {
  if (capacity_ < size) at_ = std::make_unique_for_overwrite<uint32_t[]>(capacity_ = size);
  uint32_t* next = at_.get();
  for (size_t begin = 0; begin < size; begin += 64) {
    uint64_t bits = match(data + begin, a, b, '"');
    if (size - begin < 64) bits &= (uint64_t(1) << (size - begin)) - 1;
    for (; bits != 0; bits &= bits - 1) *next++ = uint32_t(begin) + uint32_t(std::countr_zero(bits));
  }
  size_ = size_t(next - at_.get());
}

}  // namespace lockstep

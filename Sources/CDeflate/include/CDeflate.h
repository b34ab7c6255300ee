/// The zlib names that libcairo calls, over libdeflate, and libdeflate itself for whoever compresses a whole buffer.
///
/// libcairo reaches `deflateInit_`, `deflate` and `deflateEnd` through the dynamic symbol table, so the definitions of this target,
/// being in the executable, are found first. Cairo hands over a stream in pieces but never asks for output before the end: the pieces
/// are collected and compressed in one go, which takes a third of zlib's time. Streams that were opened by another name
/// (libpng: `deflateInit2_`) are passed on to the real zlib.
#ifndef SHOSHO_CDEFLATE_H
#define SHOSHO_CDEFLATE_H
#include <stddef.h>
#include <stdint.h>

/// The version of libdeflate that this target was built with: the library itself does not tell.
const char *cdeflate_version(void);

/// How many streams this target has opened for others since the process began: the probe that the interposition works.
uint64_t cdeflate_count(void);

/// Level for the streams that others open from the calling thread: 0 stores, 1 … 12 compress as libdeflate does. Initially 1.
void cdeflate_set_level(int level);

/// The most bytes that `cdeflate_compress` needs for `size` bytes of input.
size_t cdeflate_bound(size_t size);

/// Compresses a buffer into the zlib format (RFC 1950). Returns the bytes written, 0 when memory or room is short.
size_t cdeflate_compress(const void *input, size_t size, void *output, size_t room, int level);

/// Expands one whole zlib stream. Returns 0 when done (`*written` bytes), 1 when the data are damaged or do not end with the input,
/// 2 when `room` does not suffice, 3 when memory is short.
int cdeflate_expand(const void *input, size_t size, void *output, size_t room, size_t *written);

/// Adler-32 (RFC 1950 8.2) of a buffer behind data whose Adler-32 is `before`; that of no data is 1.
uint32_t cdeflate_adler32(uint32_t before, const void *input, size_t size);

/// CRC-32 (ISO 3309) of a buffer: the checksum of a PNG's chunks, and what a file's identity is made of.
uint32_t cdeflate_crc32(const void *input, size_t size);
#endif

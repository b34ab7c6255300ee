/// libdeflate for whole buffers, with a compressor a thread and level: making one costs as much as compressing a small stream.
#ifndef SHOSHO_CDEFLATE_H
#define SHOSHO_CDEFLATE_H
#include <stddef.h>
#include <stdint.h>

/// The version of libdeflate that this target was built with: the library itself does not tell.
const char *cdeflate_version(void);

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

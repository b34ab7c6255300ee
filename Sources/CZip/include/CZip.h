// What workbooks need of libzip: the parts of an archive in memory, and an archive made of parts.
//
// The library is opened when it is first asked for, not linked: Debian 12 has libzip.so.4 and Debian 13 libzip.so.5, so that a program
// linked against one would not start on the other, and hardly any run reads a workbook.
#ifndef CZIP_H
#define CZIP_H

#include <stddef.h>
#include <stdint.h>

// Whether the library is there.
int czip_is_available(void);

// The version of the library, such as 1.7.3; NULL when it is not there.
const char *czip_version(void);

typedef struct czip_archive czip_archive;
typedef struct czip_part czip_part;

// Opens an archive of `size` bytes, which must stay where they are until it is closed. NULL when they are no archive or the library is
// not there.
czip_archive *czip_open(const uint8_t *bytes, size_t size);
void czip_close(czip_archive *archive);

// The number of parts, and the name of each from 0; NULL when it has none that can be read.
uint64_t czip_count(const czip_archive *archive);
const char *czip_name(const czip_archive *archive, uint64_t index);

// The bytes of a part as the archive states them, unpacked and packed. 0 when it does not state them.
int czip_sizes(const czip_archive *archive, uint64_t index, uint64_t *unpacked, uint64_t *packed);

// Opens a part for reading from its beginning. NULL when it cannot be read, because it is encrypted for example. It is to be closed before
// the archive.
czip_part *czip_open_part(czip_archive *archive, uint64_t index);
void czip_close_part(czip_part *part);

// Reads at most `room` bytes: how many there were, 0 at the end, negative when the part is damaged.
int64_t czip_read(czip_part *part, uint8_t *buffer, size_t room);

// An archive that is being made, every part of which has the first day that zip knows, 1980-01-01. NULL when there is no memory or no
// library.
typedef struct czip_writer czip_writer;
czip_writer *czip_begin(void);

// Adds a copy of `bytes` as a part. 0 when it could not; the writer is then good for czip_end only.
int czip_add(czip_writer *writer, const char *name, const uint8_t *bytes, size_t size);

// Packs the parts and ends the writer. `output` is memory to be freed with free(); NULL when the archive could not be made.
uint8_t *czip_end(czip_writer *writer, size_t *size);

#endif

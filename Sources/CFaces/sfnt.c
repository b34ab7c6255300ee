// RTLD_NEXT is a GNU name.
#define _GNU_SOURCE
#include "CFaces.h"

#include <dlfcn.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include FT_TRUETYPE_TABLES_H

// Set once and then only read: a counter would travel between the workers' processors with every glyph.
static _Atomic int has_read = 0;

int cfaces_has_read(void) { return atomic_load_explicit(&has_read, memory_order_relaxed); }

static uint32_t number(const unsigned char *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

enum { header_size = 12, entry_size = 16 };

// What is known of a table: where it lies, that there is none, or nothing (then FreeType must be asked).
typedef enum { found, missing, unknown } answer;

// A directory is asked only where FreeType would read the same: one font in the file, and a table that lies whole in it
// (OpenType 1.9, table directory).
static answer find(const unsigned char *file, size_t size, FT_ULong tag, uint32_t *start, uint32_t *length) {
  if (size < header_size || (number(file) != 0x00010000 && number(file) != 0x74727565)) return unknown;
  unsigned count = (unsigned)file[4] << 8 | file[5];
  if (size < header_size + (size_t)count * entry_size) return unknown;
  for (unsigned index = 0; index < count; index++) {
    const unsigned char *entry = file + header_size + index * entry_size;
    if (number(entry) != tag) continue;
    *start = number(entry + 8);
    *length = number(entry + 12);
    return *length > 0 && *start <= size && *length <= size - *start ? found : unknown;
  }
  return missing;
}

int cfaces_read(FT_Face face, FT_ULong tag, FT_Long offset, FT_Byte *buffer, FT_ULong *length) {
  if (face == NULL || !FT_IS_SFNT(face) || face->face_index != 0 || tag == 0 || offset < 0 || length == NULL) return -1;
  FT_Stream stream = face->stream;
  if (stream == NULL || stream->base == NULL || stream->read != NULL) return -1;
  uint32_t start, size;
  switch (find(stream->base, stream->size, tag, &start, &size)) {
    case found: break;
    case missing: return FT_Err_Table_Missing;
    case unknown: return -1;
  }
  if (*length == 0) {
    *length = size;
    return 0;
  }
  if (buffer == NULL || (FT_ULong)offset > size || *length > size - (FT_ULong)offset) return -1;
  memcpy(buffer, stream->base + start + offset, *length);
  return 0;
}

FT_Error FT_Load_Sfnt_Table(FT_Face face, FT_ULong tag, FT_Long offset, FT_Byte *buffer, FT_ULong *length) {
  int status = cfaces_read(face, tag, offset, buffer, length);
  if (status >= 0) {
    if (!atomic_load_explicit(&has_read, memory_order_relaxed)) atomic_store_explicit(&has_read, 1, memory_order_relaxed);
    return status;
  }
  FT_Error (*freetype)(FT_Face, FT_ULong, FT_Long, FT_Byte *, FT_ULong *) = dlsym(RTLD_NEXT, "FT_Load_Sfnt_Table");
  return freetype == NULL ? FT_Err_Unimplemented_Feature : freetype(face, tag, offset, buffer, length);
}

#include "CZip.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

// The functions that are used, by the types that the header gives them.
#define FUNCTIONS(each)                                                                                                            \
  each(zip_libzip_version) each(zip_source_buffer_create) each(zip_source_buffer) each(zip_source_free) each(zip_source_keep)      \
      each(zip_source_open) each(zip_source_close) each(zip_source_read) each(zip_open_from_source) each(zip_discard)              \
      each(zip_close) each(zip_get_num_entries) each(zip_get_name) each(zip_stat_index) each(zip_fopen_index) each(zip_fclose)     \
      each(zip_fread) each(zip_file_add) each(zip_file_set_dostime)

#define MEMBER(name) __typeof__(name) *name;
static struct {
  FUNCTIONS(MEMBER)
} library;
static int is_open = 0;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void open_library(void) {
  // libzip 1.7 to 1.9 is number 4 or 5, later ones 5; the functions here are the same in both.
  static const char *const names[] = {"libzip.so.5", "libzip.so.4"};
  void *handle = NULL;
  for (size_t index = 0; handle == NULL && index < sizeof names / sizeof names[0]; index++) {
    handle = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
  }
  if (handle == NULL) return;
#define FIND(name)                                                                                                                 \
  library.name = (__typeof__(library.name))dlsym(handle, #name);                                                                   \
  if (library.name == NULL) return;
  FUNCTIONS(FIND)
  is_open = 1;
}

int czip_is_available(void) {
  pthread_once(&once, open_library);
  return is_open;
}

const char *czip_version(void) { return czip_is_available() ? library.zip_libzip_version() : NULL; }

// The types of ours are those of libzip under names that need no header of its.
static zip_t *archive_of(const czip_archive *archive) { return (zip_t *)archive; }

czip_archive *czip_open(const uint8_t *bytes, size_t size) {
  if (!czip_is_available()) return NULL;
  zip_source_t *source = library.zip_source_buffer_create(bytes, size, 0, NULL);
  if (source == NULL) return NULL;
  zip_t *archive = library.zip_open_from_source(source, ZIP_RDONLY, NULL);
  if (archive == NULL) library.zip_source_free(source);
  return (czip_archive *)archive;
}

void czip_close(czip_archive *archive) { library.zip_discard(archive_of(archive)); }

uint64_t czip_count(const czip_archive *archive) {
  zip_int64_t count = library.zip_get_num_entries(archive_of(archive), 0);
  return count < 0 ? 0 : (uint64_t)count;
}

const char *czip_name(const czip_archive *archive, uint64_t index) { return library.zip_get_name(archive_of(archive), index, 0); }

int czip_sizes(const czip_archive *archive, uint64_t index, uint64_t *unpacked, uint64_t *packed) {
  zip_stat_t status;
  if (library.zip_stat_index(archive_of(archive), index, 0, &status) != 0) return 0;
  if (!(status.valid & ZIP_STAT_SIZE) || !(status.valid & ZIP_STAT_COMP_SIZE)) return 0;
  *unpacked = status.size;
  *packed = status.comp_size;
  return 1;
}

czip_part *czip_open_part(czip_archive *archive, uint64_t index) {
  return (czip_part *)library.zip_fopen_index(archive_of(archive), index, 0);
}

void czip_close_part(czip_part *part) { library.zip_fclose((zip_file_t *)part); }

int64_t czip_read(czip_part *part, uint8_t *buffer, size_t room) { return library.zip_fread((zip_file_t *)part, buffer, room); }

struct czip_writer {
  zip_source_t *target;
  // NULL when a part could not be added.
  zip_t *archive;
};

czip_writer *czip_begin(void) {
  if (!czip_is_available()) return NULL;
  czip_writer *writer = calloc(1, sizeof *writer);
  if (writer == NULL) return NULL;
  writer->target = library.zip_source_buffer_create(NULL, 0, 0, NULL);
  if (writer->target == NULL) {
    free(writer);
    return NULL;
  }
  // Kept beside the archive, which frees its own hold of it when it is closed.
  library.zip_source_keep(writer->target);
  writer->archive = library.zip_open_from_source(writer->target, ZIP_TRUNCATE, NULL);
  if (writer->archive == NULL) {
    library.zip_source_free(writer->target);
    library.zip_source_free(writer->target);
    free(writer);
    return NULL;
  }
  return writer;
}

static int give_up(czip_writer *writer) {
  library.zip_discard(writer->archive);
  writer->archive = NULL;
  return 0;
}

int czip_add(czip_writer *writer, const char *name, const uint8_t *bytes, size_t size) {
  if (writer->archive == NULL) return 0;
  uint8_t *copy = malloc(size == 0 ? 1 : size);
  if (copy == NULL) return give_up(writer);
  if (size > 0) memcpy(copy, bytes, size);
  zip_source_t *source = library.zip_source_buffer(writer->archive, copy, size, 1);
  if (source == NULL) {
    free(copy);
    return give_up(writer);
  }
  zip_int64_t index = library.zip_file_add(writer->archive, name, source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    library.zip_source_free(source);
    return give_up(writer);
  }
  const zip_uint16_t first_day = 1 << 5 | 1;
  if (library.zip_file_set_dostime(writer->archive, (zip_uint64_t)index, 0, first_day, 0) != 0) return give_up(writer);
  return 1;
}

// All bytes of the source; NULL when it cannot be read or there is no memory.
static uint8_t *read_all(zip_source_t *source, size_t *size) {
  uint8_t *bytes = NULL;
  size_t room = 0;
  *size = 0;
  if (library.zip_source_open(source) != 0) return NULL;
  for (;;) {
    if (*size == room) {
      room = room == 0 ? 1 << 16 : room * 2;
      uint8_t *larger = realloc(bytes, room);
      if (larger == NULL) break;
      bytes = larger;
    }
    zip_int64_t count = library.zip_source_read(source, bytes + *size, room - *size);
    if (count < 0) break;
    if (count == 0) {
      library.zip_source_close(source);
      return bytes;
    }
    *size += (size_t)count;
  }
  library.zip_source_close(source);
  free(bytes);
  return NULL;
}

uint8_t *czip_end(czip_writer *writer, size_t *size) {
  uint8_t *bytes = NULL;
  if (writer->archive != NULL) {
    if (library.zip_close(writer->archive) == 0) {
      bytes = read_all(writer->target, size);
    } else {
      library.zip_discard(writer->archive);
    }
  }
  library.zip_source_free(writer->target);
  free(writer);
  return bytes;
}

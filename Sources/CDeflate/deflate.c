#include "CDeflate.h"

#include <libdeflate.h>
#include <pthread.h>
#include <stdlib.h>

// One compressor a thread and level: allocating one costs as much as compressing a small stream.
enum { levels = 13 };
typedef struct {
  struct libdeflate_compressor *compressor[levels];
  struct libdeflate_decompressor *decompressor;
} thread_tools;

static pthread_key_t tools_key;
static pthread_once_t tools_once = PTHREAD_ONCE_INIT;

static void free_tools(void *pointer) {
  thread_tools *tools = pointer;
  for (int level = 0; level < levels; level++) libdeflate_free_compressor(tools->compressor[level]);
  libdeflate_free_decompressor(tools->decompressor);
  free(tools);
}

static void make_key(void) { pthread_key_create(&tools_key, free_tools); }

static thread_tools *tools_of_thread(void) {
  pthread_once(&tools_once, make_key);
  thread_tools *tools = pthread_getspecific(tools_key);
  if (tools == NULL) {
    tools = calloc(1, sizeof *tools);
    if (tools == NULL) return NULL;
    if (pthread_setspecific(tools_key, tools) != 0) {
      free(tools);
      return NULL;
    }
  }
  return tools;
}

static struct libdeflate_compressor *compressor_of_thread(int level) {
  if (level < 0 || level >= levels) return NULL;
  thread_tools *tools = tools_of_thread();
  if (tools == NULL) return NULL;
  if (tools->compressor[level] == NULL) tools->compressor[level] = libdeflate_alloc_compressor(level);
  return tools->compressor[level];
}

size_t cdeflate_bound(size_t size) { return libdeflate_zlib_compress_bound(NULL, size); }

size_t cdeflate_compress(const void *input, size_t size, void *output, size_t room, int level) {
  struct libdeflate_compressor *compressor = compressor_of_thread(level);
  return compressor == NULL ? 0 : libdeflate_zlib_compress(compressor, input, size, output, room);
}

int cdeflate_expand(const void *input, size_t size, void *output, size_t room, size_t *written) {
  thread_tools *tools = tools_of_thread();
  if (tools == NULL) return 3;
  if (tools->decompressor == NULL) tools->decompressor = libdeflate_alloc_decompressor();
  if (tools->decompressor == NULL) return 3;
  size_t consumed = 0;
  switch (libdeflate_zlib_decompress_ex(tools->decompressor, input, size, output, room, &consumed, written)) {
    case LIBDEFLATE_SUCCESS: return consumed == size ? 0 : 1;
    case LIBDEFLATE_INSUFFICIENT_SPACE: return 2;
    default: return 1;
  }
}

uint32_t cdeflate_crc32(const void *input, size_t size) { return libdeflate_crc32(0, input, size); }

uint32_t cdeflate_adler32(uint32_t before, const void *input, size_t size) { return libdeflate_adler32(before, input, size); }

const char *cdeflate_version(void) { return LIBDEFLATE_VERSION_STRING; }

// RTLD_NEXT is a GNU name.
#define _GNU_SOURCE
#include "CDeflate.h"

#include <dlfcn.h>
#include <libdeflate.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

// What a stream of ours keeps behind z_stream.state. Its first member tells it from zlib's own state, whose first member points to
// the z_stream.
typedef struct {
  const void *mark;
  int level;
  // Has room for what stands before and behind stored content.
  unsigned char *collected;
  size_t size, room;
  unsigned char *packed;
  size_t packed_size, handed_out;
} collected_stream;

static const char mark_of_ours = 0;
static _Atomic uint64_t opened = 0;

// One compressor a thread and level: allocating one costs as much as compressing a small stream.
enum { levels = 13 };
typedef struct {
  int level;
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
    tools->level = 1;
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

uint64_t cdeflate_count(void) { return atomic_load_explicit(&opened, memory_order_relaxed); }

void cdeflate_set_level(int level) {
  thread_tools *tools = tools_of_thread();
  if (tools != NULL && level >= 0 && level < levels) tools->level = level;
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

// The real zlib, for streams that are not ours and for the time when libdeflate has no memory.
static void *next_of(const char *name) { return dlsym(RTLD_NEXT, name); }

static int is_ours(z_streamp stream) {
  return stream != NULL && stream->state != NULL && ((collected_stream *)stream->state)->mark == &mark_of_ours;
}

int ZEXPORT deflateInit_(z_streamp stream, int level, const char *version, int stream_size) {
  thread_tools *tools = tools_of_thread();
  collected_stream *ours = NULL;
  if (stream != NULL && stream_size == (int)sizeof(z_stream) && tools != NULL && compressor_of_thread(tools->level) != NULL) {
    ours = calloc(1, sizeof *ours);
  }
  if (ours == NULL) {
    int (*zlib)(z_streamp, int, const char *, int) = next_of("deflateInit_");
    return zlib == NULL ? Z_MEM_ERROR : zlib(stream, level, version, stream_size);
  }
  ours->mark = &mark_of_ours;
  ours->level = tools->level;
  stream->state = (struct internal_state *)ours;
  stream->msg = NULL;
  stream->total_in = 0;
  stream->total_out = 0;
  atomic_fetch_add_explicit(&opened, 1, memory_order_relaxed);
  return Z_OK;
}

// What stands before content that one block stores (RFC 1950 2.2, RFC 1951 3.2.4), and the check value behind it.
enum { stored_head = 7, stored_tail = 4, stored_most = 0xFFFF };

static int collect(collected_stream *ours, z_streamp stream) {
  if (stream->avail_in == 0) return Z_OK;
  if (ours->size + stream->avail_in > ours->room) {
    size_t room = ours->room * 2 > ours->size + stream->avail_in ? ours->room * 2 : ours->size + stream->avail_in;
    unsigned char *grown = realloc(ours->collected, stored_head + room + stored_tail);
    if (grown == NULL) return Z_MEM_ERROR;
    ours->collected = grown;
    ours->room = room;
  }
  memcpy(ours->collected + stored_head + ours->size, stream->next_in, stream->avail_in);
  ours->size += stream->avail_in;
  stream->next_in += stream->avail_in;
  stream->total_in += stream->avail_in;
  stream->avail_in = 0;
  return Z_OK;
}

// The collected content becomes the stream where it lies, without being copied.
static void store(collected_stream *ours) {
  size_t size = ours->size;
  uint32_t check = libdeflate_adler32(1, ours->collected + stored_head, size);
  const unsigned char head[stored_head] = {0x78, 0x01, 1, size & 0xFF, size >> 8, ~size & 0xFF, ~size >> 8 & 0xFF};
  const unsigned char tail[stored_tail] = {check >> 24, check >> 16 & 0xFF, check >> 8 & 0xFF, check & 0xFF};
  memcpy(ours->collected, head, stored_head);
  memcpy(ours->collected + stored_head + size, tail, stored_tail);
  ours->packed = ours->collected;
  ours->packed_size = stored_head + size + stored_tail;
  ours->collected = NULL;
}

static int pack(collected_stream *ours) {
  if (ours->level == 0 && ours->collected != NULL && ours->size <= stored_most) {
    store(ours);
    return Z_OK;
  }
  size_t bound = cdeflate_bound(ours->size);
  ours->packed = malloc(bound);
  if (ours->packed == NULL) return Z_MEM_ERROR;
  const unsigned char *content = ours->collected == NULL ? NULL : ours->collected + stored_head;
  ours->packed_size = cdeflate_compress(content, ours->size, ours->packed, bound, ours->level);
  return ours->packed_size == 0 ? Z_MEM_ERROR : Z_OK;
}

int ZEXPORT deflate(z_streamp stream, int flush) {
  if (!is_ours(stream)) {
    int (*zlib)(z_streamp, int) = next_of("deflate");
    return zlib == NULL ? Z_STREAM_ERROR : zlib(stream, flush);
  }
  collected_stream *ours = (collected_stream *)stream->state;
  // A flush in the middle would want output that does not exist yet; whoever wants that must not be served wrongly.
  if (flush != Z_NO_FLUSH && flush != Z_FINISH) return Z_STREAM_ERROR;
  if (ours->packed != NULL && stream->avail_in > 0) return Z_STREAM_ERROR;
  int status = collect(ours, stream);
  if (status != Z_OK || flush == Z_NO_FLUSH) return status;
  if (ours->packed == NULL && (status = pack(ours)) != Z_OK) return status;

  size_t left = ours->packed_size - ours->handed_out;
  size_t now = left < stream->avail_out ? left : stream->avail_out;
  memcpy(stream->next_out, ours->packed + ours->handed_out, now);
  ours->handed_out += now;
  stream->next_out += now;
  stream->avail_out -= (uInt)now;
  stream->total_out += now;
  return ours->handed_out == ours->packed_size ? Z_STREAM_END : Z_OK;
}

int ZEXPORT deflateEnd(z_streamp stream) {
  if (!is_ours(stream)) {
    int (*zlib)(z_streamp) = next_of("deflateEnd");
    return zlib == NULL ? Z_STREAM_ERROR : zlib(stream);
  }
  collected_stream *ours = (collected_stream *)stream->state;
  free(ours->collected);
  free(ours->packed);
  free(ours);
  stream->state = NULL;
  return Z_OK;
}

const char *cdeflate_version(void) { return LIBDEFLATE_VERSION_STRING; }

/* Makes one call of a process fail, or the process end in it: a library to be loaded before the C library's.
 *
 *   cc -shared -fPIC -O1 -o faults.so faults.c -ldl
 *   FAULT_COUNT=calls LD_PRELOAD=./faults.so shosho …          writes how many calls there were
 *   FAULT_AT=417 FAULT=kill LD_PRELOAD=./faults.so shosho …    ends in the 417th of them, as by kill -9
 *   FAULT_AT=417 FAULT=28 FAULT_FOR=3 …                        the 417th and the two after it fail with errno 28
 *
 * Counted are the calls by which a file or folder is made, written, renamed, removed or brought to the disk. A killed
 * write may have written a part of its bytes: FAULT_HALF=1. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;
static long first = -1, last = -1;
static int number, half;
static const char *count_file;

__attribute__((constructor)) static void begin(void) {
  const char *at = getenv("FAULT_AT"), *kind = getenv("FAULT"), *span = getenv("FAULT_FOR");
  count_file = getenv("FAULT_COUNT");
  half = getenv("FAULT_HALF") != NULL;
  if (at && kind) {
    first = atol(at);
    last = first + (span ? atol(span) : 1) - 1;
    number = kind[0] == 'k' ? -1 : atoi(kind);
  }
}

__attribute__((destructor)) static void end(void) {
  if (!count_file) return;
  FILE *file = fopen(count_file, "we");
  if (!file) return;
  fprintf(file, "%ld\n", atomic_load(&calls));
  fclose(file);
}

/* Whether this call is to fail; does not return when the process is to end. */
static int fails(void) {
  long call = atomic_fetch_add(&calls, 1) + 1;
  if (call < first || call > last) return 0;
  if (number < 0) kill(getpid(), SIGKILL);
  errno = number;
  return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define WRAP(result, name, parameters, arguments) \
  result name parameters { \
    static __typeof__(&name) real; \
    if (!real) real = REAL(name); \
    return fails() ? -1 : real arguments; \
  }

WRAP(int, rename, (const char *from, const char *to), (from, to))
WRAP(int, renameat, (int a, const char *from, int b, const char *to), (a, from, b, to))
WRAP(int, unlink, (const char *path), (path))
WRAP(int, unlinkat, (int folder, const char *path, int flags), (folder, path, flags))
WRAP(int, mkdir, (const char *path, mode_t mode), (path, mode))
WRAP(int, mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode))
WRAP(int, linkat, (int a, const char *from, int b, const char *to, int flags), (a, from, b, to, flags))
WRAP(int, fchmod, (int file, mode_t mode), (file, mode))
WRAP(int, fsync, (int file), (file))
WRAP(int, fdatasync, (int file), (file))
WRAP(int, syncfs, (int file), (file))
WRAP(int, ftruncate, (int file, off_t length), (file, length))
WRAP(int, ftruncate64, (int file, off64_t length), (file, length))

#define WRITER(name, parameters, whole, part) \
  ssize_t name parameters { \
    static __typeof__(&name) real; \
    if (!real) real = REAL(name); \
    if (half && number < 0 && atomic_load(&calls) + 1 == first) (void)!real part; \
    return fails() ? -1 : real whole; \
  }

WRITER(write, (int file, const void *bytes, size_t count), (file, bytes, count), (file, bytes, count / 2))
WRITER(pwrite, (int file, const void *bytes, size_t count, off_t at), (file, bytes, count, at), (file, bytes, count / 2, at))
WRITER(pwrite64, (int file, const void *bytes, size_t count, off64_t at), (file, bytes, count, at), (file, bytes, count / 2, at))

/* Only an opening that makes a file counts. */
#define OPENER(name, fixed, call) \
  int name fixed { \
    static __typeof__(&name) real; \
    mode_t mode = 0; \
    if (!real) real = REAL(name); \
    if (flags & (O_CREAT | O_TMPFILE)) { \
      va_list list; \
      va_start(list, flags); \
      mode = va_arg(list, mode_t); \
      va_end(list); \
    } \
    if (flags & O_CREAT && fails()) return -1; \
    return real call; \
  }

OPENER(open, (const char *path, int flags, ...), (path, flags, mode))
OPENER(open64, (const char *path, int flags, ...), (path, flags, mode))
OPENER(openat, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))
OPENER(openat64, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))

#include "CQPDF.h"

#include <dlfcn.h>
#include <pthread.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

// The functions that are used, by the types that the header gives them.
#define FUNCTIONS(each)                                                                                                            \
  each(qpdf_init) each(qpdf_cleanup) each(qpdf_silence_errors) each(qpdf_set_suppress_warnings) each(qpdf_read_memory)             \
      each(qpdf_init_write_memory) each(qpdf_set_r6_encryption_parameters2) each(qpdf_set_newline_before_endstream)                \
      each(qpdf_write) each(qpdf_get_buffer) each(qpdf_get_buffer_length) each(qpdf_has_error) each(qpdf_get_error)                \
      each(qpdf_get_error_full_text) each(qpdf_get_qpdf_version)

#define MEMBER(name) __typeof__(name) *name;
static struct {
  FUNCTIONS(MEMBER)
} library;
static int is_open = 0;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void open_library(void) {
  // libqpdf 11 is number 29, libqpdf 12 number 30; the functions here are the same in both.
  static const char *const names[] = {"libqpdf.so.29", "libqpdf.so.30"};
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

int cqpdf_is_available(void) {
  pthread_once(&once, open_library);
  return is_open;
}

const char *cqpdf_version(void) { return cqpdf_is_available() ? library.qpdf_get_qpdf_version() : NULL; }

static void copy_error(qpdf_data file, char *message, size_t room) {
  if (room == 0) return;
  message[0] = 0;
  if (!library.qpdf_has_error(file)) return;
  const char *text = library.qpdf_get_error_full_text(file, library.qpdf_get_error(file));
  if (text == NULL) return;
  strncpy(message, text, room - 1);
  message[room - 1] = 0;
}

cqpdf_status cqpdf_encrypt(
    const uint8_t *input, size_t size, const char *password, uint8_t **output, size_t *output_size, char *message, size_t room) {
  if (!cqpdf_is_available()) return CQPDF_NO_LIBRARY;
  qpdf_data file = library.qpdf_init();
  if (file == NULL) return CQPDF_NO_MEMORY;
  library.qpdf_silence_errors(file);
  library.qpdf_set_suppress_warnings(file, QPDF_TRUE);
  cqpdf_status status = CQPDF_REFUSED;
  // A result other than none is an error, or a warning, and nothing of ours should give a warning.
  if (library.qpdf_read_memory(file, "paper", (const char *)input, size, NULL) == QPDF_SUCCESS &&
      library.qpdf_init_write_memory(file) == QPDF_SUCCESS) {
    // One password for both: with an owner's password that nobody has, nobody could ever lift what a reader makes of the rights.
    library.qpdf_set_r6_encryption_parameters2(
        file, password, password, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, qpdf_r3p_full, QPDF_TRUE);
    library.qpdf_set_newline_before_endstream(file, QPDF_TRUE);
    if (library.qpdf_write(file) == QPDF_SUCCESS) {
      *output_size = library.qpdf_get_buffer_length(file);
      *output = malloc(*output_size);
      status = *output == NULL ? CQPDF_NO_MEMORY : CQPDF_DONE;
      if (status == CQPDF_DONE) memcpy(*output, library.qpdf_get_buffer(file), *output_size);
    }
  }
  if (status == CQPDF_REFUSED) copy_error(file, message, room);
  library.qpdf_cleanup(&file);
  return status;
}

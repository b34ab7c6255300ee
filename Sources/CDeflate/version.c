// dl_iterate_phdr is a GNU name.
#define _GNU_SOURCE
#include "CDeflate.h"

#include <dlfcn.h>
#include <libdeflate.h>
#include <link.h>
#include <string.h>

const char *cdeflate_version(void) { return LIBDEFLATE_VERSION_STRING; }

// What is looked for among the loaded objects, and where it goes.
typedef struct {
  uintptr_t function;
  uint8_t *id;
  size_t room, size;
} search;

// The build id among the notes of a segment: name "GNU", type 3 (ELF; <elf.h> NT_GNU_BUILD_ID).
static size_t copy_build_id(const uint8_t *notes, size_t size, uint8_t *id, size_t room) {
  while (size >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) note;
    memcpy(&note, notes, sizeof note);
    size_t name = ((size_t)note.n_namesz + 3) & ~(size_t)3, content = ((size_t)note.n_descsz + 3) & ~(size_t)3;
    if (name > size - sizeof note || content > size - sizeof note - name) return 0;
    const uint8_t *text = notes + sizeof note;
    if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && memcmp(text, "GNU", 4) == 0) {
      if (note.n_descsz > room) return 0;
      memcpy(id, text + name, note.n_descsz);
      return note.n_descsz;
    }
    notes += sizeof note + name + content;
    size -= sizeof note + name + content;
  }
  return 0;
}

static int visit(struct dl_phdr_info *object, size_t size, void *data) {
  (void)size;
  search *wanted = data;
  int holds_function = 0;
  for (size_t index = 0; index < object->dlpi_phnum; index++) {
    const ElfW(Phdr) *segment = &object->dlpi_phdr[index];
    uintptr_t start = object->dlpi_addr + segment->p_vaddr;
    if (segment->p_type == PT_LOAD && wanted->function >= start && wanted->function - start < segment->p_memsz) holds_function = 1;
  }
  if (!holds_function) return 0;
  for (size_t index = 0; index < object->dlpi_phnum && wanted->size == 0; index++) {
    const ElfW(Phdr) *segment = &object->dlpi_phdr[index];
    if (segment->p_type != PT_NOTE) continue;
    const uint8_t *notes = (const uint8_t *)(object->dlpi_addr + segment->p_vaddr);
    wanted->size = copy_build_id(notes, segment->p_memsz, wanted->id, wanted->room);
  }
  return 1;
}

size_t cdeflate_build_id(uint8_t *id, size_t room) {
  search wanted = {(uintptr_t)dlsym(RTLD_DEFAULT, "libdeflate_alloc_compressor"), id, room, 0};
  if (wanted.function != 0) dl_iterate_phdr(visit, &wanted);
  return wanted.size;
}

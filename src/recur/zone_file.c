/* Reads the bytes of a zone file (TZif, RFC 9636 section 3, versions 1 to 4 and later ones, which must stay readable).
 * The file may be anything: every count is checked against the size before it is used. Called by zone.c. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "recur/zone_private.h"

enum { HEADER_SIZE = 44, TYPE_SIZE = 6, MAX_TYPES = 256 };

struct block {
    size_t utc_count, standard_count, leap_count, time_count, type_count, char_count;
    size_t time_size; /* 4 in the first block, 8 in the second */
    const unsigned char *data;
    size_t size; /* of the data */
};

static uint64_t read_number(const unsigned char *p, size_t size) {
    uint64_t n = 0;
    for (size_t i = 0; i < size; i++) n = n << 8 | p[i];
    return n;
}

static int64_t read_signed(const unsigned char *p, size_t size) {
    uint64_t n = read_number(p, size);
    return size == 4 ? (int32_t)(uint32_t)n : (int64_t)n;
}

/* Reads the header at p and finds the data behind it. */
static bool read_block(const unsigned char *p, size_t size, size_t time_size, struct block *b) {
    if (size < HEADER_SIZE || memcmp(p, "TZif", 4) != 0) return false;
    size_t *const counts[] = {&b->utc_count,  &b->standard_count, &b->leap_count,
                              &b->time_count, &b->type_count,     &b->char_count};
    for (size_t i = 0; i < 6; i++) {
        *counts[i] = (size_t)read_number(p + 20 + 4 * i, 4);
        if (*counts[i] > size) return false;
    }
    b->time_size = time_size;
    b->data = p + HEADER_SIZE;
    b->size = b->time_count * (time_size + 1) + b->type_count * TYPE_SIZE + b->char_count +
              b->leap_count * (time_size + 4) + b->standard_count + b->utc_count;
    return b->size <= size - HEADER_SIZE;
}

static bool read_types(const struct block *b, struct zone *zone) {
    const unsigned char *p = b->data + b->time_count * (b->time_size + 1);
    const char *chars = (const char *)p + b->type_count * TYPE_SIZE;
    zone->types = mem_zero(b->type_count, sizeof *zone->types);
    zone->type_count = b->type_count;
    for (size_t i = 0; i < b->type_count; i++, p += TYPE_SIZE) {
        struct zone_type *type = &zone->types[i];
        int64_t offset = read_signed(p, 4);
        size_t at = p[5];
        if (offset < ZONE_OFFSET_LOW || offset > ZONE_OFFSET_HIGH || p[4] > 1 || at >= b->char_count) return false;
        size_t len = strnlen(chars + at, b->char_count - at);
        if (len == b->char_count - at || !zone_abbrev_is_valid(chars + at, len)) return false;
        type->offset = (int)offset;
        type->is_dst = p[4];
        memcpy(type->abbrev, chars + at, len);
    }
    return true;
}

static bool read_transitions(const struct block *b, struct zone *zone) {
    const unsigned char *types = b->data + b->time_count * b->time_size;
    zone->count = b->time_count;
    zone->at = mem_alloc(b->time_count * sizeof *zone->at + 1);
    zone->type_of = mem_alloc(b->time_count + 1);
    for (size_t i = 0; i < b->time_count; i++) {
        zone->at[i] = read_signed(b->data + i * b->time_size, b->time_size);
        zone->type_of[i] = types[i];
        if (types[i] >= b->type_count || (i > 0 && zone->at[i] <= zone->at[i - 1])) return false;
    }
    return true;
}

/* "\nTEXT\n"; an empty text says that nothing is known about later times. */
static bool read_footer(const unsigned char *p, size_t size, struct zone *zone) {
    char text[128];
    const unsigned char *end = size > 1 ? memchr(p + 1, '\n', size - 1) : NULL;
    if (!end || *p != '\n') return false;
    size_t len = (size_t)(end - p) - 1;
    if (len == 0) return true;
    if (len >= sizeof text || memchr(p + 1, '\0', len)) return false;
    memcpy(text, p + 1, len);
    text[len] = '\0';
    zone->has_rule = zone_rule_parse(text, &zone->rule);
    return zone->has_rule;
}

static const char *fill(const unsigned char *bytes, size_t size, struct zone *zone) {
    struct block b;
    if (!read_block(bytes, size, 4, &b)) return N_("it is not a time zone file, or cut short");
    bool is_first = bytes[4] < '2';
    if (!is_first) {
        size_t skip = HEADER_SIZE + b.size;
        bytes += skip;
        size -= skip;
        if (!read_block(bytes, size, 8, &b)) return N_("it is cut short");
    }
    if (b.leap_count != 0) return N_("it counts leap seconds");
    if (b.type_count == 0 || b.type_count > MAX_TYPES) return N_("its number of time types is wrong");
    if (!read_types(&b, zone)) return N_("a time type in it is wrong");
    if (!read_transitions(&b, zone)) return N_("a change in it is wrong, or out of order");
    if (!is_first && !read_footer(b.data + b.size, size - HEADER_SIZE - b.size, zone))
        return N_("its rule for later times is wrong");
    return NULL;
}

bool zone_parse(const unsigned char *bytes, size_t size, struct zone *zone, const char **reason) {
    *reason = fill(bytes, size, zone);
    if (!*reason) return true;
    free(zone->at);
    free(zone->type_of);
    free(zone->types);
    return false;
}

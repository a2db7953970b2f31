/* Time zones: names, the cache of files read, and the arithmetic between instants and wall clocks. See zone.h. */
#include "recur/zone.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "recur/zone_private.h"

#ifndef ZONE_FOLDER
#define ZONE_FOLDER "/usr/share/zoneinfo"
#endif

enum { MAX_FILE_SIZE = 64 * 1024 };

#define FIRST_SECOND INT64_C(-62167219200) /* 0000-01-01 */
#define LAST_SECOND INT64_C(253402300799)  /* 9999-12-31T23:59:59 */

/* A file that was read. Entries and their zones stay for the life of the program. */
struct entry {
    char *path;
    struct stat file;
    struct zone *zone;
    struct entry *next;
};

static pthread_mutex_t cache_lock = PTHREAD_MUTEX_INITIALIZER;
static struct entry *cache;      /* under cache_lock */
static const char *cache_folder; /* under cache_lock; NULL = ZONE_FOLDER */

static struct zone_type utc_type = {.abbrev = "UTC"};
static const struct zone utc_zone = {.name = "UTC", .types = &utc_type, .type_count = 1};

const struct zone *zone_utc(void) { return &utc_zone; }

const char *zone_name(const struct zone *zone) { return zone->name; }

bool zone_name_is_valid(const char *name) {
    size_t len = strlen(name);
    if (len == 0 || len >= ZONE_NAME_SIZE || name[0] == '/' || name[0] == '-' || name[len - 1] == '/') return false;
    for (const char *p = name; *p; p++)
        if (!isalnum((unsigned char)*p) && !strchr("_+-", *p) && (*p != '/' || p[1] == '/')) return false;
    return strncmp(name, "right/", 6) != 0 && strncmp(name, "posix/", 6) != 0 && strcmp(name, "posixrules") != 0 &&
           strcmp(name, "localtime") != 0;
}

/* Returns the bytes read, or -1 with *reason set. The zoneinfo folder may hold links, but what they lead to must be a
 * regular file. */
static ssize_t read_file(const char *path, unsigned char *bytes, struct stat *file, const char **reason) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) {
        *reason = errno == ENOENT || errno == ENOTDIR ? NULL : strerror(errno);
        return -1;
    }
    size_t size = 0;
    *reason = N_("it is not a regular file");
    if (fstat(fd, file) == 0 && S_ISREG(file->st_mode)) {
        ssize_t n;
        while ((n = read(fd, bytes + size, MAX_FILE_SIZE + 1 - size)) > 0) size += (size_t)n;
        *reason = n < 0 ? strerror(errno) : size > MAX_FILE_SIZE ? N_("it is too large") : NULL;
    }
    close(fd);
    return *reason ? -1 : (ssize_t)size;
}

static struct zone *load(const char *name, const char *path, struct stat *file, struct err *err) {
    unsigned char *bytes = mem_alloc(MAX_FILE_SIZE + 1);
    struct zone *zone = mem_zero(1, sizeof *zone);
    memcpy(zone->name, name, strlen(name));
    const char *reason;
    ssize_t size = read_file(path, bytes, file, &reason);
    if (size < 0 && !reason) {
        err_set(err, WS_DATA, _("there is no time zone \"%s\""), name);
        err_hint(err, _("Use an IANA name such as America/New_York; the package tzdata has them all."));
    } else if (size < 0 || !zone_parse(bytes, (size_t)size, zone, &reason)) {
        err_set(err, WS_DATA, _("the time zone file %s cannot be used: %s"), path, _(reason));
        err_hint(err, _("Installing the package tzdata again mends it."));
    } else {
        free(bytes);
        return zone;
    }
    free(bytes);
    free(zone);
    return NULL;
}

static bool same_file(const struct stat *a, const struct stat *b) {
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* With cache_lock held. */
static const struct zone *cached(const char *name, struct err *err) {
    char *path = mem_format("%s/%s", cache_folder ? cache_folder : ZONE_FOLDER, name);
    struct entry *e = cache;
    while (e && strcmp(e->path, path) != 0) e = e->next;
    struct stat now, file;
    if (e && stat(path, &now) == 0 && same_file(&now, &e->file)) {
        free(path);
        return e->zone;
    }
    struct zone *zone = load(name, path, &file, e ? NULL : err);
    if (e || !zone) free(path);
    if (!zone) return e ? e->zone : NULL; /* gone or broken since: what was read is still right */
    if (e) {
        zone->older = e->zone;
    } else {
        e = mem_zero(1, sizeof *e);
        e->path = path;
        e->next = cache;
        cache = e;
    }
    e->zone = zone;
    e->file = file;
    return zone;
}

const struct zone *zone_get(const char *name, struct err *err) {
    if (!strcmp(name, "UTC")) return &utc_zone;
    if (!zone_name_is_valid(name)) {
        err_set(err, WS_DATA, _("\"%s\" is not the name of a time zone"), name);
        err_hint(err, _("Use an IANA name such as America/New_York; the package tzdata has them all."));
        return NULL;
    }
    pthread_mutex_lock(&cache_lock);
    const struct zone *zone = cached(name, err);
    pthread_mutex_unlock(&cache_lock);
    return zone;
}

void zone_set_folder(const char *folder) {
    pthread_mutex_lock(&cache_lock);
    cache_folder = folder;
    pthread_mutex_unlock(&cache_lock);
}

static int64_t in_range(int64_t t) { return t < FIRST_SECOND ? FIRST_SECOND : t > LAST_SECOND ? LAST_SECOND : t; }

static struct zone_span span_at(const struct zone *zone, int64_t utc) {
    size_t low = 0, high = zone->count; /* how many transitions are not after utc */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (zone->at[middle] <= utc)
            low = middle + 1;
        else
            high = middle;
    }
    int64_t start = low > 0 ? zone->at[low - 1] : INT64_MIN;
    if (low == zone->count && zone->has_rule) {
        struct zone_span span = zone_rule_span(&zone->rule, utc);
        if (span.start < start) span.start = start;
        return span;
    }
    return (struct zone_span){start, low < zone->count ? zone->at[low] : INT64_MAX,
                              &zone->types[low > 0 ? zone->type_of[low - 1] : 0]};
}

struct zone_local zone_utc_to_local(const struct zone *zone, int64_t utc) {
    utc = in_range(utc);
    const struct zone_type *type = span_at(zone, utc).type;
    return (struct zone_local){utc + type->offset, type->offset, type->is_dst, type->abbrev};
}

/* Tries the offset of every span that could hold this wall clock time: nearly always there is only one. */
int64_t zone_local_to_utc(const struct zone *zone, int64_t local, enum zone_kind *kind) {
    local = in_range(local);
    int64_t found = local, after_gap = local;
    int matches = 0;
    struct zone_span span = span_at(zone, local - ZONE_OFFSET_HIGH);
    for (;;) {
        int64_t utc = local - span.type->offset;
        if (utc >= span.start && utc < span.end) {
            if (matches++ == 0) found = utc;
        }
        if (span.end > local - ZONE_OFFSET_LOW) break;
        struct zone_span next = span_at(zone, span.end);
        if (utc >= span.end && local - next.type->offset < span.end) after_gap = utc;
        span = next;
    }
    if (kind) *kind = matches == 0 ? ZONE_GAP : matches == 1 ? ZONE_PLAIN : ZONE_OVERLAP;
    return matches > 0 ? found : after_gap;
}

bool zone_next_transition(const struct zone *zone, int64_t utc, int64_t *at) {
    struct zone_span span = span_at(zone, in_range(utc));
    /* Some transitions change nothing, in a rule of daylight saving all year none does: so the number of steps ends. */
    for (size_t step = 0; step < zone->count + 8 && span.end <= LAST_SECOND; step++) {
        struct zone_span next = span_at(zone, span.end);
        if (next.type->offset != span.type->offset || next.type->is_dst != span.type->is_dst ||
            strcmp(next.type->abbrev, span.type->abbrev) != 0) {
            *at = span.end;
            return true;
        }
        span = next;
    }
    return false;
}

bool zone_data_version(char out[ZONE_NAME_SIZE]) {
    FILE *f = fopen(ZONE_FOLDER "/tzdata.zi", "re");
    bool ok = f && fscanf(f, "# version %63[0-9a-z]", out) == 1;
    if (f) fclose(f);
    return ok;
}

/* The name after ".../zoneinfo/" in a path, when it is one of a zone that can be read. */
static bool name_from_path(const char *path, char out[ZONE_NAME_SIZE]) {
    const char *name = strstr(path, "zoneinfo/");
    name = name ? name + strlen("zoneinfo/") : path;
    if (!strncmp(name, "posix/", 6)) name += 6;
    if (!zone_name_is_valid(name) || !zone_get(name, NULL)) return false;
    snprintf(out, ZONE_NAME_SIZE, "%s", name);
    return true;
}

void zone_system_name_from(const char *tz, const char *localtime, char out[ZONE_NAME_SIZE]) {
    char target[1024];
    if (tz && name_from_path(tz + (*tz == ':'), out)) return;
    ssize_t len = readlink(localtime, target, sizeof target - 1);
    if (len > 0) {
        target[len] = '\0';
        if (name_from_path(target, out)) return;
    }
    snprintf(out, ZONE_NAME_SIZE, "UTC");
}

void zone_system_name(char out[ZONE_NAME_SIZE]) { zone_system_name_from(getenv("TZ"), "/etc/localtime", out); }

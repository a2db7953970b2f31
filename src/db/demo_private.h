/* What the files of the demo data share. Included by demo*.c alone. */
#ifndef WS_DB_DEMO_PRIVATE_H
#define WS_DB_DEMO_PRIVATE_H

#include <stddef.h>

#include "db/demo.h"

enum { DEMO_MINUTE = 60, DEMO_HOUR = 3600, DEMO_DAY = 86400 };
enum { DEMO_FIRST_SERIES = 51, DEMO_FIRST_WORKSHOP = 1001 }; /* ids of different things are told apart at a look */
enum { DEMO_PEOPLE = 131 };                                  /* a prime: any step through them visits all */

enum demo_status { DEMO_SCHEDULED, DEMO_LOBBY, DEMO_LIVE, DEMO_ENDED, DEMO_CANCELLED };

struct demo_workshop {
    int64_t id, scheduled, started, ended; /* 0 = NULL */
    int series, category;                  /* ids, 0 = NULL */
    int host;                              /* of demo_person() */
    const char *title, *description;
    int minutes, capacity; /* 0 = NULL */
    enum demo_status status;
    bool is_private, recorded;
    int guests; /* how many attendees it gets */
};

struct demo {
    struct conn *c;
    int64_t now;        /* without its seconds */
    int64_t first_user; /* id of the first person */
    struct demo_workshop *workshops;
    size_t count, cap;
    demo_progress *progress;
    void *arg;
};

/* A number that looks drawn by lot and is always the same for these two. */
int64_t demo_lot(uint64_t a, uint64_t b);

/* Rows of one INSERT, sent when there are enough of them. */
struct demo_insert {
    struct conn *c;
    const char *head; /* "INSERT INTO t (columns) VALUES" */
    struct sql q;
    size_t rows;
    bool in_row;
};
void demo_put_int(struct demo_insert *i, int64_t n);
void demo_put_id(struct demo_insert *i, int64_t n);         /* 0 = NULL */
void demo_put_text(struct demo_insert *i, const char *s);   /* NULL = NULL */
void demo_put_time(struct demo_insert *i, int64_t seconds); /* 0 = NULL */
bool demo_row_end(struct demo_insert *i, struct err *err);
bool demo_insert_end(struct demo_insert *i, bool ok, struct err *err); /* sends the rest when ok; frees in any case */

/* People (demo_people.c). */
int demo_person(const char *username); /* index of one of those with a part; it must be there */
int64_t demo_person_id(const struct demo *d, int index);
bool demo_add_people(struct demo *d, struct err *err);

/* Categories, series, workshops (demo_series.c, demo_single.c, demo_workshop.c). */
int demo_category(const char *slug); /* its id; 0 for NULL */
bool demo_add_categories(struct demo *d, struct err *err);
bool demo_add_series(struct demo *d, struct err *err); /* and their workshops to d->workshops */
void demo_add_singles(struct demo *d);
struct demo_workshop *demo_new_workshop(struct demo *d); /* zeroed, with its id; good until the next */
/* Status, times and recording of a workshop with a past or a future start. */
void demo_settle_workshop(const struct demo *d, struct demo_workshop *w);
int64_t demo_created(const struct demo *d, const struct demo_workshop *w);
bool demo_write_workshops(const struct demo *d, struct err *err);

/* What hangs on the workshops (demo_guests.c, demo_words.c, demo_notices.c). */
bool demo_add_guests(const struct demo *d, struct err *err);
/* The people who have a place, w->guests of them, those who joined first. */
void demo_guest_list(const struct demo_workshop *w, int people[DEMO_PEOPLE]);
int demo_joined(const struct demo_workshop *w);             /* how many of them have been there, or are */
bool demo_add_words(const struct demo *d, struct err *err); /* chats and notes */
bool demo_add_invites(const struct demo *d, struct err *err);
bool demo_add_notices(const struct demo *d, struct err *err);

/* Many more (demo_bulk.c): series * weeks workshops, of which those of the weeks around now have guests. */
enum { DEMO_BULK_GUESTS = 10 };
struct demo_bulk {
    int people, series, weeks;
    int guest_weeks; /* before and after this week */
};
const struct demo_bulk *demo_bulk_size(enum demo_size size); /* LARGE, HUGE */
bool demo_add_bulk(const struct demo *d, const struct demo_bulk *size, struct err *err);

#endif

/* What writing, reading and settling the action log share. Included by no one else. */
#ifndef WS_OP_ACTION_PRIVATE_H
#define WS_OP_ACTION_PRIVATE_H

#include <jansson.h>
#include <stdio.h>

#include "op/action_log.h"

extern const char *const action_outcome_words[ACTION_OUTCOMES];

bool action_append(const char *line, struct err *err);
bool action_log_outcome_of(const char *id, enum action_outcome outcome, const char *error, struct err *err);
void action_add_server(struct buf *out, const struct session *s); /* the members "server" and "database" */

/* A line's id and stage by its fixed beginning, {"id":"…","stage":"…; false for another line. */
enum action_stage { STAGE_INTENT, STAGE_OUTCOME };
bool action_line_stage(const char *line, char id[ACTION_ID_SIZE], enum action_stage *stage);

/* Calls `each` for every line of the file, without its end; no file is no line. `each` owns nothing. */
bool action_each_line(void (*each)(void *arg, const char *line), void *arg, struct err *err);

/* The same of the system's journal; false when it holds no line of ours, or may not be read. */
bool action_each_journal_line(void (*each)(void *arg, const char *line), void *arg);

/* A member as text ("" when there is none) and as number; what an intent's rows are and become, in words (raw). */
const char *action_text(const json_t *object, const char *name);
int64_t action_int(const json_t *object, const char *name);
char *action_what(const json_t *intent);
bool action_line_time(const char *text, int64_t *seconds); /* "2026-11-24T06:30:00Z" */

/* The acting user's actions on this server and database, the oldest first. */
struct action_past {
    char id[ACTION_ID_SIZE];
    json_t *intent;
    bool done;   /* its outcome says so */
    bool undone; /* taken back by a later one */
};
struct action_pasts {
    struct action_past *items;
    size_t count, cap;
};
bool action_past_read(const struct session *s, struct action_pasts *out, struct err *err);
void action_past_free(struct action_pasts *p);
bool action_is_here(const struct session *s, const json_t *intent); /* done on this server and database? */

#endif

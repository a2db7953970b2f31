/* The control thread: stops statements of the workers by KILL QUERY over a connection that is kept warm, since opening
 * one over TLS takes longer than most queries. Started by jobs.c.
 *
 * A KILL that comes late would stop the worker's next statement: while one is in flight the worker starts no job.
 * Behind a proxy our connections may lie on different servers, where the same id is somebody else's: then nothing is
 * sent. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "job/jobs_private.h"

/* Only here, where no query runs for long. */
enum { CONTROL_TIMEOUT = 5 };

struct control_link {
    struct conn_params params;
    struct conn *conn;
    char *server;
};

static bool link_open(struct control_link *l) {
    free(l->server);
    l->server = NULL;
    if (l->conn ? !conn_reopen(l->conn, NULL) : !conn_open(&l->params, &l->conn, NULL)) return false;
    l->server = jobs_server_identity(l->conn);
    return true;
}

/* The connection is tried first, since an old one may be gone. */
static bool link_ready(struct control_link *l) {
    int64_t now;
    if (l->conn && conn_now(l->conn, &now, NULL)) return true;
    return link_open(l);
}

static void stop_statement(struct jobs *j, struct control_link *l, struct worker *w, unsigned serial) {
    pthread_mutex_unlock(&j->lock);
    bool ready = link_ready(l);
    pthread_mutex_lock(&j->lock);
    bool same = ready && w->running && w->running->serial == serial && w->connection && w->server && l->server &&
                !strcmp(w->server, l->server);
    if (!same) return;
    unsigned long id = w->connection;
    w->kill_in_flight = true;
    pthread_mutex_unlock(&j->lock);
    conn_kill_query(l->conn, id, NULL);
    pthread_mutex_lock(&j->lock);
    w->kill_in_flight = false;
    pthread_cond_broadcast(&w->wake);
}

void *control_main(void *arg) {
    struct control *c = arg;
    struct jobs *j = c->jobs;
    struct control_link l = {0};
    bool warm = false;
    conn_params_copy(&l.params, &j->params);
    l.params.read_timeout = l.params.connect_timeout = CONTROL_TIMEOUT;
    pthread_mutex_lock(&j->lock);
    while (!j->stopping || c->wanted[JOB_READ]) {
        bool busy = false;
        for (int i = 0; i < JOB_LANES; i++) {
            if (!c->wanted[i]) continue;
            c->wanted[i] = false;
            busy = true;
            stop_statement(j, &l, &j->workers[i], c->serial[i]);
        }
        if (!warm && j->workers[JOB_READ].link == JOBS_UP) {
            warm = busy = true;
            pthread_mutex_unlock(&j->lock);
            link_open(&l);
            pthread_mutex_lock(&j->lock);
        }
        if (!busy && !j->stopping) pthread_cond_wait(&c->wake, &j->lock);
    }
    pthread_mutex_unlock(&j->lock);
    conn_close(l.conn);
    conn_params_free(&l.params);
    free(l.server);
    pthread_mutex_lock(&j->lock);
    c->ended = true;
    pthread_cond_broadcast(&j->changed);
    pthread_mutex_unlock(&j->lock);
    return NULL;
}

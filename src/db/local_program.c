/* mariadbd as a local server runs it: see local_program.h. Called by the supervisor (local_supervisor.c). */
#include "db/local_program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "db/sql.h"

/* Looks in a list of folders with `:` between them. */
static char *find_in(const char *folders, const char *name, int mode) {
    while (folders && *folders) {
        size_t len = strcspn(folders, ":");
        char *path = mem_format("%.*s/%s", (int)len, folders, name);
        if (*path == '/' && access(path, mode) == 0) return path;
        free(path);
        folders += len + (folders[len] == ':');
    }
    return NULL;
}

static bool missing(struct err *err, const char *what) {
    err_set(err, WS_CONFIG, _("a local database needs MariaDB's server program, and %s is missing"), what);
    err_hint(err, "%s", _("apt-get install mariadb-server-core"));
    return false;
}

bool local_program_find(struct local_program *out, struct err *err) {
    static const char shares[] = "/usr/share/mysql:/usr/share/mariadb:/usr/local/share/mysql:/usr/local/share/mariadb";
    const char *own = getenv("WSADMIN_MARIADBD");
    *out = (struct local_program){0};
    out->server = own ? mem_dup(own) : find_in(getenv("PATH"), "mariadbd", X_OK);
    if (!out->server) out->server = find_in("/usr/sbin:/usr/local/sbin:/usr/libexec", "mariadbd", X_OK);
    if (!out->server || access(out->server, X_OK) != 0) return missing(err, own ? own : "mariadbd");
    const char *const prefixes[] = {"mysql", "mariadb"};
    for (size_t i = 0; i < 2 && !out->table_rows; i++) {
        char *tables = mem_format("%s_system_tables.sql", prefixes[i]);
        char *rows = mem_format("%s_system_tables_data.sql", prefixes[i]);
        free(out->tables);
        out->tables = find_in(shares, tables, R_OK);
        out->table_rows = find_in(shares, rows, R_OK);
        free(tables);
        free(rows);
    }
    return (out->tables && out->table_rows) || missing(err, "mysql_system_tables.sql");
}

void local_program_free(struct local_program *p) {
    free(p->server);
    free(p->tables);
    free(p->table_rows);
    *p = (struct local_program){0};
}

struct args {
    char **list; /* NULL-terminated */
    size_t count, cap;
};

static void args_take(struct args *a, char *arg) {
    a->list = mem_grow(a->list, &a->cap, a->count + 2, sizeof *a->list);
    a->list[a->count++] = arg;
    a->list[a->count] = NULL;
}

static void args_add_file(struct args *a, const char *option, const struct local_dir *d, const char *name) {
    args_take(a, mem_format("%s=%s/%s", option, d->path, name));
}

static void args_add_list(struct args *a, const char *const *options) {
    for (; *options; options++) args_take(a, mem_dup(*options));
}

static void args_free(struct args *a) {
    for (size_t i = 0; i < a->count; i++) free(a->list[i]);
    free(a->list);
}

/* What both ways of running it share. --no-defaults must be first, else /etc/mysql is read. */
static struct args common_args(const struct local_program *p, const struct local_dir *d, const char *data) {
    struct args a = {0};
    args_take(&a, mem_dup(p->server));
    args_take(&a, mem_dup("--no-defaults"));
    if (geteuid() == 0) args_take(&a, mem_dup("--user=root"));
    args_add_file(&a, "--datadir", d, data);
    args_add_file(&a, "--tmpdir", d, "tmp");
    args_add_file(&a, "--log-error", d, "error.log");
    return a;
}

static pid_t spawn(struct args *a, int input) {
    char locale[] = "LC_ALL=C.UTF-8";
    char *const environment[] = {locale, NULL};
    pid_t parent = getpid();
    pid_t child = fork();
    if (child != 0) {
        args_free(a);
        return child;
    }
    sigset_t none;
    sigemptyset(&none);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent) _exit(1); /* it died before the line above */
    sigprocmask(SIG_SETMASK, &none, NULL);
    dup2(input, STDIN_FILENO);
    execve(a->list[0], a->list, environment);
    dprintf(STDERR_FILENO, "[ERROR] %s: %s\n", a->list[0], strerror(errno));
    _exit(127);
}

/* Adds a file's lines but those that hold `without`. */
static bool add_lines(struct buf *out, const char *path, const char *without) {
    FILE *f = fopen(path, "re");
    char *line = NULL;
    size_t cap = 0;
    while (f && getline(&line, &cap, f) >= 0)
        if (!strstr(line, without)) buf_add(out, line);
    bool ok = f && !ferror(f);
    free(line);
    if (f) fclose(f);
    return ok;
}

/* The SQL of the system tables, as a file without a name, to be read from its start. */
static int bootstrap_input(const struct local_program *p, const char *login) {
    struct buf sql = {0};
    buf_add(&sql, "CREATE DATABASE mysql;\nUSE mysql;\nSET @skip_auth_anonymous = 1;\nSET @auth_root_socket = ");
    sql_quote_literal(&sql, login, strlen(login));
    buf_add(&sql, ";\n");
    int fd = -1;
    if (add_lines(&sql, p->tables, "@current_hostname") && add_lines(&sql, p->table_rows, "@current_hostname"))
        fd = memfd_create("wsadmin", MFD_CLOEXEC);
    bool ok = fd >= 0 && write(fd, sql.data, sql.len) == (ssize_t)sql.len && lseek(fd, 0, SEEK_SET) == 0;
    buf_free(&sql);
    if (ok || fd < 0) return fd;
    close(fd);
    return -1;
}

/* Where nothing needs to outlast a power cut: a folder that is synced as a whole when complete, or thrown away. */
static const char *const unsynced[] = {"--loose-debug-no-sync", "--innodb-flush-method=fsync", NULL};

pid_t local_program_bootstrap(const struct local_program *p, const struct local_dir *d, const char *login) {
    static const char *const options[] = {"--bootstrap", "--innodb-buffer-pool-size=16M", "--innodb-log-file-size=8M",
                                          NULL};
    int input = bootstrap_input(p, login);
    if (input < 0) return -1;
    struct args a = common_args(p, d, "data.new");
    args_add_list(&a, options);
    args_add_list(&a, unsynced);
    pid_t child = spawn(&a, input);
    close(input);
    return child;
}

pid_t local_program_run(const struct local_program *p, const struct local_dir *d) {
    /* The socket is given from the data folder, where the server works: a path of any length fits its 108 bytes. */
    static const char *const options[] = {"--socket=../sock",
                                          "--skip-networking",
                                          "--skip-name-resolve",
                                          "--local-infile=OFF",
                                          "--symbolic-links=OFF",
                                          "--performance-schema=OFF",
                                          "--skip-log-bin",
                                          "--character-set-server=utf8mb4",
                                          "--innodb-use-native-aio=OFF",
                                          "--innodb-buffer-pool-dump-at-shutdown=OFF",
                                          "--innodb-buffer-pool-load-at-startup=OFF",
                                          "--aria-pagecache-buffer-size=1M",
                                          "--key-buffer-size=64K",
                                          "--query-cache-type=OFF",
                                          "--query-cache-size=0",
                                          "--table-open-cache=256",
                                          "--max-connections=40",
                                          NULL};
    static const char *const durable[] = {"--innodb-buffer-pool-size=16M", "--innodb-log-file-size=8M",
                                          "--innodb-flush-log-at-trx-commit=1", NULL};
    static const char *const throwaway[] = {"--innodb-buffer-pool-size=256M", "--innodb-log-file-size=96M",
                                            "--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=OFF", NULL};
    struct args a = common_args(p, d, "data");
    args_add_file(&a, "--pid-file", d, "pid");
    args_add_file(&a, "--secure-file-priv", d, "files");
    args_add_list(&a, options);
    args_add_list(&a, d->throwaway ? throwaway : durable);
    if (d->throwaway) args_add_list(&a, unsynced);
    return spawn(&a, STDIN_FILENO);
}

/* Adds the text after "[ERROR] " of the last lines that have one. */
static void last_errors(const struct local_dir *d, struct buf *out) {
    enum { LINES = 3 };
    char *kept[LINES] = {NULL}, *line = NULL, *path = local_dir_file(d, "error.log");
    size_t cap = 0, count = 0;
    FILE *f = fopen(path, "re");
    for (ssize_t len; f && (len = getline(&line, &cap, f)) >= 0;) {
        const char *text = strstr(line, "[ERROR] ");
        if (!text) continue;
        free(kept[count % LINES]);
        kept[count++ % LINES] = mem_dup_len(text + 8, strcspn(text + 8, "\n"));
    }
    for (size_t i = count < LINES ? 0 : count - LINES; i < count; i++) {
        if (out->len) buf_add(out, "; ");
        buf_add(out, kept[i % LINES]);
    }
    for (size_t i = 0; i < LINES; i++) free(kept[i]);
    if (f) fclose(f);
    free(line);
    free(path);
}

bool local_program_failure(const struct local_dir *d, struct err *err) {
    enum { LOW_MIB = 16 };
    struct buf why = {0};
    last_errors(d, &why);
    bool full = !local_dir_check_room(d, LOW_MIB, NULL) || strstr(buf_str(&why), "Errcode: 28");
    char *log = local_dir_file(d, "error.log");
    err_set(err, full ? WS_FILE : WS_UNREACHABLE, _("the local database in %s did not start: %s"), d->path,
            why.len ? buf_str(&why) : _("it gave no reason"));
    if (full)
        err_hint(err, "%s", _("the disk is full: make room and start again"));
    else if (!d->throwaway)
        err_hint(err, _("all that it said is in %s"), log);
    free(log);
    buf_free(&why);
    return false;
}

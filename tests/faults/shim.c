/* Faults on demand: preloaded into the program by tests/faults/faults.sh.
 *
 * WSADMIN_FAULT=KIND:K lets the K-th call of a kind fail:
 *   call    a call of the client library: the connection is cut before it
 *   answer  the same, cut so that the request still goes out and only the answer is lost
 *   write, fsync, rename   of files: a full disk, a broken one
 *   alloc   an allocation that the program itself makes (libraries are left alone)
 * When it has struck, the file named by WSADMIN_FAULT_STRUCK is made. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <mysql.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_long calls;

static const char *fault_kind(long *number) {
    static char kind[16];
    static long n = -1;
    if (n < 0) {
        const char *fault = getenv("WSADMIN_FAULT"), *colon = fault ? strchr(fault, ':') : NULL;
        size_t len = colon ? (size_t)(colon - fault) : 0;
        if (len < sizeof kind) memcpy(kind, fault ? fault : "", len);
        n = colon ? strtol(colon + 1, NULL, 10) : 0;
    }
    *number = n;
    return kind;
}

static bool is_struck(const char *kind) {
    long n;
    if (strcmp(fault_kind(&n), kind) != 0 || atomic_fetch_add(&calls, 1) + 1 != n) return false;
    const char *mark = getenv("WSADMIN_FAULT_STRUCK");
    int fd = mark ? open(mark, O_CREAT | O_WRONLY | O_CLOEXEC, 0600) : -1;
    if (fd >= 0) close(fd);
    return true;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void cut(MYSQL *m) {
    if (is_struck("call")) shutdown(mysql_get_socket(m), SHUT_RDWR);
    if (is_struck("answer")) shutdown(mysql_get_socket(m), SHUT_RD);
}

MYSQL *mysql_real_connect(MYSQL *m, const char *host, const char *user, const char *password, const char *db,
                          unsigned port, const char *socket, unsigned long flags) {
    MYSQL *c = REAL(mysql_real_connect)(m, host, user, password, db, port, socket, flags);
    if (c) cut(c);
    return c;
}

int mysql_real_query(MYSQL *m, const char *text, unsigned long len) {
    cut(m);
    return REAL(mysql_real_query)(m, text, len);
}

/* The handle of a statement is its first connection: remembered when it is made. */
static _Thread_local struct { MYSQL_STMT *statement; MYSQL *connection; } made[64];

MYSQL_STMT *mysql_stmt_init(MYSQL *m) {
    MYSQL_STMT *s = REAL(mysql_stmt_init)(m);
    size_t i = 0;
    while (i < 63 && made[i].statement && made[i].statement != s) i++;
    made[i].statement = s;
    made[i].connection = m;
    return s;
}

static void cut_statement(MYSQL_STMT *s) {
    for (size_t i = 0; i < 64; i++)
        if (made[i].statement == s) cut(made[i].connection);
}

int mysql_stmt_prepare(MYSQL_STMT *s, const char *text, unsigned long len) {
    cut_statement(s);
    return REAL(mysql_stmt_prepare)(s, text, len);
}

int mysql_stmt_execute(MYSQL_STMT *s) {
    cut_statement(s);
    return REAL(mysql_stmt_execute)(s);
}

int mysql_stmt_store_result(MYSQL_STMT *s) {
    cut_statement(s);
    return REAL(mysql_stmt_store_result)(s);
}

ssize_t write(int fd, const void *data, size_t len) {
    struct stat st;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && is_struck("write")) {
        errno = ENOSPC;
        return -1;
    }
    return REAL(write)(fd, data, len);
}

int fsync(int fd) {
    if (!is_struck("fsync")) return REAL(fsync)(fd);
    errno = EIO;
    return -1;
}

int rename(const char *from, const char *to) {
    if (!is_struck("rename")) return REAL(rename)(from, to);
    errno = EIO;
    return -1;
}

/* Where the program's own code lies. */
static int find_program(struct dl_phdr_info *info, size_t size, void *range) {
    (void)size;
    uintptr_t *r = range;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type != PT_LOAD || !(part->p_flags & PF_X)) continue;
        r[0] = info->dlpi_addr + part->p_vaddr;
        r[1] = r[0] + part->p_memsz;
    }
    return 1; /* the first object is the program */
}

static bool is_refused(const void *caller) {
    static uintptr_t range[2];
    long n;
    if (strcmp(fault_kind(&n), "alloc") != 0) return false;
    if (!range[1]) dl_iterate_phdr(find_program, range);
    return (uintptr_t)caller >= range[0] && (uintptr_t)caller < range[1] && is_struck("alloc");
}

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *malloc(size_t size) { return is_refused(__builtin_return_address(0)) ? NULL : __libc_malloc(size); }
void *calloc(size_t n, size_t size) { return is_refused(__builtin_return_address(0)) ? NULL : __libc_calloc(n, size); }
void *realloc(void *p, size_t size) { return is_refused(__builtin_return_address(0)) ? NULL : __libc_realloc(p, size); }

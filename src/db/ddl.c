/* CREATE TABLE text in a normal form: see ddl.h. A tokenizer, a splitter at the commas of the outer parentheses, and
 * the list of spellings that mean the same. */
#include "db/ddl.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_NAME, TOKEN_LITERAL, TOKEN_SIGN };

struct token {
    enum token_kind kind;
    char *text;   /* decoded; words in lower case */
    size_t start; /* where it stood */
};

struct tokens {
    struct token *list; /* the last one is TOKEN_END */
    size_t count, cap;
};

static bool is_word_char(char c) { return isalnum((unsigned char)c) || c == '_' || c == '$' || c == '.' || (c & 0x80); }

/* Skips blanks and the two ends of a comment that the server executes (slash, star, `!80016`): what is in it counts. */
static size_t token_skip(const char *s, size_t at, size_t len) {
    while (at < len) {
        if (isspace((unsigned char)s[at])) {
            at++;
        } else if (!strncmp(s + at, "/*!", 3) || !strncmp(s + at, "/*M!", 4)) {
            at += s[at + 2] == 'M' ? 4 : 3;
            while (at < len && isdigit((unsigned char)s[at])) at++;
        } else if (!strncmp(s + at, "*/", 2)) {
            at += 2;
        } else {
            break;
        }
    }
    return at;
}

/* What stands between quotes: doubled ones are one; in literals a backslash hides a sign or stands for a line's end. */
static size_t token_quoted(const char *s, size_t at, size_t len, struct buf *out) {
    char quote = s[at++];
    for (; at < len; at++) {
        if (s[at] == quote) {
            if (at + 1 >= len || s[at + 1] != quote) return at + 1;
            at++;
        } else if (s[at] == '\\' && quote != '`' && at + 1 < len) {
            at++;
            buf_add_char(out, s[at] == 'n' ? '\n' : s[at] == 'r' ? '\r' : s[at]);
            continue;
        }
        buf_add_char(out, s[at]);
    }
    return at;
}

static void tokens_add(struct tokens *t, enum token_kind kind, struct buf *text, size_t start) {
    t->list = mem_grow(t->list, &t->cap, t->count + 1, sizeof *t->list);
    t->list[t->count++] = (struct token){kind, text->data ? buf_steal(text) : mem_dup(""), start};
}

static void tokens_read(struct tokens *t, const char *s, size_t len) {
    size_t at = 0;
    struct buf text = {0};
    while ((at = token_skip(s, at, len)) < len) {
        size_t start = at;
        enum token_kind kind = TOKEN_SIGN;
        if (strchr("`'\"", s[at])) {
            kind = s[at] == '`' ? TOKEN_NAME : TOKEN_LITERAL;
            at = token_quoted(s, at, len, &text);
        } else if (is_word_char(s[at])) {
            kind = TOKEN_WORD;
            for (; at < len && is_word_char(s[at]); at++) buf_add_char(&text, (char)tolower((unsigned char)s[at]));
        } else {
            buf_add_char(&text, s[at++]);
        }
        tokens_add(t, kind, &text, start);
    }
    tokens_add(t, TOKEN_END, &text, len);
}

static void tokens_free(struct tokens *t) {
    for (size_t i = 0; i < t->count; i++) free(t->list[i].text);
    free(t->list);
}

/* Is token i of this kind with this text? Beyond the end: no. */
static bool token_is(const struct tokens *t, size_t i, enum token_kind kind, const char *text) {
    return i < t->count && t->list[i].kind == kind && !strcmp(t->list[i].text, text);
}

static bool word_is(const struct tokens *t, size_t i, const char *text) { return token_is(t, i, TOKEN_WORD, text); }

static bool sign_is(const struct tokens *t, size_t i, const char *text) { return token_is(t, i, TOKEN_SIGN, text); }

static bool word_in(const struct tokens *t, size_t i, const char *const *words) {
    for (; *words; words++)
        if (word_is(t, i, *words)) return true;
    return false;
}

static bool is_number(const char *s) { return *s && strspn(s, "-+.0123456789") == strlen(s); }

/* How many tokens from i on say nothing, or what is kept apart: they are left out of the normal form. */
static size_t norm_skip(const struct tokens *t, size_t i, struct ddl_line *line) {
    static const char *const integers[] = {"tinyint", "smallint", "mediumint", "int", "integer", "bigint", NULL};
    bool column = line->kind == DDL_COLUMN;
    size_t charset = column && word_is(t, i, "charset")                                 ? 1
                     : column && word_is(t, i, "character") && word_is(t, i + 1, "set") ? 2
                                                                                        : 0;
    if (charset && i + charset < t->count) {
        free(line->charset);
        line->charset = mem_dup(t->list[i + charset].text);
        return charset + 1;
    }
    if (column && word_is(t, i, "collate") && i + 1 < t->count) {
        const char *collation = t->list[i + 1].text;
        if (!line->charset) line->charset = mem_dup_len(collation, strcspn(collation, "_"));
        return 2;
    }
    if (word_is(t, i, "comment") && i + 1 < t->count && t->list[i + 1].kind == TOKEN_LITERAL) return 2;
    if (column && sign_is(t, i, "(") && i > 0 && word_in(t, i - 1, integers) && sign_is(t, i + 2, ")"))
        return word_is(t, i - 1, "tinyint") && word_is(t, i + 1, "1") ? 0 : 3;
    if (column && word_is(t, i, "default") && word_is(t, i + 1, "null")) return 2;
    if (column && word_is(t, i, "null") && !word_is(t, i - 1, "not")) return 1;
    if (sign_is(t, i, "(") && i > 0 && word_is(t, i - 1, "current_timestamp") && sign_is(t, i + 1, ")")) return 2;
    if (line->kind == DDL_KEY && word_is(t, i, "using") && word_is(t, i + 1, "btree")) return 2;
    if (word_is(t, i, "on") && (word_is(t, i + 1, "delete") || word_is(t, i + 1, "update"))) {
        if (word_is(t, i + 2, "restrict")) return 3;
        if (word_is(t, i + 2, "no") && word_is(t, i + 3, "action")) return 4;
    }
    return 0;
}

static void norm_add(const struct tokens *t, size_t i, struct buf *out) {
    const struct token *token = &t->list[i];
    if (out->len) buf_add_char(out, ' ');
    if (token->kind == TOKEN_NAME)
        buf_addf(out, "`%s`", token->text);
    else if (token->kind == TOKEN_LITERAL && !(word_is(t, i - 1, "default") && is_number(token->text)))
        buf_addf(out, "'%s'", token->text);
    else if (word_is(t, i, "index"))
        buf_add(out, "key");
    else if (word_is(t, i, "integer"))
        buf_add(out, "int");
    else
        buf_add(out, token->text);
}

/* Takes the values of enum(…) at token i + 1. Returns the tokens they are. */
static size_t line_take_values(const struct tokens *t, size_t i, struct ddl_line *line) {
    size_t cap = 0, n = i + 2;
    for (; n < t->count && !sign_is(t, n, ")"); n++) {
        if (t->list[n].kind != TOKEN_LITERAL) continue;
        line->values = mem_grow(line->values, &cap, line->value_count + 1, sizeof *line->values);
        line->values[line->value_count++] = mem_dup(t->list[n].text);
    }
    if (n < t->count) line->enum_end = t->list[n].start;
    return n - i;
}

/* What the line is, and the number of the token that names it (the end for one without a name). */
static size_t line_classify(const struct tokens *t, struct ddl_line *line) {
    static const char *const key_words[] = {"unique", "fulltext", "spatial", "key", "index", NULL};
    static const char *const constraint_words[] = {"constraint", "foreign", "check", "period", NULL};
    size_t i = 0;
    bool key = word_is(t, 0, "primary") || word_in(t, 0, key_words);
    bool constraint = word_in(t, 0, constraint_words);
    line->kind = key ? DDL_KEY : constraint ? DDL_CONSTRAINT : DDL_COLUMN;
    if (constraint) return word_is(t, 0, "constraint") ? 1 : t->count - 1;
    while (word_in(t, i, key_words)) i++;
    return i;
}

void ddl_parse_line(const char *text, size_t len, struct ddl_line *out) {
    struct tokens t = {0};
    struct buf norm = {0};
    *out = (struct ddl_line){0};
    tokens_read(&t, text, len);
    size_t named = line_classify(&t, out);
    out->name = word_is(&t, 0, "primary") ? mem_dup("PRIMARY") : mem_dup(t.list[named].text);
    out->text = mem_dup_len(text, len);
    for (size_t i = 0; t.list[i].kind != TOKEN_END;) {
        size_t skip = norm_skip(&t, i, out);
        if (skip == 0) norm_add(&t, i, &norm);
        if (out->kind == DDL_COLUMN && i == 1 && word_is(&t, 1, "enum")) skip = line_take_values(&t, 1, out) + 1;
        i += skip ? skip : 1;
    }
    out->norm = norm.data ? buf_steal(&norm) : mem_dup("");
    tokens_free(&t);
}

void ddl_line_free(struct ddl_line *line) {
    for (size_t i = 0; i < line->value_count; i++) free(line->values[i]);
    free(line->values);
    free(line->name);
    free(line->text);
    free(line->norm);
    free(line->charset);
    *line = (struct ddl_line){0};
}

/* ENGINE and charset behind the outer parentheses. */
static void table_take_options(const struct tokens *t, size_t i, struct ddl_table *out) {
    for (; i + 1 < t->count; i++) {
        bool charset = word_is(t, i, "charset") || (word_is(t, i, "set") && i > 0 && word_is(t, i - 1, "character"));
        char **field = word_is(t, i, "engine") ? &out->engine : charset ? &out->charset : NULL;
        size_t value = sign_is(t, i + 1, "=") ? i + 2 : i + 1;
        if (field && !*field && value < t->count) *field = mem_dup(t->list[value].text);
    }
}

bool ddl_parse(const char *create, struct ddl_table *out, struct err *err) {
    struct tokens t = {0};
    *out = (struct ddl_table){0};
    tokens_read(&t, create, strlen(create));
    size_t named = word_is(&t, 2, "if") ? 5 : 2; /* IF NOT EXISTS */
    bool ok = word_is(&t, 0, "create") && word_is(&t, 1, "table") && sign_is(&t, named + 1, "(");
    if (!ok) err_set(err, WS_CONFIG, _("this is no definition of a table: %.60s"), create);
    size_t cap = 0, i = named + 1, first = named + 2;
    int depth = 0;
    if (ok) out->name = mem_dup(t.list[named].text);
    for (; ok && i < t.count; i++) {
        if (sign_is(&t, i, "(")) depth++;
        bool close = sign_is(&t, i, ")") && --depth == 0;
        if (!close && !(sign_is(&t, i, ",") && depth == 1)) continue;
        out->lines = mem_grow(out->lines, &cap, out->count + 1, sizeof *out->lines);
        size_t start = t.list[first].start, end = t.list[i].start;
        while (end > start && isspace((unsigned char)create[end - 1])) end--;
        ddl_parse_line(create + start, end - start, &out->lines[out->count++]);
        first = i + 1;
        if (close) break;
    }
    if (ok) table_take_options(&t, i, out);
    tokens_free(&t);
    return ok;
}

void ddl_free(struct ddl_table *t) {
    for (size_t i = 0; i < t->count; i++) ddl_line_free(&t->lines[i]);
    free(t->lines);
    free(t->name);
    free(t->engine);
    free(t->charset);
    *t = (struct ddl_table){0};
}

const struct ddl_line *ddl_find(const struct ddl_table *t, enum ddl_kind kind, const char *name) {
    for (size_t i = 0; i < t->count; i++)
        if (t->lines[i].kind == kind && !strcasecmp(t->lines[i].name, name)) return &t->lines[i];
    return NULL;
}

bool ddl_line_holds(const struct ddl_line *live, const struct ddl_line *ours) {
    if (strcmp(live->norm, ours->norm) != 0) return false;
    size_t found = 0; /* ours must be in order, others may stand between them */
    for (size_t i = 0; i < live->value_count && found < ours->value_count; i++)
        if (!strcmp(live->values[i], ours->values[found])) found++;
    return found == ours->value_count;
}

const char *ddl_charset(const struct ddl_table *t, const struct ddl_line *column) {
    return column->charset ? column->charset : t->charset;
}

bool ddl_has_value(const struct ddl_line *column, const char *value) {
    for (size_t i = 0; i < column->value_count; i++)
        if (!strcmp(column->values[i], value)) return true;
    return false;
}

/* JSON of categories: see category_file.h. The array's objects are read one after the other, so that each one's line is
 * known. */
#include <jansson.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cmd/category_file.h"

struct json_text {
    const char *text;
    size_t len, at, line;
};

static void skip_blanks(struct json_text *j) {
    for (; j->at < j->len && strchr(" \t\r\n", j->text[j->at]); j->at++) j->line += j->text[j->at] == '\n';
}

/* Takes the sign when it stands there. */
static bool take(struct json_text *j, char sign) {
    skip_blanks(j);
    if (j->at >= j->len || j->text[j->at] != sign) return false;
    j->at++;
    return true;
}

/* The cell's text; false when a value of this kind has none. */
static bool value_text(const json_t *value, struct buf *out) {
    if (json_is_string(value))
        buf_add(out, json_string_value(value));
    else if (json_is_integer(value))
        buf_addf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else if (json_is_boolean(value))
        buf_add(out, json_is_true(value) ? "1" : "0");
    return json_is_string(value) || json_is_integer(value) || json_is_boolean(value) || json_is_null(value);
}

static void take_object(struct category_list *list, const json_t *object, size_t line) {
    const char *name;
    json_t *value;
    size_t before = list->mistake_count, want = list->count;
    category_list_add(list, line);
    json_object_foreach((json_t *)object, name, value) {
        int field = category_column(name);
        struct buf text = {0};
        if (field < 0)
            category_list_mistake(list, line, NULL, category_columns_hint(name));
        else if (field < CATEGORY_CELLS && !value_text(value, &text))
            category_list_mistake(list, line, name, mem_dup(_("a text, a number, true, false or null")));
        else if (field < CATEGORY_CELLS && (text.len > 0 || field == CATEGORY_NAME || field == CATEGORY_DESCRIPTION))
            category_list_set(list, want, field, buf_str(&text));
        buf_free(&text);
    }
    if (list->mistake_count > before) category_list_drop(list);
}

static bool take_element(struct json_text *j, struct category_list *list) {
    json_error_t e;
    skip_blanks(j);
    json_t *object = json_loadb(j->text + j->at, j->len - j->at, JSON_DISABLE_EOF_CHECK | JSON_REJECT_DUPLICATES, &e);
    if (!object) {
        size_t line = j->line + (e.line > 0 ? (size_t)e.line - 1 : 0);
        /* TRANSLATORS: a place in a line of a file, and what is wrong with the JSON there */
        category_list_mistake(list, line, NULL, mem_format(_("column %d: %s"), e.column, e.text));
        return false;
    }
    if (json_is_object(object))
        take_object(list, object, j->line);
    else
        category_list_mistake(list, j->line, NULL, mem_dup(_("each element is an object: {\"name\": …}")));
    json_decref(object);
    for (size_t end = j->at + (size_t)e.position; j->at < end; j->at++) j->line += j->text[j->at] == '\n';
    return true;
}

void category_json_parse(const char *text, size_t len, struct category_list *out) {
    struct json_text j = {text, len, 0, 1};
    bool ok = take(&j, '['), more = ok && !take(&j, ']');
    if (!ok) category_list_mistake(out, j.line, NULL, mem_dup(_("an array of objects begins with [")));
    while (more && !category_list_is_full(out)) {
        if (!take_element(&j, out)) return;
        if (out->count > CATEGORIES_MOST) {
            category_list_mistake(
                out, j.line, NULL,
                mem_format(_("more than %d elements: this is no list of categories"), CATEGORIES_MOST));
            return;
        }
        more = take(&j, ',');
        ok = more || take(&j, ']');
        if (!ok) {
            category_list_mistake(out, j.line, NULL, mem_dup(_("a comma or ] is missing here")));
            return;
        }
    }
    skip_blanks(&j);
    if (ok && !more && j.at < len) category_list_mistake(out, j.line, NULL, mem_dup(_("nothing may follow the array")));
}

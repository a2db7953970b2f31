# Turns .sql files into one C source, so that the program needs no file beside it (src/db/embedded.h reads the result):
#   awk -f embed-sql.awk FILE.sql... > embedded_sql.c
# A statement ends at a line that ends in `;`. Lines that are blank or begin with `--` are left out; the others are kept
# as they are, a line each.
BEGIN {
    print "/* Made by tools/embed-sql.awk. */"
    print "#include \"db/embedded.h\"\n"
    print "#include <stddef.h>"
}

FNR == 1 {
    finish_file()
    name = FILENAME
    sub(/.*\//, "", name)
    sub(/\.sql$/, "", name)
    names[++files] = name
    printf "\nstatic const char *const sql_%d[] = {", files
}

/^[ \t]*(--.*)?$/ { next }

{
    line = $0
    ends = sub(/;[ \t]*$/, "", line)
    gsub(/\\/, "\\\\", line)
    gsub(/"/, "\\\"", line)
    gsub(/\?/, "\\?", line) # no trigraphs
    printf "\n    \"%s%s\"%s", line, ends ? "" : "\\n", ends ? "," : ""
    open = !ends
}

END {
    finish_file()
    print "\nconst struct embedded_sql embedded_sql[] = {"
    for (i = 1; i <= files; i++) printf "    {\"%s\", sql_%d},\n", names[i], i
    print "    {NULL, NULL},\n};"
    exit failed
}

function finish_file() {
    if (!files) return
    if (open) {
        print name ": the last statement does not end in `;`" > "/dev/stderr"
        failed = 1
    }
    print "\n    NULL,\n};"
}

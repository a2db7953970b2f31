dist_man_MANS = man/wsadmin.1 man/wsadmin-migrate.8

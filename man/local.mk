dist_man_MANS = man/wsadmin.1 man/wsadmin.conf.5 man/wsadmin-migrate.8

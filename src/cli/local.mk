wsadmin_SOURCES +=

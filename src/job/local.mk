job_sources = \
	src/job/control.c \
	src/job/jobs.c src/job/jobs.h src/job/jobs_private.h \
	src/job/worker.c

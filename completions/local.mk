# Completions of shells, made from the tables of words and options.
noinst_PROGRAMS = completions/generate
completions_generate_SOURCES = completions/generate.c
completions_generate_LDADD = $(core_libs)
bashcompletiondir = $(datadir)/bash-completion/completions
zshcompletiondir = $(datadir)/zsh/site-functions
fishcompletiondir = $(datadir)/fish/vendor_completions.d
nodist_bashcompletion_DATA = completions/wsadmin
nodist_zshcompletion_DATA = completions/_wsadmin
nodist_fishcompletion_DATA = completions/wsadmin.fish
CLEANFILES += completions/wsadmin completions/_wsadmin completions/wsadmin.fish
completions/wsadmin: completions/generate$(EXEEXT)
	$(AM_V_GEN)completions/generate$(EXEEXT) bash >$@
completions/_wsadmin: completions/generate$(EXEEXT)
	$(AM_V_GEN)completions/generate$(EXEEXT) zsh >$@
completions/wsadmin.fish: completions/generate$(EXEEXT)
	$(AM_V_GEN)completions/generate$(EXEEXT) fish >$@

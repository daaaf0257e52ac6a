# rackplan - GNU make. `make help` says what there is.
#
# BUILD, CC, CFLAGS, LDFLAGS, PREFIX and DESTDIR may be given on the command line; the program's own flags are kept
# apart from them. V=1 shows commands. STRICT=1 (and CI) turns warnings into errors. WITHOUT=power leaves out a constraint family.

BUILD  ?= build
PREFIX ?= /usr/local
RESULTS ?= $(BUILD)/results/shanxi-2018
SCENARIO ?= scenarios/shanxi-2018.json
ifeq ($(origin CC),default)
CC := gcc
endif
CFLAGS ?= -O2 -g
STRICT ?= $(if $(CI),1,)
Q := $(if $(V),,@)
SAY := @$(if $(V),true,echo)

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2 \
	-Wundef -Wcast-qual -Wwrite-strings -Wdouble-promotion -Wfloat-equal $(if $(filter-out 0,$(STRICT)),-Werror)
# Nothing may be missing yet when make reads this: `run` and `test` install first and call make again.
PACKAGES := jansson nettle expat xlsxwriter sqlite3
PACKAGE_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
PACKAGE_LIBS := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null)
# CLP and CBC where they are; WITHOUT_CLP=1 builds without them all the same.
CLP := $(if $(WITHOUT_CLP),,$(shell pkg-config --exists clp cbc 2>/dev/null && echo clp cbc))
upper = $(shell printf %s '$(1)' | tr 'a-z -' 'A-Z__')
ALL_CPPFLAGS := -D_GNU_SOURCE -I. $(foreach f,$(WITHOUT),-DRACKPLAN_WITHOUT_$(call upper,$(f))) $(if $(CLP),-DRACKPLAN_CLP) $(PACKAGE_CFLAGS) $(CPPFLAGS)
ALL_CFLAGS := -std=c17 $(WARNINGS) $(CFLAGS)
LIBS := $(PACKAGE_LIBS) $(if $(CLP),-lCbcSolver -lClp) -lglpk -lgmp -lcsv -lm
CHECK_LIBS = $(shell pkg-config --libs check)

objects = $(patsubst %.c,$(BUILD)/%.o,$(1))
SOURCES := $(sort $(filter-out $(if $(CLP),,$(wildcard planner/solve/clp*.c)),$(wildcard planner/*/*.c models/*.c)))
MAIN := planner/cli/main.c
PARTS := $(call objects,$(filter-out $(MAIN),$(SOURCES)))
ALONE := $(call objects,$(sort $(wildcard $(addsuffix /*.c,$(addprefix planner/,base scenario plan verify)))))
TEST_SOURCES := $(sort $(wildcard tests/test_*.c))
TESTS := $(patsubst %.c,$(BUILD)/%,$(TEST_SOURCES))
SUPPORT_SOURCES := $(sort $(filter-out tests/verify_alone.c $(TEST_SOURCES),$(wildcard tests/*.c)))
ALL_SOURCES := $(SOURCES) $(TEST_SOURCES) $(SUPPORT_SOURCES) tests/verify_alone.c $(sort $(wildcard tests/fuzz/*.c))
HEADERS := $(sort $(wildcard planner/*/*.h models/*.h tests/*.h tests/*/*.h))

.PHONY: all help run test tests setup-run setup-test asan asan-build valgrind tidy format format-check clang-build install uninstall \
	clean fresh explain-all picture unit statements proofs bench fuzz FORCE
.DELETE_ON_ERROR:
.SECONDARY:
MAKEFLAGS += --no-builtin-rules

all: $(BUILD)/rackplan $(BUILD)/rackplan-verify-alone

help:
	@echo 'make run           install what is missing, build, plan $(SCENARIO)'
	@echo 'make test          install what is missing, build, run every test'
	@echo 'make               build $(BUILD)/rackplan'
	@echo 'make asan valgrind tidy format-check clang-build   single checks'
	@echo 'make install uninstall [PREFIX=$(PREFIX)] [DESTDIR=]'
	@echo 'make proofs        solve, prove and verify every shipped scenario with all variants; a table'
	@echo 'make bench         rackplan against other tools on made-up scenarios, into tests/bench/RESULTS.md'
	@echo 'make fresh         prove `make run` and `make test` in a bare Debian 12 (root, debootstrap)'
	@echo 'make fuzz          fuzz the readers of files, FUZZ_SECONDS seconds each (clang)'
	@echo 'make statements    the table of duties in scenarios/README.md, made again from the files'
	@echo 'make explain-all    explain 200 made-up scenarios without a plan, and check what is said'
	@echo 'make picture       draw the picture of README.md again'
	@echo 'make clean'

# ---- building ----

# Objects are made again when the flags change.
$(BUILD)/flags: FORCE
	@mkdir -p $(BUILD)
	@printf '%s\n' '$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS)' | cmp -s - $@ || \
		printf '%s\n' '$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS)' > $@

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(SAY) CC $@
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/rackplan: $(call objects,$(MAIN)) $(PARTS)
	$(SAY) LD $@
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# The verifier without models/, planner/lp and planner/solve: code shared with them would not link here.
$(BUILD)/rackplan-verify-alone: $(call objects,tests/verify_alone.c) $(ALONE)
	$(SAY) LD $@
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# Tests link from archives, so that a test needs only the parts that it uses.
$(BUILD)/librackplan.a: $(PARTS)
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/tests/libsupport.a: $(call objects,$(SUPPORT_SOURCES))
	@rm -f $@
	@ar rcs $@ $^

tests: $(TESTS)
$(BUILD)/tests/test_%: $(BUILD)/tests/test_%.o $(BUILD)/tests/libsupport.a $(BUILD)/librackplan.a
	$(SAY) LD $@
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(CHECK_LIBS) $(LIBS)

-include $(patsubst %.o,%.d,$(call objects,$(ALL_SOURCES)))

# ---- the two commands ----

# All processors, unless the caller said how many.
PARALLEL = --no-print-directory $(if $(findstring --jobserver,$(MAKEFLAGS)),,-j$(shell nproc))

setup-run:
	@.ci/setup run
setup-test:
	@.ci/setup run test

run: setup-run
	@$(MAKE) $(PARALLEL) all
	@RACKPLAN_SHARE='$(CURDIR)' $(BUILD)/rackplan solve $(SCENARIO) -o $(RESULTS)
	@echo 'The plan, its tables and charts are in $(RESULTS)'

test: setup-test
	@$(MAKE) $(PARALLEL) STRICT=1 all tests
	@BUILD=$(BUILD) CC='$(CC)' STRICT=1 tests/run.sh

# tests/cli_report.sh compares it with what is drawn today.
picture: run
	@cp $(RESULTS)/charts/racks.en.svg scenarios/shanxi-2018.racks.svg

# What stands between the two marks is the program's; tests/statements.sh compares.
statements: $(BUILD)/rackplan
	@{ sed '/^<!-- statements begin/q' scenarios/README.md && \
		for file in scenarios/*.json; do $(BUILD)/rackplan export "$$file" --to statements -q || exit 1; done && \
		sed -n '/^<!-- statements end/,$$p' scenarios/README.md; } > $(BUILD)/statements.md
	@cat $(BUILD)/statements.md > scenarios/README.md

# ---- single checks ----

# With sanitizers gcc warns of null formats that cannot be.
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -Wno-format-truncation
asan: asan-build
	@BUILD=$(BUILD)/asan tests/run.sh --unit

asan-build:
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/asan STRICT=1 CFLAGS='-O1 -g $(SANITIZE)' LDFLAGS='$(SANITIZE)' all tests

valgrind: tests
	@BUILD=$(BUILD) tests/run.sh --valgrind

clang-build:
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/clang STRICT=1 CC=clang all tests

tidy:
	clang-tidy --quiet $(SOURCES) -- -std=c17 $(ALL_CPPFLAGS)

format-check:
	clang-format --dry-run --Werror $(ALL_SOURCES) $(HEADERS)

format:
	clang-format -i $(ALL_SOURCES) $(HEADERS)

fresh:
	tests/fresh.sh

# Coverage-guided, with clang's libFuzzer; FUZZ_SECONDS for each of four readers.
FUZZ_SECONDS ?= 60
FUZZ_FLAGS := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FUZZERS := scenario plan certificate mps
fuzz:
	@$(MAKE) $(PARALLEL) BUILD=$(BUILD)/fuzz CC=clang CFLAGS='$(FUZZ_FLAGS) -fsanitize=fuzzer-no-link' LDFLAGS='$(FUZZ_FLAGS)' \
		$(BUILD)/fuzz/rackplan $(addprefix $(BUILD)/fuzz/fuzz_,$(FUZZERS))
	@BUILD=$(BUILD)/fuzz tests/fuzz/run.sh $(FUZZ_SECONDS)

$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/tests/fuzz/fuzz.o $(BUILD)/librackplan.a
	$(SAY) LD $@
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBS)

# 200 made-up scenarios without a plan; `make test` does 15 of them.
explain-all: all
	RACKPLAN_SHARE='$(CURDIR)' python3 tests/explain_random.py $(BUILD)/rackplan 1 200

# Minutes, on a quiet machine. BENCH_SIZES="province-lp nation-sites-lp": other sizes; BENCH_LIMIT_S: seconds for one run.
BENCH_SIZES ?= province-lp province-milp region-lp
BENCH_RESULTS ?= tests/bench/RESULTS.md
bench: all
	@.ci/setup run test bench
	PYTHONDONTWRITEBYTECODE=1 python3 tests/bench/bench.py '$(abspath $(BUILD))/rackplan' '$(abspath $(BUILD))/bench' '$(BENCH_RESULTS)' $(BENCH_SIZES)

proofs: all
	@BUILD=$(BUILD) tests/proofs.sh

# ---- installing ----

SHARE := $(DESTDIR)$(PREFIX)/share/rackplan
install: $(BUILD)/rackplan
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/plots $(SHARE)/scenarios/sweeps $(SHARE)/models
	install -m 755 $(BUILD)/rackplan $(DESTDIR)$(PREFIX)/bin/rackplan
	install -m 644 $(wildcard plots/*) $(SHARE)/plots
	install -m 644 $(wildcard scenarios/*.*) $(SHARE)/scenarios
	install -m 644 $(wildcard scenarios/sweeps/*) $(SHARE)/scenarios/sweeps
	install -m 644 models/capacity.mod $(SHARE)/models

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/rackplan
	rm -rf $(SHARE)

clean:
	rm -rf $(BUILD)

FORCE:

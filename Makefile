# laufzettel: `make help` is the index.
SHELL    := /bin/sh
.DELETE_ON_ERROR:
.SECONDARY:
MAKEFLAGS += --no-builtin-rules

# `make V=1` shows whole commands.
Q        = $(if $(V),,@)
say      = @printf '  %s %s\n'

VARIANT ?= release
OUT      = build/$(VARIANT)
CC       ?= gcc
ifeq ($(origin CC),default)
CC       = gcc
endif
PREFIX  ?= /usr/local

# ---- compiler ------------------------------------------------------------
WARN     = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes \
           -Wmissing-prototypes -Wformat=2 -Wundef -Wvla -Werror
HARDEN   = -fstack-protector-strong -fPIE -D_FORTIFY_SOURCE=2
LDHARDEN = -pie -Wl,-z,relro,-z,now,-z,noexecstack
CSTD     = -std=c11 -D_GNU_SOURCE -pthread
OPT_release = -O2 -g $(HARDEN)
OPT_asan    = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
OPT_tsan    = -O1 -g -fno-omit-frame-pointer -fsanitize=thread
OPT_cov     = -O0 -g --coverage
OPT_fuzz    = -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
LD_release  = $(LDHARDEN)
LD_asan     = -fsanitize=address,undefined
LD_tsan     = -fsanitize=thread
LD_cov      = --coverage
LD_fuzz     = -fsanitize=fuzzer,address,undefined

# The libraries of each room: `pkg-config` names. A room may use no other.
PKG_base = libsodium jansson zbar libturbojpeg libpng libseccomp libutf8proc inih xlsxwriter
LIB_base = -lcsv
PKG_store = sqlite3
PKG_type = harfbuzz harfbuzz-subset fribidi
PKG_form = expat
PKG_print = libqrencode
PKG_web = libmicrohttpd
LIB_print = -lhpdf
PKGS     = $(foreach r,$(ROOMS),$(PKG_$(r)))
ROOMS    = base flow store type form print procedure web cli

CPPFLAGS = -iquote include
ALL_CFLAGS = $(CSTD) $(WARN) $(OPT_$(VARIANT)) $(CPPFLAGS) $(CFLAGS) -MMD -MP
LDLIBS  := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lcsv -lhpdf -lm -lpthread
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
ALL_CFLAGS += $(patsubst -I%,-isystem %,$(PKG_CFLAGS))

# Rooms a room's tests may link: the dependency direction, as libraries.
BELOW_base = base
BELOW_flow = flow base
BELOW_store = store flow base
BELOW_type = type base
BELOW_form = form type base
BELOW_print = print form type base
BELOW_procedure = procedure store flow print form type base
BELOW_web = web $(BELOW_procedure)
BELOW_cli = cli $(BELOW_web)

# ---- program -------------------------------------------------------------
all: build/laufzettel ## build build/laufzettel

build/laufzettel: $(OUT)/laufzettel
	@cp -f $< $@

objects = $(patsubst %.c,$(OUT)/%.o,$(wildcard src/$(1)/*.c))
$(foreach r,$(ROOMS),$(eval LIBFILE_$(r) = $(OUT)/lib$(r).a))
$(foreach r,$(ROOMS),$(eval $(OUT)/lib$(r).a: $(call objects,$(r))))
$(OUT)/libbase.a: $(OUT)/embed.o
$(OUT)/lib%.a:
	@rm -f $@ && ar rcs $@ $^

libs = $(foreach r,$(BELOW_$(1)),$(OUT)/lib$(r).a)

$(OUT)/laufzettel: $(OUT)/src/main.o $(call libs,cli)
	$(say) LD $@
	$(Q)$(CC) $(LD_$(VARIANT)) -o $@ $^ $(LDLIBS)

$(OUT)/%.o: %.c $(OUT)/flags
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

# Rebuild all when the compiler line or WEB changes.
$(OUT)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(ALL_CFLAGS) $(WEBOUT)' | cmp -s - $@ || echo '$(CC) $(ALL_CFLAGS) $(WEBOUT)' > $@
FORCE:

# ---- what pages are built from --------------------------------------------
# KERN's style sheet and fonts and the camera's reader come from npm. `make WEB=no`: our own
# style sheet alone, no camera.
WEB     ?= yes
WEBOUT   = build/web-$(WEB)
WEB_OWN  = $(wildcard assets/web/*.js assets/web/*.svg)
WEB_FROM = $(wildcard assets/web/*) $(wildcard assets/pages/*.html)

build/npm/node_modules/.package-lock.json: assets/web/package.json assets/web/package-lock.json
	$(say) NPM $<
	@mkdir -p build/npm && cp assets/web/package.json assets/web/package-lock.json \
	    assets/web/.npmrc build/npm/
	@command -v npm >/dev/null || { echo "npm is missing: make deps, or make WEB=no" >&2; exit 1; }
	$(Q)cd build/npm && npm ci --no-audit --no-fund --loglevel=error && touch node_modules/.package-lock.json
# Made beside and then put in place, so that a build that runs at the same time sees it whole.
build/web-yes.done: build/npm/node_modules/.package-lock.json $(WEB_FROM)
	$(say) WEB build/web-yes
	@cp assets/web/build.mjs build/npm/
	$(Q)new=$$(mktemp -d build/web.XXXXXX) && mkdir $$new/raw $$new/out && \
	    node build/npm/build.mjs assets/web assets/pages $$new/raw $$new/out && \
	    node assets/web/icon.mjs $$new/raw && \
	    sh assets/web/pack.sh $$new/out $$new/raw/* $(WEB_OWN) && \
	    rm -rf build/web-yes && mv $$new/out build/web-yes && rm -r $$new && touch $@
build/web-no.done: $(WEB_FROM)
	@rm -rf build/web-no && mkdir -p build/web-no
	@sh assets/web/pack.sh build/web-no assets/web/laufzettel.css $(WEB_OWN) && touch $@

# ---- files inside the binary --------------------------------------------
FONT_DIR = /usr/share/fonts/truetype/noto
EMBED    = $(wildcard forms/*.xml forms/wording.txt forms/texts/*.po forms/profiles/*.ini \
             assets/texts/*.po assets/texts/*.txt assets/pages/*.html assets/openapi.json \
             src/store/schema/*.sql)
FONTS    = NotoSans-Regular.ttf NotoSans-Bold.ttf NotoSansArabic-Regular.ttf NotoSansArabic-Bold.ttf
ICC      = /usr/share/color/icc/Gray.icc

$(OUT)/embed.S: assets/embed.awk $(EMBED) $(WEBOUT).done $(OUT)/flags
	@mkdir -p $(@D)
	@{ for f in $(EMBED); do echo "$$f $$f"; done; \
	   for f in $(FONTS); do echo "fonts/$$f $(FONT_DIR)/$$f"; done; \
	   for f in $(WEBOUT)/*; do echo "static/$${f##*/} $$f"; done; \
	   echo "color/Gray.icc $(ICC)"; } | LC_ALL=C sort | awk -f assets/embed.awk > $@
$(OUT)/embed.o: $(OUT)/embed.S
	$(Q)$(CC) -c -o $@ $<

# ---- tests ---------------------------------------------------------------
# Each suite prints TAP; tests/run.sh sums up. A unit test tests/unit/ROOM/NAME_test.c
# links ROOM and what lies below it, so the direction holds in the linker too; contract
# tests link the store, benches everything.
unit_tests = $(patsubst %.c,$(OUT)/%,$(wildcard tests/unit/$(1)/*_test.c))
define unit_rule
$(OUT)/tests/unit/$(1)/%: $(OUT)/tests/unit/$(1)/%.o $(call libs,$(1))
	$(say) LD $$@
	$(Q)$(CC) $(LD_$(VARIANT)) -o $$@ $$^ $(LDLIBS) -lcmocka
endef
$(foreach r,$(ROOMS),$(eval $(call unit_rule,$(r))))
helpers = $(patsubst %.c,$(OUT)/%.o,$(filter-out %_$(2).c,$(wildcard tests/$(1)/*.c)))
$(OUT)/tests/contract/%_test: $(OUT)/tests/contract/%_test.o $(call helpers,contract,test) $(call libs,store)
	$(say) LD $@
	$(Q)$(CC) $(LD_$(VARIANT)) -o $@ $^ $(LDLIBS) -lcmocka
$(OUT)/tests/bench/%_bench: $(OUT)/tests/bench/%_bench.o $(call helpers,bench,bench) \
    $(call libs,cli)
	$(say) LD $@
	$(Q)$(CC) $(LD_$(VARIANT)) -o $@ $^ $(LDLIBS)
# What is fed is compiled again, with another compiler; so no rooms that nothing is fed to.
$(OUT)/tests/fuzz/multipart_fuzz: $(OUT)/src/web/multipart.o
$(OUT)/tests/fuzz/template_fuzz: $(OUT)/src/web/template.o $(OUT)/src/web/template_parse.o
$(OUT)/tests/fuzz/%_fuzz: $(OUT)/tests/fuzz/%_fuzz.o $(call libs,form)
	$(say) LD $@
	$(Q)$(CC) $(LD_$(VARIANT)) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(LDLIBS)
$(OUT)/tests/golden/%: $(OUT)/tests/golden/%.o $(call libs,print)
	$(say) LD $@
	$(Q)$(CC) $(LD_$(VARIANT)) -o $@ $^ $(LDLIBS)

UNIT     = $(foreach r,$(ROOMS),$(call unit_tests,$(r)))
CONTRACT = $(patsubst %.c,$(OUT)/%,$(wildcard tests/contract/*_test.c))
GOLDEN   = $(patsubst %.c,$(OUT)/%,$(wildcard tests/golden/*.c))
BENCH    = $(patsubst %.c,$(OUT)/%,$(wildcard tests/bench/*_bench.c))
FUZZ     = $(patsubst %.c,build/fuzz/%,$(wildcard tests/fuzz/*_fuzz.c))
RUN      = OUT=$(OUT) sh tests/run.sh
# The longest suites begin first, so that none of them runs alone at the end.
LONGEST  = tests/e2e/browser_reception.sh tests/e2e/browser_office.sh tests/conformance/paper.sh \
           tests/fault/disk.sh tests/e2e/load.sh tests/e2e/paper_damage.sh tests/e2e/api.sh \
           tests/fault/cut.sh tests/e2e/languages.sh tests/fuzz/fuzz.sh
SUITES   = $(wildcard $(patsubst %,tests/%/*.sh,e2e conformance fault fuzz golden lint))

check: deps ## install what is needed, build, run every test
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@$(MAKE) --no-print-directory -j$(JOBS) check-built
check-built: all build/fuzz/built $(UNIT) $(CONTRACT) $(GOLDEN)
	@rm -rf build/reached build/looked
	@PICTURES=no $(RUN) $(LONGEST) $(filter-out $(LONGEST),$(SUITES)) $(UNIT) $(CONTRACT) \
	    --then tests/reached.sh
unit-%: ## unit-ROOM: build and run the unit tests of one room
	@$(MAKE) --no-print-directory $(call unit_tests,$*) && $(RUN) $(call unit_tests,$*)
unit: $(UNIT) ## all unit tests
	@$(RUN) $(UNIT)
contract: $(CONTRACT) ## tests of the store through its seam
	@$(RUN) $(CONTRACT)
e2e: all ## the loop from need to review, with real decoders
	@$(RUN) tests/e2e/*.sh
fault: all ## killed, full, locked, damaged
	@$(RUN) tests/fault/*.sh
golden: all $(GOLDEN) ## printed tables and paper against their golden files
	@$(RUN) tests/golden/*.sh
golden-accept: all $(GOLDEN) ## make what is printed now the golden files
	@OUT=$(OUT) ACCEPT=yes sh tests/run.sh tests/golden/*.sh
lint: all ## rules of the house: directions, sizes, texts
	@$(RUN) tests/lint/*.sh

build/fuzz/built: FORCE
	@$(MAKE) --no-print-directory VARIANT=fuzz CC=clang $(FUZZ) && touch $@
fuzz: build/fuzz/built ## feed the parsers garbage; FUZZ_SECONDS=60 for longer
	@$(RUN) tests/fuzz/fuzz.sh
asan: ## unit and contract tests under AddressSanitizer and UBSan
	@$(MAKE) --no-print-directory VARIANT=asan -j$(JOBS) unit contract
tsan: ## contract, web and procedure tests under ThreadSanitizer
	@for suite in contract unit-web unit-procedure; do \
	    $(MAKE) --no-print-directory VARIANT=tsan -j$(JOBS) $$suite || exit 1; done
races: $(OUT)/tests/unit/procedure/race_test $(OUT)/tests/unit/web/guess_test ## 10 000 races for one step, 1 000 000 guesses of codes
	@RACES=10000 $(OUT)/tests/unit/procedure/race_test
	@GUESSES=1000000 $(OUT)/tests/unit/web/guess_test
valgrind: all ## the command line under valgrind
	@LAUFZETTEL_UNDER="valgrind -q --error-exitcode=99 --leak-check=full" $(RUN) tests/e2e/loop.sh
cov: ## branch coverage of unit and contract tests, as text
	@$(MAKE) --no-print-directory VARIANT=cov -j$(JOBS) unit contract
	@gcovr -r . --object-directory build/cov --branches -e tests/ | tail -n 80
clang: ## compile everything with clang too
	@$(MAKE) --no-print-directory CC=clang OUT=build/clang -j$(JOBS) build/clang/laufzettel
# The large office of scale_bench fills up over several runs, a minute in each.
bench: export SCALE_FILL_S ?= 60
bench: all $(BENCH) ## our figures beside floors measured in the same run
	@for b in $(BENCH); do $$b || exit 1; done
# Where PEERS is set, two of the benches also run other people's programs.
PEER_PACKAGES = python3-reportlab weasyprint python3-qrcode
build/peers/done: tests/bench/peers/package.json tests/bench/peers/package-lock.json
	@$(MAKE) --no-print-directory deps PACKAGES="$(PEER_PACKAGES)"
	@mkdir -p build/peers && cp tests/bench/peers/package*.json assets/web/.npmrc build/peers/
	$(Q)cd build/peers && npm ci --no-audit --no-fund --loglevel=error && touch done
bench-peers: all build/peers/done $(BENCH) ## the same beside fastify, ReportLab and WeasyPrint
	@PEERS=yes $(OUT)/tests/bench/http_bench && PEERS=yes $(OUT)/tests/bench/paper_bench
check-pdf: all $(OUT)/tests/unit/print/print_test ## every sheet through PDFBox and veraPDF (fetched by Maven)
	@VERAPDF=must $(RUN) tests/conformance/paper.sh
damage: all ## sheets copied, faxed, folded, stained: who still reads them, as a table
	@DAMAGE=all OUT=$(OUT) sh tests/e2e/paper_damage.sh

# ---- house keeping ---------------------------------------------------------
JOBS    ?= $(shell nproc 2>/dev/null || echo 2)

# Debian 12 packages: to build, then to test.
PACKAGES = gcc libc6-dev make pkg-config libhpdf-dev libharfbuzz-dev libfribidi-dev \
           libqrencode-dev libmicrohttpd-dev libsqlite3-dev libsodium-dev libjansson-dev \
           libexpat1-dev libcsv-dev libinih-dev libzbar-dev libturbojpeg0-dev \
           libpng-dev libseccomp-dev libutf8proc-dev libxlsxwriter-dev \
           fonts-noto-core icc-profiles-free \
           $(if $(filter no,$(WEB))$(shell command -v npm),,nodejs npm) \
           clang libclang-rt-14-dev libcmocka-dev zbar-tools zxing-cpp-tools poppler-utils qpdf \
           gettext strace sqlite3 jq curl ffmpeg openssl python3 python3-jsonschema \
           python3-numpy python3-pil python3-pikepdf chromium default-jre-headless maven \
           libpdfbox2-java libactivation-java libjaxb-api-java libcommons-io-java
SUDO     = $(if $(filter 0,$(shell id -u)),,sudo)

deps: ## install the Debian packages that are missing
	@missing=; for p in $(PACKAGES); do \
	    dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || \
	        missing="$$missing $$p"; \
	done; \
	if [ -n "$$missing" ]; then \
	    echo "installing$$missing"; \
	    $(SUDO) apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends \
	        $$missing >/dev/null; \
	fi

demo: deps ## build the fictional office in demo/ and serve it (SERVE=no: stop before)
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@[ -f demo/laufzettel.db ] || sh assets/demo/build.sh build/laufzettel demo
	@[ "$(SERVE)" = no ] || sh assets/demo/serve.sh build/laufzettel demo

install: all ## install below PREFIX (/usr/local)
	install -D -m 755 build/laufzettel $(DESTDIR)$(PREFIX)/bin/laufzettel
	install -D -m 644 assets/man/laufzettel.1 $(DESTDIR)$(PREFIX)/share/man/man1/laufzettel.1

help: ## this list
	@awk -F':.*## ' '/^[a-z0-9%-]+:.*## /{printf "  %-15s %s\n", $$1, $$2}' Makefile

clean: ## remove build/ and demo/
	rm -rf build demo

-include $(shell find $(OUT) -name '*.d' 2>/dev/null)
.PHONY: all deps check check-built unit contract e2e fault golden golden-accept lint fuzz asan \
        tsan races valgrind cov clang bench bench-peers check-pdf damage demo install help clean FORCE

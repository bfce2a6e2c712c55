# laufzettel: `make help` is the index.
SHELL    := /bin/sh
.DELETE_ON_ERROR:
.SECONDARY:
MAKEFLAGS += --no-builtin-rules

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
LD_release  = $(LDHARDEN)
LD_asan     = -fsanitize=address,undefined
LD_tsan     = -fsanitize=thread
LD_cov      = --coverage

# The libraries of each room: `pkg-config` names. A room may use no other.
PKG_base = libsodium jansson zbar libutf8proc inih
LIB_base = -lcsv
PKG_store = sqlite3
PKG_type = harfbuzz harfbuzz-subset fribidi
PKG_form = expat
PKG_print = libqrencode
LIB_print = -lhpdf
PKGS     = $(foreach r,$(ROOMS),$(PKG_$(r)))
ROOMS    = base flow store type form print procedure web cli

CPPFLAGS = -Iinclude
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
	$(CC) $(LD_$(VARIANT)) -o $@ $^ $(LDLIBS)

$(OUT)/%.o: %.c $(OUT)/flags
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

# Rebuild all when the compiler line changes.
$(OUT)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(ALL_CFLAGS)' | cmp -s - $@ || echo '$(CC) $(ALL_CFLAGS)' > $@
FORCE:

# ---- files inside the binary --------------------------------------------
FONT_DIR = /usr/share/fonts/truetype/noto
EMBED    = $(wildcard forms/*.xml forms/texts/*.po forms/profiles/*.ini \
             assets/texts/*.po assets/pages/*.html src/store/schema/*.sql)
FONTS    = NotoSans-Regular.ttf NotoSans-Bold.ttf NotoSansArabic-Regular.ttf NotoSansArabic-Bold.ttf
ICC      = /usr/share/color/icc/sRGB.icc

$(OUT)/embed.S: assets/embed.awk $(EMBED) $(FORCE_EMBED)
	@mkdir -p $(@D)
	@{ for f in $(EMBED); do echo "$$f $$f"; done; \
	   for f in $(FONTS); do echo "fonts/$$f $(FONT_DIR)/$$f"; done; \
	   echo "color/sRGB.icc $(ICC)"; } | LC_ALL=C sort | awk -f assets/embed.awk > $@
$(OUT)/embed.o: $(OUT)/embed.S
	$(CC) -c -o $@ $<

# ---- tests ---------------------------------------------------------------
# tests/unit/ROOM/NAME_test.c links ROOM and what lies below it; a contract or
# fault test links the store or everything. Each suite prints TAP.
unit_tests = $(patsubst %.c,$(OUT)/%,$(wildcard tests/unit/$(1)/*_test.c))
define unit_rule
$(OUT)/tests/unit/$(1)/%: $(OUT)/tests/unit/$(1)/%.o $(call libs,$(1))
	$(CC) $(LD_$(VARIANT)) -o $$@ $$^ $(LDLIBS) -lcmocka
endef
$(foreach r,$(ROOMS),$(eval $(call unit_rule,$(r))))
UNIT     = $(foreach r,$(ROOMS),$(call unit_tests,$(r)))
unit-%: ## unit-ROOM: build and run the unit tests of one room
	@$(MAKE) --no-print-directory $(call unit_tests,$*) && sh tests/run.sh $(call unit_tests,$*)

help: ## this list
	@awk -F':.*## ' '/^[a-z%-]+:.*## /{printf "  %-15s %s\n", $$1, $$2}' Makefile

clean: ## remove build/
	rm -rf build

-include $(shell find $(OUT) -name '*.d' 2>/dev/null)
.PHONY: all help clean FORCE

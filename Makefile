# make serve   set up, build, serve on 127.0.0.1 with live reload
# make test    set up, run every test, with a real browser
# make site    build site/ strictly, all or nothing
# make check   check the content alone, in a second or two
# make review  list the laws whose status nobody has looked at for a year
# make lint    ruff and mypy
# make format  let ruff format the code
# make diagrams  draw the diagrams that changed, with Chrome or Chromium
# make schemas  write the schemas of the content files, for editors
# make fonts   cut the fonts anew; needs npm
# make new-course DIR=../my-course   start a course of your own with this generator
# make coverage  run the tests without a browser and list the lines that none of them ran
# make vulnerabilities  ask whether a known one is in the locked libraries
# make bill    write .build/bill-of-materials.json: every library of the site, with its hashes
# make lock    write requirements/*.txt anew from the .in files
# make clean   remove what the other commands made
# make audit, make bench and make shots stand in tests/measure.mk; a course made by new-course is without them

# The first of these that is Python 3.11 or newer makes the virtual environment.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
VENV ?= .venv
PORT ?= 8000
BIN := $(VENV)/bin
export PYTHONPATH := hooks
export NO_MKDOCS_2_WARNING := 1

# What a recipe says when something is not there: one line, with what to do.
NEEDS_PYTHON = test -n "$(PYTHON)" && $(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	|| { echo "Python 3.11 or newer with venv is needed (on Debian and Ubuntu: apt install python3-venv)" >&2; exit 1; }
NEEDS_NPM = command -v npm >/dev/null || { echo "npm is needed to fetch fonts: install Node.js" >&2; exit 1; }
OFFLINE = echo "The libraries could not be installed; look at what stands above, and whether you are online, then run this again" >&2; exit 1
pack = { npm pack --silent $(1) >/dev/null || { echo "npm could not fetch $(1); look whether you are online, then run this again" >&2; exit 1; }; }

.PHONY: serve site check review test lint format diagrams schemas new-course fonts coverage vulnerabilities bill lock clean

serve: $(VENV)/site.done
	@echo "The course will be at http://127.0.0.1:$(PORT)/ — stop it with Ctrl-C."
	@$(BIN)/mkdocs serve --dev-addr 127.0.0.1:$(PORT)

site: $(VENV)/site.done
	@$(BIN)/python -m casebook build

check: $(VENV)/site.done
	@$(BIN)/python -m casebook check

review: $(VENV)/site.done
	@$(BIN)/python -m casebook review

test: $(VENV)/test.done lint
	@$(BIN)/python -m pytest

lint: $(VENV)/test.done
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/test.done
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

diagrams: $(VENV)/test.done
	@$(BIN)/python -m casebook diagrams

schemas: $(VENV)/site.done
	@$(BIN)/python -m casebook schemas

DIR =
new-course: $(VENV)/site.done
	@test -n "$(DIR)" || { echo "say where: make new-course DIR=../my-course"; exit 1; }
	@$(BIN)/python -m casebook new-course "$(DIR)"

# A variable font has every weight from 400 to 700. Letters with marks (names, pinyin) stand in
# files of their own, which a browser fetches only for a page that has some.
FONT := @fontsource-variable/source-serif-4@5.3.1
CUT_latin := source-serif U+20-7E,U+A0,U+A7,U+B6,U+B7,U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2026
CUT_marked := source-serif-marked U+C0-FF,U+20AC
CUT_pinyin := source-serif-pinyin U+100-101,U+106-107,U+10C-10D,U+112-113,U+11A-11B,U+12A-12B,U+141-142,U+14C-14D,U+160-161,U+16A-16B,U+17D-17E,U+1CD-1DC

# For documents to print: whole fonts of four styles, and the commonest Chinese characters with
# every one that the course uses.
PAPER := hooks/casebook/exports/documents/fonts
PAPER_FONTS := @expo-google-fonts/source-serif-4@0.4.1 @expo-google-fonts/noto-serif-sc@0.4.3
CUT_paper := U+20-7E,U+A0-17F,U+18F,U+192,U+1CD-1DC,U+2C7,U+300-304,U+30C,U+370-3FF,U+400-45F,U+1E00-1EFF,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,U+2032,U+2033,U+2039,U+203A,U+2044,U+20AC,U+2190-2193,U+2212,U+2248,U+2260,U+2264,U+2265

# Everything is made under .build/ first, so that what stops it half-way leaves the fonts as they are.
fonts: $(VENV)/test.done
	@$(NEEDS_NPM)
	@rm -rf .build/fonts && mkdir -p .build/fonts/site .build/fonts/print
	@cd .build/fonts && $(call pack,$(FONT)) && tar xzf *.tgz
	@cd .build/fonts && for set in latin latin-ext; do $(CURDIR)/$(BIN)/fonttools varLib.instancer --quiet --no-recalc-timestamp \
		--output $$set.ttf package/files/source-serif-4-$$set-wght-normal.woff2 wght=400:700; done
	@cut() { $(BIN)/pyftsubset .build/fonts/$$1.ttf --unicodes=$$3 --flavor=woff2 \
		--layout-features=kern,liga --no-hinting --output-file=.build/fonts/site/$$2.woff2; }; \
		cut latin $(CUT_latin) && cut latin $(CUT_marked) && cut latin-ext $(CUT_pinyin)
	@cp .build/fonts/package/LICENSE .build/fonts/site/LICENSE.txt
	@set -e; mkdir .build/fonts/paper; cd .build/fonts/paper; for font in $(PAPER_FONTS); do \
		$(call pack,$$font); tar xzf *.tgz; rm *.tgz; \
		cat package/LICENSE_FONT >> ../print/LICENSE.txt; done
	@$(BIN)/python -m casebook letters > .build/fonts/letters.txt
	@set -e; cut() { $(BIN)/pyftsubset .build/fonts/paper/package/$$1 --name-IDs='*' --no-hinting \
		--output-file=.build/fonts/print/$$2.ttf "$$3" --layout-features=$$4; }; \
		for style in 400Regular 400Regular_Italic 600SemiBold 600SemiBold_Italic; do \
		cut $$style/SourceSerif4_$$style.ttf SourceSerif4-$$style --unicodes=$(CUT_paper) kern,liga,mark; done; \
		cut 400Regular/NotoSerifSC_400Regular.ttf NotoSerifSC-Regular --text-file=.build/fonts/letters.txt ''
	@$(BIN)/python -m casebook letters --have .build/fonts/print > .build/fonts/print/letters.txt
	@mkdir -p docs/assets/fonts $(PAPER)
	@cp .build/fonts/site/* docs/assets/fonts/ && cp .build/fonts/print/* $(PAPER)/

# What runs in a process of its own, as MkDocs does, is counted too. COVERAGE narrows it down, as
# in: make coverage COVERAGE=tests/test_build.py
COVERAGE ?= tests --ignore=tests/browser
coverage: $(VENV)/test.done
	@$(BIN)/python -m coverage erase
	@$(BIN)/python -m coverage run -m pytest -n 0 $(COVERAGE)
	@$(BIN)/python -m coverage combine --quiet
	@$(BIN)/python -m coverage report

vulnerabilities: $(VENV)/security.done
	@mkdir -p .build
	@$(BIN)/pip-audit --strict --disable-pip --require-hashes --progress-spinner off \
		-r requirements/site.txt -r requirements/test.txt -r requirements/security.txt \
		>.build/vulnerabilities.txt 2>&1 && cat .build/vulnerabilities.txt || { \
		grep -v '^ \|^Traceback\|^$$' .build/vulnerabilities.txt | tail -n 20; \
		echo "The libraries above have a known vulnerability, or PyPI did not answer; MAINTAINING.md, “A vulnerable library”, says what to do" >&2; exit 1; }

bill: $(VENV)/security.done
	@mkdir -p .build
	@$(BIN)/cyclonedx-py requirements --output-reproducible --of JSON \
		-o .build/bill-of-materials.json requirements/site.txt

lock:
	@$(NEEDS_PYTHON)
	@$(PYTHON) -m venv .build/uv && .build/uv/bin/pip install --quiet -r requirements/lock.in || { $(OFFLINE); }
	@set -e; for name in site test security; do .build/uv/bin/uv pip compile --quiet --upgrade --universal \
		--python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
		--custom-compile-command "make lock" requirements/$$name.in -o .build/uv/$$name.txt; done
	@cp .build/uv/site.txt .build/uv/test.txt .build/uv/security.txt requirements/

-include tests/measure.mk

clean:
	rm -rf site .build $(VENV)

# Each stamp is newer than what it was made from, so that a second run does nothing. An environment
# that was being made when its command was killed has no pip, and is made anew.
$(VENV)/%.done: requirements/%.txt | $(VENV)/bin/python
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { $(NEEDS_PYTHON); $(PYTHON) -m venv --clear $(VENV); }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $< || { $(OFFLINE); }
	@touch $@

$(VENV)/bin/python:
	@$(NEEDS_PYTHON)
	@$(PYTHON) -m venv $(VENV)

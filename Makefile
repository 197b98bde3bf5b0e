# Every target is one line that calls build_tools or a script; the set-up runs by itself, once,
# and again when a lock file changes. Options: make site AS_OF=2026-12-01 LANG_UI=en

SHELL := /bin/sh
PYTHON := .venv/bin/python
SITE_READY := .venv/.ready-site
TEST_READY := .venv/.ready-test

# Given on the command line, handed on as options. Values are quoted, names are fixed.
with_lang := $(if $(LANG_UI),--lang '$(LANG_UI)')
with_site := $(with_lang) $(if $(AS_OF),--as-of '$(AS_OF)') $(if $(OUT),--out '$(OUT)') $(if $(CONTENT),--content '$(CONTENT)')
with_build := $(with_site) $(if $(JOBS),--jobs '$(JOBS)') $(if $(CACHE),--cache '$(CACHE)') $(if $(COMPRESS),--compress) $(if $(PROFILE),--profile)

.DEFAULT_GOAL := help
export Q
.PHONY: help setup site serve check new match translated import schema easy search search-eval headers zip test evidence gallery bench lint format lock

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(SITE_READY) ## Install what building needs (done by the other targets too)

site: $(SITE_READY) ## Check, build, verify and publish to site/  [AS_OF= LANG_UI= OUT= CONTENT= JOBS= CACHE= COMPRESS=1 PROFILE=1]
	@$(PYTHON) -m build_tools site $(with_build)

serve: $(SITE_READY) ## Show the site here while you write          [PORT=]
	@$(PYTHON) -m build_tools serve $(with_lang) $(if $(PORT),--port '$(PORT)') $(if $(CONTENT),--content '$(CONTENT)') $(if $(AS_OF),--as-of '$(AS_OF)')

check: $(SITE_READY) ## Check the content, build nothing            [LANG_UI= FORMAT=]
	@$(PYTHON) -m build_tools check $(with_lang) $(if $(FORMAT),--format '$(FORMAT)')

new: $(SITE_READY) ## Start a record                              KIND=event ID=2026-walk [TITLE= SAMPLE=1 LANG_UI=]
	@$(PYTHON) -m build_tools new '$(KIND)' '$(ID)' $(if $(TITLE),--title "$$TITLE") $(if $(SAMPLE),--sample) $(with_lang)

translated: $(SITE_READY) ## Say that a translation is up to date      ID=events/2026-walk.en | ALL=1 [KIND=event LANG_UI=]
	@$(PYTHON) -m build_tools translated $(if $(ID),'$(ID)') $(if $(ALL),--all) $(if $(KIND),--kind '$(KIND)') $(with_lang)

match: $(SITE_READY) ## Say what on the matching board fits, and why  [ACCEPT="need-id proposal-id operation-id" ID= TITLE= LANG_UI=]
	@$(PYTHON) -m build_tools match $(if $(ACCEPT),--accept '$(ACCEPT)') $(if $(ID),--id '$(ID)') $(if $(TITLE),--title "$$TITLE") $(with_lang)

import: $(SITE_READY) ## Bring in events from a CSV file             FILE=events.csv [WRITE=1 SOURCE= LANG_UI=]
	@$(PYTHON) -m build_tools import '$(FILE)' $(if $(WRITE),--write) $(if $(SOURCE),--source '$(SOURCE)') $(with_lang)

schema: $(SITE_READY) ## Write JSON Schemas that help your editor    [LANG_UI= OUT=]
	@$(PYTHON) -m build_tools schema $(with_lang) $(if $(OUT),--out '$(OUT)')

easy: $(SITE_READY) ## Score the texts in easy Japanese             [ID= LANG_UI=]
	@$(PYTHON) -m build_tools easy $(if $(ID),'$(ID)') $(with_lang)

search: $(SITE_READY) ## Say what the site finds, and why            Q=word [IN=en AS_OF= LANG_UI=]
	@$(PYTHON) -m build_tools search "$$Q" $(if $(IN),--in '$(IN)') $(if $(AS_OF),--as-of '$(AS_OF)') $(with_lang)

search-eval: $(SITE_READY) ## Measure search on a corpus with queries    [RECORDS= QUERIES= SYNONYMS= PAGES=20000]
	@$(PYTHON) -m build_tools search-eval '$(or $(RECORDS),tests/search_eval/records.json)' '$(or $(QUERIES),tests/search_eval/queries.json)' --synonyms '$(or $(SYNONYMS),content/synonyms.yml)' $(if $(PAGES),--pages '$(PAGES)') $(with_lang)

headers: $(SITE_READY) ## Write how a server is to answer           HOST=nginx|caddy|cloudflare|netlify [ROOT=/var/www/html OUT= BROTLI=1]
	@$(PYTHON) -m build_tools headers '$(HOST)' $(if $(ROOT),--root '$(ROOT)') $(if $(OUT),--out '$(OUT)') $(if $(BROTLI),--brotli) $(with_lang)

zip: $(SITE_READY) ## Put the built site into one ZIP, for a USB stick [TO=site.zip OUT= LANG_UI=]
	@$(PYTHON) -m build_tools zip $(with_lang) $(if $(OUT),--out '$(OUT)') $(if $(TO),--to '$(TO)')

# Many tests start the program, which would be compiled each time where bytecode is not kept.
test: $(TEST_READY) ## Run every test, those in a browser too      [ARGS='-m "not browser"']
	@env -u PYTHONDONTWRITEBYTECODE $(PYTHON) -m pytest --numprocesses auto --dist worksteal $(ARGS)

evidence: $(TEST_READY) ## Test accessibility and write down what was found  [DAY=2026-11-28]
	@env -u PYTHONDONTWRITEBYTECODE $(PYTHON) -m pytest --numprocesses auto --dist worksteal --evidence content/accessibility-tests/machine.yml $(if $(DAY),--evidence-day '$(DAY)') tests/site tests/browser; code=$$?; $(PYTHON) -m build_tools translated accessibility-tests/machine.en $(with_lang); exit $$code

gallery: $(TEST_READY) ## Take pictures of each kind of page of site/  [OUT=gallery ONLY=home,event]
	@$(PYTHON) -m tests.gallery $(if $(OUT),--out '$(OUT)') $(if $(ONLY),--only '$(ONLY)')

bench: $(SITE_READY) ## Measure our build against others            [QUICK=1 ONLY=case,case RECORDS=2500]
	@$(PYTHON) -m bench.run $(if $(QUICK),--quick) $(if $(ONLY),--only '$(ONLY)') $(if $(RECORDS),--records '$(RECORDS)')

lint: $(TEST_READY) ## Check style and types of the code
	@$(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check . && $(PYTHON) -m mypy

format: $(TEST_READY) ## Put the code into its one form
	@$(PYTHON) -m ruff check --fix-only --quiet . && $(PYTHON) -m ruff format .

lock: ## Pin the newest allowed packages again (needs uv)
	@sh build_tools/setup.sh lock

$(SITE_READY): requirements.lock build_tools/setup.sh
	@sh build_tools/setup.sh site

$(TEST_READY): requirements.lock requirements-test.lock package.json package-lock.json build_tools/setup.sh
	@sh build_tools/setup.sh test

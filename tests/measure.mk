# make audit   measure every page: weight, axe, HTML, Lighthouse; uses npm where there is one
# make bench   time builds, edits and pages, also of generated courses of 15 to 1,500 chapters
# make shots   pictures of the built site, for the README and for looking at

.PHONY: audit bench shots

NU := vnu-jar@26.9.27
audit: $(VENV)/test.done site
	@if command -v npm >/dev/null && [ ! -e .build/audit/$(NU)/vnu.jar ]; then \
		mkdir -p .build/audit/$(NU) && cd .build/audit/$(NU) && $(call pack,$(NU)) && \
		tar xzf *.tgz && mv package/build/dist/vnu.jar . && rm -r package *.tgz; fi
	@$(BIN)/python -m tests.audit $$(ls .build/audit/$(NU)/vnu.jar 2>/dev/null)

shots: $(VENV)/test.done site
	@$(BIN)/python -m tests.browser.shots

# SIZES="15 150" leaves the largest generated course out, which takes ten minutes.
bench: $(VENV)/test.done
	@$(BIN)/python -m tests.bench

# flowrun: everything a person types. `make help` lists it.
# All of these build for debugging; a release build takes several times as long and is for `bench`.
.DEFAULT_GOAL := help
SHELL := /bin/bash
# Where public test suites and the official schemas lie, if they do.
FLOWRUN_SUITES ?= ../shared/suites
FLOWRUN_REFERENCE ?= ../shared/reference
FLOWRUN_PERF ?= ../shared/perf
export FLOWRUN_REFERENCE
.NOTPARALLEL:

.PHONY: help setup demo test check lint fmt golden docs conformance contract faults kit fuzz soak bench clean

help: ## this list
	@echo "flowrun: typed mapping flows between BigCommerce and MplusKASSA"
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: ## install the Debian packages that are missing
	@tools/setup

demo: setup ## both systems simulated, all flows over HTTP, the books
	@echo "demo: building (the first time takes several minutes)"
	@rm -rf .build/demo.ndjson .build/demo.ndjson.soap
	@swift build --product flowrun
	@swift run --skip-build flowrun demo --record .build/demo.ndjson

test: setup ## all tests
	@echo "test: building (the first time takes several minutes)"
	swift test

check: setup lint test demo conformance contract kit ## what must pass before a change lands

lint: ## the house style, as far as a tool can tell
	swift format lint --strict --recursive Sources Tests Package.swift fuzz/Sources fuzz/Package.swift examples

fmt: ## lay the code out in the house style
	swift format --in-place --recursive Sources Tests Package.swift fuzz/Sources fuzz/Package.swift examples

golden: setup ## write the expected messages of the tests anew; read the difference as prose
	FLOWRUN_UPDATE_GOLDENS=1 swift test
	@git --no-pager diff --stat

docs: setup ## print the reference pages in docs/ anew
	swift build --product flowrun
	@swift run --skip-build flowrun docs docs

conformance: setup ## the schemas by another validator, public suites and mapping tasks by others, where they are
	@tools/schemas
	@if [ -d "$(FLOWRUN_SUITES)" ]; then FLOWRUN_SUITES="$$(cd "$(FLOWRUN_SUITES)" && pwd)" sh -c "tools/sarif && tools/conformance"; \
	else echo "conformance: skipped, there is no $(FLOWRUN_SUITES) (make conformance FLOWRUN_SUITES=…)"; fi
	@if [ -d "$(FLOWRUN_PERF)/data" ]; then FLOWRUN_PERF="$$(cd "$(FLOWRUN_PERF)" && pwd)" tools/tasks; \
	else echo "tasks: skipped, there is no $(FLOWRUN_PERF)/data (make conformance FLOWRUN_PERF=…)"; fi

contract: setup ## weeks of all flows against the official schemas, where they are
	@swift build --product flowrun
	@tools/contract

kit: setup ## the connector kit: its pages, and a connector in a package of its own
	@tools/kit

SECONDS ?= 60
fuzz: setup ## mutated input against every reader, a minute each (SECONDS=20: shorter)
	@tools/fuzz $(SECONDS)

faults: setup ## every class of faults on 500 orders and 500 products, then all of them; six minutes
	FLOWRUN_FAULTS=all swift test --filter '(FaultyLine|PermanentFault)Tests'

RECORDS ?= 100000
soak: setup ## a shop and a till of 100,000 read in under 150 MB, with a release build (RECORDS=5000: smaller)
	@swift build -c release --product flowrun
	@tools/soak .build/release/flowrun $(RECORDS)

bench: setup ## speed as ratios to peers, with a release build (the first takes a quarter of an hour)
	@tools/venv
	@swift build -c release --product flowrun
	@.venv/bin/python bench/validate .build/release/flowrun

clean: ## throw away what was built
	rm -rf .build .venv fuzz/.build

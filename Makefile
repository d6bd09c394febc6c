SHELL := /bin/bash
GO ?= go
export HEED_DATA ?= $(abspath ../shared/data)

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: demo
demo: ## start Heed with the sample workspace on 127.0.0.1:8420
	$(GO) run ./cmd/heed demo

.PHONY: build
build: ## build ./heed
	CGO_ENABLED=0 $(GO) build -trimpath -o heed ./cmd/heed

.PHONY: deps
deps: ## install what the tests need and this machine lacks (PostgreSQL, Chromium)
	scripts/deps.sh

.PHONY: test
test: deps lint ## install what is missing, lint, and run every test
	$(GO) vet ./...
	$(GO) test ./...
	@echo "all tests passed"

.PHONY: quick
quick: ## the tests that need neither PostgreSQL nor Chromium
	$(GO) test -short ./...

.PHONY: race
race: ## the tests of what runs at once, with the race detector
	CGO_ENABLED=1 $(GO) test -race -short ./app/... ./store/... ./show/... ./sense

.PHONY: lint
lint: ## gofmt and golangci-lint
	@test -z "$$(gofmt -l . | tee /dev/stderr)" || { echo "gofmt would change the files above"; exit 1; }
	$(GO) tool -modfile=tools/go.mod golangci-lint run ./...

.PHONY: bench
bench: ## benchmarks, ready for benchstat
	$(GO) test -run '^$$' -bench . -benchmem ./...

.PHONY: fuzz
fuzz: ## every fuzz target for ten seconds
	scripts/fuzz.sh

.PHONY: golden
golden: ## record the goldens again; review the difference
	HEED_UPDATE=1 $(GO) test ./...

.PHONY: screenshots
screenshots: deps ## take the pictures under docs/
	$(GO) run ./cmd/screenshots

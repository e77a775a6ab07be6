# The two commands: `make run` and `make test`. `make help` lists the rest.

SWIFT ?= swift
.DEFAULT_GOAL := help
.PHONY: help run test format lint bench throughput load why interop parity fuzz sanitize docs consumer prerequisites

help: ## List the commands.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: prerequisites ## Build the server (release) and run its demo on http://127.0.0.1:8080.
	@$(SWIFT) build -c release --product mapae
	@exec .build/release/mapae serve --demo

test: prerequisites ## Run every Swift test.
	@$(SWIFT) test --parallel

format: ## Format all Swift sources in place.
	@$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests Examples Benchmarks Fuzzing

lint: ## Check the format of all Swift sources, and what every source must not hold.
	@scripts/lint

bench: ## Measure, and count instructions (installs valgrind).
	@scripts/prerequisites valgrind
	@MAPAE_BENCHMARKS=1 $(SWIFT) build -c release
	@.build/release/mapae-bench --limits Benchmarks/limits
	@scripts/instructions --no-build --limits Benchmarks/limits

throughput: ## Measure a protected route over HTTP, beside jwt-kit and Flask (installs wrk, valgrind and python3-venv).
	@scripts/prerequisites wrk valgrind python3-venv
	@scripts/throughput

load: ## Measure accounts, sessions and OAuth under load, for some ten minutes (installs wrk).
	@scripts/prerequisites wrk python3
	@scripts/load

why: prerequisites ## Count what passwords, sessions and tokens cost a small app.
	@$(SWIFT) build -c release --product why
	@exec .build/release/why

interop: ## Compare with other JWT libraries, OAuth clients, conformance suites, browsers, proxies (installs those).
	@scripts/prerequisites python3-venv chromedriver openssl nginx caddy h2load gcc
	@scripts/interop

parity: ## Compare with Flask-JWT-Extended's answers to the parity kit (installs python3-venv).
	@scripts/prerequisites python3-venv
	@scripts/parity

fuzz: ## Fuzz the readers of tokens, JSON and keys for MINUTES (10 unless told).
	@scripts/prerequisites openssl python3
	@scripts/fuzz --seconds $$(($${MINUTES:-10} * 60))

sanitize: prerequisites ## Run the tests under the address and the thread sanitizer (TESTS=FILTER for some of them).
	@scripts/sanitize $${TESTS:-}

docs: prerequisites ## Make the API documentation, under .build/documentation.
	@scripts/docs

consumer: prerequisites ## Build a small package that depends on this one without the server.
	@scripts/consumer

prerequisites:
	@scripts/prerequisites

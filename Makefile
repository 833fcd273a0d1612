SHELL := /bin/bash
.DEFAULT_GOAL := help
PORT ?= 5005
export PORT

run: train ## Set up, train if needed, start the assistant and print its address
	@scripts/serve.sh

test: browser check train ## Set up and run every test
	@# What was compiled is kept, also where Python is told not to: both processes and every server would compile it anew.
	@. scripts/environment.sh && PYTHONDONTWRITEBYTECODE= pytest -n 2 --dist loadgroup --no-loadscope-reorder

shell: train ## Talk to the assistant in the Rasa shell
	@scripts/shell.sh

cluster: PORT := $(if $(filter file,$(origin PORT)),5400,$(PORT))
cluster: train ## Start PostgreSQL, Redis, RabbitMQ, nginx, 2 Rasa and 2 action servers on this machine, on PORT (5400) and above
	@. scripts/environment.sh && exec python -m scripts.cluster

test-cluster: train ## Put load on such a cluster, kill each of its processes, and see that nothing is lost
	@. scripts/environment.sh && CLEAN_EXIT_TEST_CLUSTER=1 pytest -s tests/cluster

test-faults: train ## Break servers and stores for real: kills under load, full disks, damaged rows, wrong clocks, slow stores
	@. scripts/environment.sh && CLEAN_EXIT_TEST_FAULTS=1 pytest -s tests/faults

audit: install ## Ask for known faults in the locked packages; says NOT AUDITED if nobody can be asked
	@scripts/audit.sh

check-deploy: install ## Check deploy/ with hadolint, docker compose, kubectl, the Kubernetes schemas and nginx
	@scripts/install_validators.sh
	@. scripts/environment.sh && pytest tests/deploy

serve: ## Start the assistant in the foreground on PORT (default 5005), as it is set up and trained
	@scripts/serve.sh

train: install ## Set up and train the model if anything it is made from has changed
	@scripts/train.sh

check: install ## Lint, check types, the Rasa data and the knowledge base
	@. scripts/environment.sh && scripts/check.sh

knowledge: install ## Report on the knowledge base; DOCUMENTS=folder holds its claims against copies of the articles
	@. scripts/environment.sh && python -m editing.report $(if $(DOCUMENTS),--documents "$(DOCUMENTS)")

review-copy: install ## Write all advice, claims and sources as one page to read and print
	@. scripts/environment.sh && python -m editing.review_copy build/review-copy.html

evaluate: train ## Measure how well the assistant understands people; reports in build/evaluation
	@. scripts/environment.sh && python -m evaluation.run $(if $(ONLY),--only "$(ONLY)")

benchmark-nlu: install ## Measure the pipeline on the data in HINT3=folder; BASELINE=no leaves Rasa's default out
	@. scripts/environment.sh \
		&& { [ -n "$(HINT3)" ] || fail "where is the HINT3 data? make benchmark-nlu HINT3=path/to/hint3"; } \
		&& python -m benchmarks.nlu $(if $(filter no,$(BASELINE)),--without-baseline) "$(HINT3)"

bench: train ## Compare the speed with the bot of `rasa init` (an hour; BENCH="--quick" is a short run)
	@. scripts/environment.sh && python -m benchmarks.speed $(BENCH)

adapt-encoder: install ## Adapt the sentence encoder to the training data again (about 45 minutes)
	@scripts/adapt_encoder.sh

schemas: install ## Renew the JSON Schemas by which editors complete and check the knowledge files
	@. scripts/environment.sh && python -m editing.schemas

install: ## Set up .venv and the sentence encoder, if that has not been done
	@scripts/install.sh

browser: install ## Get Chromium for the browser tests, if there is none (needs root)
	@scripts/install_browser.sh

lock: install ## Renew the locked requirements from the .in files
	@scripts/lock.sh

clean: ## Remove everything that was installed, built or trained here
	rm -rf .venv .uv build models .rasa results .pytest_cache .mypy_cache .ruff_cache .hypothesis

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run test cluster test-cluster test-faults audit check-deploy shell serve train check knowledge review-copy evaluate benchmark-nlu bench adapt-encoder schemas install browser lock clean help

SHELL := /bin/bash
.DEFAULT_GOAL := help
PORT ?= 5005
export PORT

run: train ## Set up, train if needed, start the assistant and print its address
	@scripts/serve.sh

test: check train ## Set up and run every test
	@. scripts/environment.sh && pytest

shell: train ## Talk to the assistant in the Rasa shell
	@scripts/shell.sh

serve: ## Start the assistant in the foreground on PORT (default 5005), as it is set up and trained
	@scripts/serve.sh

train: install ## Set up and train the model if anything it is made from has changed
	@scripts/train.sh

check: install ## Lint, check types, the Rasa data and the knowledge base
	@. scripts/environment.sh && scripts/check.sh

install: ## Set up .venv and the sentence encoder, if that has not been done
	@scripts/install.sh

lock: install ## Renew the locked requirements from the .in files
	@scripts/lock.sh

clean: ## Remove everything that was installed, built or trained here
	rm -rf .venv .uv build models .rasa results .pytest_cache .mypy_cache .ruff_cache .hypothesis

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run test shell serve train check install lock clean help

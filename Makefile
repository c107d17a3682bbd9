# Each task is described in .ci/do.py, which also serves machines without make.
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)

.PHONY: help run test lint bench faults screens bundle lock
help run test lint bench faults screens bundle lock:
	@$(PYTHON) .ci/do.py $@

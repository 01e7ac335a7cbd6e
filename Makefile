# One environment in .venv; Windows without make: see README.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test test-all lint bundle bench clean

demo: $(VENV)/.runtime  ## 走一遍：建书、发卷、收卷、判分、考评
	@$(MAKE) --no-print-directory node_modules/.ready || echo '幻灯片要用的 reveal.js 没有装上：能上网时再运行 npm ci'
	$(BIN)/lianbing demo

test: $(VENV)/.dev node_modules/.ready lint  ## 全部检查，长的除外
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not long"

test-all: $(VENV)/.dev node_modules/.ready lint
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: $(VENV)/.dev node_modules/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/lianbing check
	$(BIN)/lianbing generate --check
	$(BIN)/python -m lianbing.wire --check
	@if [ -d node_modules/esbuild ]; then npm run --silent check; else echo 没有 Node，前端的检查会跳过; fi

bundle: node_modules/.ready  ## 改了 widgets/static 以后
	npm run --silent bundle

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "需要 Python 3.11 或更新的版本")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo 正在安装依赖，第一次要几分钟……
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo 正在安装依赖，第一次要几分钟……
	$(INSTALL) --editable '.[dev]'
	@touch $@ $(VENV)/.runtime

# Bundler, type checker and reveal.js come from npm, which also runs tools/vendor.js; without Node tests are skipped
# (under CI they fail), and slides say what to install.
node_modules/.ready: package.json package-lock.json
	@mkdir -p node_modules
	@if command -v npm >/dev/null; then npm ci --no-audit --no-fund --loglevel=error; fi
	@touch $@

clean:
	rm -rf $(VENV) _build var node_modules

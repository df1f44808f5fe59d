#!/usr/bin/env bash
# Writes the locked dependency sets anew, with hashes. Needs uv (pip install uv). Run it from the root of the checkout.
set -euo pipefail
lock() {
  uv pip compile --quiet pyproject.toml --generate-hashes --python-version 3.11 \
    --no-emit-index-url --no-header --no-annotate "$@"
}
lock --extra build --output-file requirements/run.txt
lock --extra build --extra dev --output-file requirements/dev.txt
lock --extra build --extra dev --extra browser --output-file requirements/ci.txt
lock --extra docs --output-file requirements/docs.txt

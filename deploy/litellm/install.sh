#!/usr/bin/env bash
# LiteLLM's proxy. Usage: install.sh VENV
set -euo pipefail
python3 -m venv "$1"
"$1/bin/pip" install -q "litellm[proxy]==1.108.7"

#!/usr/bin/env bash
# Ray with diffusers, to be the same on every node. Usage: install.sh VENV
# PIP_EXTRA: more options of pip, e.g. --index-url for a CPU build of torch.
set -euo pipefail
python3 -m venv "$1"
"$1/bin/pip" install -q ${PIP_EXTRA:-} "ray[serve,data]==2.60.0" "diffusers==0.37.0" "transformers==5.19.0" "torch==2.13.0" accelerate sentencepiece pillow

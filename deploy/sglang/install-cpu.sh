#!/usr/bin/env bash
# SGLang Diffusion without a graphics card, to try things out. Usage: install-cpu.sh VENV
# TORCH_CPU_WHEELS: a folder or page with a CPU build of torch 2.13; default: that of the torch project.
set -euo pipefail
venv=$1
here=$(cd "$(dirname "$0")" && pwd)
python3 -m venv "$venv"
"$venv/bin/pip" install -q "uv==0.13.*"
"$venv/bin/uv" pip install -q --python "$venv/bin/python" \
  --find-links "${TORCH_CPU_WHEELS:-https://download.pytorch.org/whl/cpu/torch}" \
  --override "$here/cpu-overrides.txt" "sglang[diffusion]==0.5.23" torchvision dill
# PyPI has torchvision for CUDA only; beside a CPU torch its operators are not there, so their declarations must not run
sed -i 's/^@torch.library.register_fake("torchvision::/#&/' "$venv"/lib/python3*/site-packages/torchvision/_meta_registrations.py
"$venv/bin/python" -c 'import torch, torchvision, sglang; print(torch.__version__, torchvision.__version__, sglang.__version__)'

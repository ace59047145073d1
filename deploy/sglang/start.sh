#!/usr/bin/env bash
# One SGLang with one Sana model, in the foreground. Usage: start.sh VENV MODEL PORT [more options of sglang serve]
# MODEL: a folder in the diffusers layout, or a name on the Hugging Face Hub. DEVICE=cpu without a graphics card.
# The other backend leaves out Sana's instruction and tables of positions: it must be diffusers.
set -euo pipefail
venv=$1 model=$2 port=$3
shift 3
cpu=()
if [ "${DEVICE:-cuda}" = cpu ]; then
  export SGLANG_DIFFUSION_TARGET_DEVICE=cpu OMP_NUM_THREADS="${OMP_NUM_THREADS:-1}"
  cpu=(--dit-precision fp32 --text-encoder-precisions fp32 --vae-precision fp32)
fi
# two that start at the same time would both find the usual ports free; with other last digits they are nobody's own port
inner=(--master-port "$((20000 + (port + 3) % 10000))" --scheduler-port "$((10000 + (port + 6) % 10000))")
exec "$venv/bin/sglang" serve --model-type diffusion --model-path "$model" --served-model-name "${NAME:-$(basename "$model")}" \
  --backend diffusers --warmup-mode off --output-path "" --host "${HOST:-127.0.0.1}" --port "$port" "${inner[@]}" "${cpu[@]}" "$@"

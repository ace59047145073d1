#!/usr/bin/env bash
# Trains in the background, in pieces, until everything is done or SANA_MINI_SCRATCH/STOP exists.
# usage: setsid nohup training/background.sh [ARGUMENTS OF training.run] > LOG 2>&1 &
# It waits while the file SANA_MINI_PAUSE exists. PYTHON names the interpreter (default: python).
cd "$(dirname "$0")/.." || exit 1
export SANA_MINI_SCRATCH=${SANA_MINI_SCRATCH:-$PWD/training/.scratch}
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1} PYTHONUNBUFFERED=1
# Freed memory is kept for the next step: giving it back and clearing it anew costs a tenth of the time.
export MALLOC_TRIM_THRESHOLD_=4000000000 MALLOC_MMAP_THRESHOLD_=4000000000
failures=0
until [ -e "$SANA_MINI_SCRATCH/STOP" ]; do
  if [ -n "${SANA_MINI_PAUSE:-}" ] && [ -e "$SANA_MINI_PAUSE" ]; then
    sleep 5
    continue
  fi
  nice -n 19 "${PYTHON:-python}" -m training.run --minutes 9 "$@"
  code=$?
  if [ $code -eq 0 ]; then exit 0; fi
  if [ $code -eq 75 ]; then failures=0; else failures=$((failures + 1)); fi
  # killed or out of memory: the checkpoint is whole, but what fails three times in a row fails again
  if [ $failures -ge 3 ]; then exit $code; fi
done

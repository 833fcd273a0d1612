#!/usr/bin/env bash
# Adapts the sentence encoder to the training data; then it has to be built anew, and everything be measured.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/install.sh
. scripts/environment.sh

fetch_weights
export JAX_PLATFORMS=cpu
python -m tuning.adapt "$weights" build/adaptation.safetensors || fail "the encoder could not be adapted"
mv build/adaptation.safetensors components/adaptation.safetensors
rm -rf build/weights
say "done; 'make evaluate' builds the encoder, trains with it and shows whether it is better"

#!/usr/bin/env bash
# Trains the model if something it is made from has changed since the last training.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/environment.sh

model=models/clean-exit.tar.gz
stamp=models/trained
record=$model.sha256
# Of the knowledge base, a training reads no more than the ids that the patterns of the language model name.
made_from=$(find config.yml domain.yml data components knowledge/facts.yml knowledge/claims.yml requirements.txt \
    build/sentence_encoder/built \
    -type f -not -name '*.pyc' -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)

python -m advisor.check || fail "the knowledge base has faults (see above), so nothing was trained"
# What the server finds when it starts has to be this model, and the encoder that it was trained with.
record_digests() { sha256sum "$model" build/sentence_encoder/*/* > "$record"; }

if [ -f "$model" ] && [ "$(cat $stamp 2>/dev/null)" = "$made_from" ]; then
    # A model of before there were records.
    [ -f "$record" ] || record_digests
    exit 0
fi
say "training the model (about four minutes)"
rm -rf "$stamp" "$record" build/training
mkdir -p build
rasa train --force --skip-validation --out build/training --fixed-model-name clean-exit > build/training.log 2>&1 \
    || { tail -n 20 build/training.log >&2; fail "the training failed; its whole log is build/training.log"; }
mkdir -p models
mv build/training/clean-exit.tar.gz "$model"
record_digests
echo "$made_from" > "$stamp"

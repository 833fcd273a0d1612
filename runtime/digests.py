"""Whether the model and the sentence encoder are the files that were recorded when the model was trained."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rasa.shared.exceptions import RasaException

ROOT = Path(__file__).resolve().parent.parent
MODELS = Path("models")
ENCODER = Path("build/sentence_encoder")
# The record stands beside the model, as `sha256sum` writes it.
SUFFIX = ".sha256"
CHUNK = 1 << 20


def check_digests(model: Path, root: Path = ROOT) -> None:
    """Raise, with what to do, unless the model and the encoder that it was trained with are as recorded."""
    record = _record_of(model)
    if not record.is_file():
        raise _refusal(f"there is no record of what {model} was when it was trained", "Run `make train`.")
    recorded = _read(record)
    names = sorted({_below(model, root), *_encoder(root), *recorded})
    with ThreadPoolExecutor() as threads:
        found = threads.map(lambda name: _digest(root / name), names)
    wrong = [name for name, digest in zip(names, found, strict=True) if digest != recorded.get(name, "")]
    if wrong:
        raise _wrong(wrong)


def record_digests(model: Path, root: Path = ROOT) -> None:
    """Record a model that was just trained, with the encoder, as `scripts/train.sh` does it."""
    names = [_below(model, root), *_encoder(root)]
    lines = [f"{_digest(root / name)}  {name}\n" for name in names]
    _record_of(model).write_text("".join(lines), "utf-8")


def _wrong(names: list[Path]) -> RasaException:
    folders = [MODELS, ENCODER] if any(ENCODER in name.parents for name in names) else [MODELS]
    return _refusal(
        f"{', '.join(map(str, names))} is damaged, or not what was there when the model was trained",
        f"Run `rm -r {' '.join(map(str, folders))}`, and then `make train`.",
    )


def _refusal(fault: str, what_to_do: str) -> RasaException:
    return RasaException(f"The assistant was not started: {fault}. {what_to_do}")


def _read(record: Path) -> dict[Path, str]:
    lines = record.read_text("utf-8", "replace").splitlines()
    return {Path(name): digest for digest, _, name in (line.partition("  ") for line in lines) if name}


def _record_of(model: Path) -> Path:
    return model.with_name(model.name + SUFFIX)


def _encoder(root: Path) -> list[Path]:
    """Return the files of the encoder."""
    return sorted(path.relative_to(root) for path in (root / ENCODER).glob("*/*"))


def _below(path: Path, root: Path) -> Path:
    """Return the path as the record names it."""
    whole = path.absolute()
    return whole.relative_to(root) if root in whole.parents else whole


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file, or nothing that could be one."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
    except OSError:
        return "unreadable"
    return digest.hexdigest()

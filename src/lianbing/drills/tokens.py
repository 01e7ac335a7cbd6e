"""Tokens, which prove that a submission answers the paper that was issued to its person."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from lianbing.errors import StoreFault
from lianbing.files import make_private_folder

_BYTES = 32
_PSEUDONYM = 12
"""Hexadecimal digits: among a hundred thousand people two have the same with a chance of one in fifty thousand."""


def load_secret(path: Path) -> bytes:
    """The secret of a data folder, 32 bytes; it is made on first use.

    Only the owner of the file can read it. Raises StoreFault.
    """
    try:
        return _read(path) if path.exists() else _make(path)
    except OSError as error:
        raise StoreFault(f"读写不了密钥文件 {path.name}：检查数据目录的权限") from error


def _read(path: Path) -> bytes:
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError as error:
        raise StoreFault(f"密钥文件 {path.name} 坏了：请从备份恢复，换了密钥，已发的答题册就收不回来") from error
    if len(secret) != _BYTES:
        raise StoreFault(f"密钥文件 {path.name} 不完整：请从备份恢复")
    return secret


def _make(path: Path) -> bytes:
    make_private_folder(path.parent)
    secret = secrets.token_bytes(_BYTES)
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secret.hex())
        file.flush()
        os.fsync(file.fileno())
    try:
        # Of two commands that make the first secret at once, one links it and the other reads it.
        os.link(partial, path)
    except FileExistsError:
        return _read(path)
    finally:
        partial.unlink()
    return secret


def token(secret: bytes, drill: str, paper: str, employee: str) -> str:
    """The token of one paper: HMAC-SHA-256 (RFC 2104) of drill, paper and employee, hexadecimal."""
    return _mac(secret, "token", drill, paper, employee)


def drill_seed(secret: bytes, drill: str) -> str:
    """The seed of a drill, from which its papers are drawn.

    In one data folder it is always the same. Without the secret of that folder nobody can compute
    it.
    """
    return _mac(secret, "seed", drill)


def is_token(secret: bytes, candidate: str, drill: str, paper: str, employee: str) -> bool:
    """Whether ``candidate`` is the token of this drill, paper and employee."""
    return hmac.compare_digest(candidate.encode(), token(secret, drill, paper, employee).encode())


def pseudonym(secret: bytes, purpose: str, kind: str, name: str) -> str:
    """代号: what stands for a person or unit in an export, always the same for one purpose in one data folder.

    Without the secret nobody can work out whose it is, nor match the exports of two purposes.
    """
    return f"{kind}-{_mac(secret, 'pseudonym', purpose, kind, name)[:_PSEUDONYM]}"


def check_code(token: str) -> str:
    """校验码: four digits by which a paper number that was copied by hand is checked; they don't reveal the token."""
    return hashlib.sha256(f"check\x1f{token}".encode()).hexdigest()[:4].upper()


def _mac(secret: bytes, *parts: str) -> str:
    return hmac.new(secret, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()

from __future__ import annotations
import pytest
from tests.app.kit import PERIOD, Bench
DATABASES = ("postgres",)

def test_pg(graded: Bench) -> None:
    assert graded.url
    assert graded("assess", PERIOD).code == 0
    code = graded("purge", "--number", "C0002", "--json").data["code"]
    ran = graded("purge", "--number", "C0002", "--confirm", code, "--reason", "年限已满")
    assert ran.code == 0, ran.said
    v = graded("ledger", "verify")
    assert v.code == 0, v.said
    assert "按规定清除" in v.out

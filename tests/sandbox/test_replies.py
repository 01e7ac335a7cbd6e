"""Whatever bytes a child writes and however it ends: a value or a fault, never an exception."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianbing.sandbox import CallResult, FaultKind, Frame, SandboxColumn
from lianbing.sandbox.inside.learner import STARTED
from lianbing.sandbox.replies import Reply, RunEnd, read

NONCE = "f00"
ENDED = RunEnd("", 0, 0.1)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["n", "m", "c", "f"]) | st.text(), inner),
    max_leaves=20,
)
NUMBERS = st.integers(-(10**9), 10**9)


def reply(result: bytes, ending: RunEnd = ENDED, output: bytes = b"") -> CallResult:
    return read(Reply(ending=ending, result=STARTED + result, output=output), NONCE, 5)


def reported(text: str) -> CallResult:
    return reply(f'{{"nonce": "{NONCE}", "value": {text}}}'.encode())


@given(st.binary(), st.binary())
def test_any_bytes(result: bytes, output: bytes) -> None:
    read_back = reply(result, output=output)
    assert read_back.fault
    read_back.printed.encode()


@given(JSON)
def test_any_json(data: object) -> None:
    assert reply(json.dumps(data).encode()).fault
    as_value = reported(json.dumps(data))
    assert as_value.fault is None or as_value.fault.kind is FaultKind.RESULT


@given(st.dictionaries(st.sampled_from(["fault", "value", "text", "type", "why", "line"]), JSON | st.sampled_from(
    ["raised", "syntax", "result", "memory", "exit"])))  # fmt: skip
def test_any_report(report: dict[str, object]) -> None:
    read_back = reply(json.dumps({"nonce": NONCE, **report}).encode())
    if read_back.fault:
        read_back.fault.message.encode()
        assert not read_back.fault.kind.is_ours


@given(NUMBERS, st.sampled_from(["", "wall", "scratch", "output", "result-size", "unwanted", "nonsense"]))
def test_any_ending(code: int, why: str) -> None:
    assert reply(b"", RunEnd(why, code, 0)).fault


MALFORMED = {
    "NaN": "NaN",
    "Infinity": "[-Infinity]",
    "huge integer": "9" * 5000,
    "huge exponent": "1e999999999999",
    "huge number": '{"n": "1e999999999"}',
    "number NaN": '{"n": "NaN"}',
    "number as a list": '{"n": []}',
    "deep": "[" * 100_000 + "]" * 100_000,
    "deep enough": "[" * 40 + "]" * 40,
    "deep mapping": '{"m": [["x", ' * 40 + "0" + "]]}" * 40,
    "unknown tag": '{"z": 1}',
    "two tags": '{"n": "1", "m": []}',
    "no tag": "{}",
    "pairs that are none": '{"m": [["x"]]}',
    "keys that are none": '{"m": [[["x"], 1]]}',
    "a column of two lengths": '{"c": {"name": null, "index": [1], "values": []}}',
    "a frame with holes": '{"f": {"columns": ["a"], "index": [0], "names": [null], "rows": [[]]}}',
    "a frame without rows": '{"f": {"columns": [], "index": [], "names": []}}',
    "a frame of text": '{"f": "x"}',
    "cut": '{"m": [',
    "two values": "1} {",
}


@pytest.mark.parametrize("text", MALFORMED.values(), ids=MALFORMED)
def test_malformed(text: str) -> None:
    fault = reported(text).fault
    assert fault
    assert fault.kind is FaultKind.RESULT


def test_what_went_wrong_before_any_learner_code_ran_is_ours() -> None:
    for ending in (ENDED, RunEnd("", 1, 0), RunEnd("wall", -9, 0), RunEnd("", -11, 0)):
        fault = read(Reply(ending=ending, result=b"", output=b""), NONCE, 5).fault
        assert fault
        assert fault.kind.is_ours


def test_another_nonce_is_malformed() -> None:
    assert reply(b'{"nonce": "f01", "value": 42}').fault
    assert reported("42").value == 42


def test_values_are_exact() -> None:
    frame = '{"f": {"columns": ["a"], "index": [0], "names": [null], "rows": [[0.10]]}}'
    assert reported('[0.1, {"n": "0.30"}, 12345678901234567890, true, null]').value == (
        Decimal("0.1"), Decimal("0.30"), 12345678901234567890, True, None,
    )  # fmt: skip
    assert reported(frame).value == Frame(columns=("a",), index=(0,), index_names=(None,), rows=((Decimal("0.1"),),))
    assert reported('{"c": {"name": "a", "index": [0], "values": [1]}}').value == SandboxColumn(
        name="a", index=(0,), values=(1,)
    )


def test_texts_hold_nothing_that_a_file_or_a_page_can_t() -> None:
    read_back = reported(r'{"m": [["\ud800", "\u0000a\u001b"]]}')
    assert read_back.value == {"\ufffd": "\ufffda\ufffd"}
    assert reply(b"", output=b"a\x00\xff\xed\xa0\x80\r\n").printed.encode()


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        (RunEnd("wall", -9, 1), FaultKind.TIME),
        (RunEnd("", -24, 5), FaultKind.TIME),
        (RunEnd("", -9, 6), FaultKind.TIME),
        (RunEnd("", -9, 1), FaultKind.SANDBOX),
        (RunEnd("", -11, 1), FaultKind.ENDED),
        (RunEnd("", 77, 1), FaultKind.MEMORY),
        (RunEnd("", 3, 1), FaultKind.ENDED),
        (RunEnd("scratch", -9, 1), FaultKind.SCRATCH),
        (RunEnd("output", -9, 1), FaultKind.OUTPUT),
        (RunEnd("result-size", -9, 1), FaultKind.RESULT),
    ],
)
def test_how_a_child_ended(ending: RunEnd, kind: FaultKind) -> None:
    fault = reply(b"", ending).fault
    assert fault
    assert fault.kind is kind
    assert fault.kind.is_ours == (kind is FaultKind.SANDBOX)

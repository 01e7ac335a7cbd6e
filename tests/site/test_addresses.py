"""Whoever links into the book from outside, as marked papers do, arrives."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lianbing.domain.book_map import book_map
from lianbing.domain.workbook import Workbook


def test_every_clause_and_fact_stands_where_the_map_of_the_book_says(shipped_site: Path, workbook: Workbook) -> None:
    @cache
    def page(name: str) -> str:
        return (shipped_site / name).read_text(encoding="utf-8")

    book = book_map(workbook)
    assert set(book.clauses) == set(workbook.clauses)
    for reference in {*book.clauses, *book.lessons}:
        for address in {book.address(reference), book.lesson_address(reference)} - {""}:
            name, _, anchor = address.partition("#")
            assert f'id="{anchor}"' in page(name), address

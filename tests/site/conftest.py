from __future__ import annotations

from collections.abc import Iterator

import pytest

from lianbing.domain.kernel.progress import Silent
from lianbing.press.site import build_site
from tests.serving import WAYS, reached
from tests.site.small_root import Built, write_root


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = write_root(tmp_path_factory.mktemp("book"))
    return Built(root, build_site(root, Silent()))


@pytest.fixture(scope="session", params=WAYS)
def base(request: pytest.FixtureRequest, built: Built) -> Iterator[str]:
    """The address of the book, on a web server and again as files."""
    with reached(built.site.folder, request.param) as address:
        yield address

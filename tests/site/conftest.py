from __future__ import annotations

from collections.abc import Iterator

import pytest

from lianbing.domain.kernel.progress import Silent
from lianbing.press.site import build_site
from tests.serving import Served
from tests.site.small_root import Built, write_root


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = write_root(tmp_path_factory.mktemp("book"))
    return Built(root, build_site(root, Silent()))


@pytest.fixture(scope="session")
def address(built: Built) -> Iterator[str]:
    served = Served(built.site.folder).switch_on()
    yield served.address
    served.switch_off()


@pytest.fixture(params=[pytest.param("http", marks=pytest.mark.long), "file"])
def base(request: pytest.FixtureRequest, built: Built) -> str:
    if request.param == "file":
        return built.site.folder.as_uri()
    address: str = request.getfixturevalue("address")
    return address

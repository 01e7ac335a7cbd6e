"""The working folder and the environment, which a process that was started ahead has to catch up with."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Difference:
    """What is different now; a variable that is None is to be removed."""

    cwd: str
    environment: dict[str, str | None]

    def apply(self) -> None:
        """Makes this process catch up."""
        os.chdir(self.cwd)
        for name, value in self.environment.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

    def as_code(self) -> str:
        """The same as :meth:`apply`, for a kernel that doesn't know this package."""
        return "\n".join(
            (
                "import os",
                f"os.chdir({self.cwd!r})",
                f"for name, value in {self.environment!r}.items():",
                "    os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value)",
            )
        )


@dataclass(frozen=True)
class Surroundings:
    """Where a process was started."""

    cwd: str
    environment: dict[str, str]

    @classmethod
    def now(cls) -> Surroundings:
        """Those of this process."""
        return cls(str(Path.cwd()), dict(os.environ))

    def change(self, cwd: str | None = None) -> Difference | None:
        """What is different now; None if nothing is."""
        now = Surroundings(cwd or str(Path.cwd()), dict(os.environ))
        if now == self:
            return None
        changed: dict[str, str | None] = {
            name: value for name, value in now.environment.items() if self.environment.get(name) != value
        }
        return Difference(now.cwd, changed | dict.fromkeys(self.environment.keys() - now.environment.keys()))

"""Public names of a package, each imported when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping


def on_demand(package: str, modules: Mapping[str, str]) -> Callable[[str], object]:
    """Give what a package may define as `__getattr__`, so that importing it imports little.

    Args:
        package: the name of the package.
        modules: by public name, the module of the package that it is in.

    Raises:
        AttributeError: when a name is asked for that is not among these.
    """

    def get(name: str) -> object:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(importlib.import_module(f"{package}.{modules[name]}"), name)

    return get

"""Which modules of a package a notebook reaches: what its results may depend on.

Imports are followed as they stand in the code, also those inside functions. What a module imports
for its types only (`if TYPE_CHECKING:`) is not followed, unless somebody imports it from there by
name: so a public face that imports lazily passes on only what it is asked for.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ckmreport.freshness.filehashes import FileHashes

#: The folder of this very package, which notebooks import.
PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True)
class Import:
    """One import: a module, the name that is taken from it (if any), and for types only or not."""

    module: str
    name: str | None
    typing_only: bool


class Package:
    """The modules of a package, and what they import of each other.

    Args:
        folder: the folder of the package.
        hashes: the checksums of files.
        known: what code with a checksum imports, as `imports` gave it before.
    """

    def __init__(
        self,
        folder: Path,
        hashes: FileHashes,
        known: Mapping[str, Sequence[Sequence[Any]]] | None = None,
    ) -> None:
        self.name = folder.name
        self.folder = folder
        self._hashes = hashes
        self._known = known or {}
        self._imports: dict[str, tuple[Import, ...]] = {}

    @property
    def imports(self) -> dict[str, list[list[Any]]]:
        """What was found out of the code that was looked at, by its checksum."""
        return {digest: [list(astuple(one)) for one in i] for digest, i in self._imports.items()}

    @cached_property
    def _paths(self) -> dict[str, Path]:
        paths = {}
        for path in self.folder.rglob("*.py"):
            parts = path.relative_to(self.folder.parent).with_suffix("").parts
            paths[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
        return paths

    def within(self, room: str) -> list[str]:
        """Give the modules of a package in this package, itself included."""
        return [name for name in self._paths if name == room or name.startswith(f"{room}.")]

    def reached(self, sources: Sequence[str], also: Sequence[str] = ()) -> list[Path]:
        """Give the files of the modules that code reaches, sorted.

        Args:
            sources: pieces of code, such as the cells of a notebook; one that Python cannot
                read imports nothing.
            also: modules that are reached in any case.
        """
        found: set[str] = set()
        names = [
            name
            for source in sources
            for one in self._imports_in(hashlib.sha256(source.encode()).hexdigest(), source)
            for name in self._of(one)
        ]
        waiting = [*names, *also]
        while waiting:
            module = waiting.pop()
            if module in found:
                continue
            found.add(module)
            parent, _, _ = module.rpartition(".")
            waiting += [parent] if parent else []
            waiting += [
                name
                for one in self._imports_of(module)
                if not one.typing_only
                for name in self._of(one)
            ]
        return sorted(self._paths[module] for module in found if module in self._paths)

    def _of(self, one: Import) -> Iterator[str]:
        """Give the modules of the package that an import reaches."""
        if one.module.partition(".")[0] != self.name:
            return
        yield one.module
        if one.name is None:
            return
        if f"{one.module}.{one.name}" in self._paths:
            yield f"{one.module}.{one.name}"
        for passed_on in self._imports_of(one.module):
            if passed_on.name == one.name and passed_on.typing_only:
                yield from self._of(passed_on)

    def _imports_of(self, module: str) -> tuple[Import, ...]:
        path = self._paths.get(module)
        return self._imports_in(self._hashes[path], path) if path else ()

    def _imports_in(self, digest: str, code: Path | str) -> tuple[Import, ...]:
        if digest not in self._imports:
            if digest in self._known:
                found = tuple(Import(*one) for one in self._known[digest])
            else:
                source = code.read_text(encoding="utf-8") if isinstance(code, Path) else code
                found = tuple(_imports(source))
            self._imports[digest] = found
        return self._imports[digest]


def _imports(source: str) -> Iterator[Import]:
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    yield from _imports_in(tree, typing_only=False)


def _imports_in(node: ast.AST, *, typing_only: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Import(names=names):
                for alias in names:
                    yield Import(alias.name, None, typing_only)
            case ast.ImportFrom(module=str(module), names=names):
                for alias in names:
                    yield Import(module, alias.name, typing_only)
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                yield from _imports_in(child, typing_only=True)
            case _:
                yield from _imports_in(child, typing_only=typing_only)

"""Whoosh's pickles, read without running what they name: only classes that an index of our fields has are known.

A pickle may call any function of Python; a folder given to `scripts/search --index` may come from anywhere.
"""

from __future__ import annotations

import io
import pickle
from typing import Any, BinaryIO

from whoosh import columns, index
from whoosh.codec import whoosh3
from whoosh.filedb import structfile

_KNOWN = {
    "__builtin__": {"long"},
    "_codecs": {"encode"},
    "builtins": {"int"},  # this one and the next by Whoosh's own writer, with which the tests compare ours
    "collections": {"defaultdict"},
    "datetime": {"datetime"},
    "site_search.whoosh_index.schema": {"TermAnalyzer", "TermField"},
    "whoosh.analysis.tokenizers": {"IDTokenizer"},
    "whoosh.codec.whoosh3": {"W3Codec", "W3Segment"},
    "whoosh.columns": {"NumericColumn"},
    "whoosh.fields": {"DATETIME", "ID", "NUMERIC", "STORED", "Schema"},
    "whoosh.formats": {"Existence", "Frequency"},
}


class KnownClasses(pickle.Unpickler):
    """Refuses every name that such an index does not hold."""

    def find_class(self, module: str, name: str) -> Any:
        if name not in _KNOWN.get(module, ()):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


class Pickles:
    """What Whoosh uses of the module `pickle`."""

    PicklingError = pickle.PicklingError
    dumps = staticmethod(pickle.dumps)

    @staticmethod
    def load(file: BinaryIO) -> Any:
        return KnownClasses(file).load()

    @staticmethod
    def loads(data: bytes) -> Any:
        return KnownClasses(io.BytesIO(data)).load()


def guard_whoosh() -> None:
    """From now on all of Whoosh reads pickles so in this process; it knows no older form of its files any more."""
    index.pickle = Pickles
    index.toc_loaders.clear()
    structfile.load_pickle = Pickles.load
    columns.loads = whoosh3.loads = Pickles.loads

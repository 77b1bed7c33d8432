"""Columns of Arrow: the same as pyarrow makes of the cells, and without pandas."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsan.corpus import arrays
from newsan.corpus.arrays import array
from newsan.errors import NewsanError
from tests.processes import environment

CELLS: dict[Any, Any] = {
    pa.int64(): st.integers(-(2**63), 2**63 - 1),
    pa.float64(): st.floats(allow_nan=False),
    pa.bool_(): st.booleans(),
    pa.string(): st.text(st.characters(exclude_categories=["Cs"])),
    pa.binary(): st.binary(),
}


@pytest.mark.parametrize("type_", CELLS, ids=str)
@given(st.data())
def test_an_array_is_the_one_that_pyarrow_makes(type_: Any, data: st.DataObject) -> None:
    cells = data.draw(st.lists(st.none() | CELLS[type_], max_size=20))
    made = array(cells, type_)
    made.validate(full=True)
    assert made.equals(pa.array(cells, type_))


def test_what_is_too_large_for_one_piece_is_in_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrays, "LARGEST", 20)
    cells = ["It rained.", None, "It stopped.", "\ud800", "It is over."]
    made = array(cells, pa.string())
    assert [len(one) for one in made.chunks] == [2, 1, 2]
    assert made.to_pylist() == [*cells[:3], "\ufffd", cells[4]]
    with pytest.raises(NewsanError, match="annotate with --no-text"):
        array(["a text that is too long"], pa.string())


def test_pandas_is_not_imported() -> None:
    code = (
        "import sys; from newsan.corpus.parts import table; columns = {'a': 'str | None', 'b': 'int'};"
        "print(table(columns, {'a': ['x', None], 'b': [1, 2]}).to_pydict(), 'pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment())
    assert done.stdout == "{'a': ['x', None], 'b': [1, 2]} False\n"

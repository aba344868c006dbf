"""Every kind of label has a layout, a sample and a clear refusal."""

import pytest

from printing.layouts import base, samples
from printing.layouts.base import UnknownLabelError


def test_every_layout_has_a_sample() -> None:
    assert {kind for kind, _fields in samples.samples().values()} == set(base.layouts())


def test_samples_are_of_their_layouts_fields() -> None:
    for kind, fields in samples.samples().values():
        assert isinstance(fields, base.find(kind).fields)


def test_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(UnknownLabelError) as refused:
        base.find("poster")
    assert "exchange" in refused.value.remedy

"""A picture that is missing or broken is told; everything else on the bench goes on."""

import pytest

from printing import printer
from printing.label import Area, Label, Picture
from printing.picture import LabelPictureError


@pytest.mark.parametrize("url", ["zpl+tcp://a", "pdf+file://a", "png+file://a", "tspl+tcp://a", "escpos+tcp://a"])
@pytest.mark.parametrize("png", [b"", b"\x89PNG\r\n\x1a\n", b"no picture at all"])
def test_a_broken_picture_is_a_sentence(url: str, png: bytes) -> None:
    label = Label(76, 130, (Picture(Area(10, 10, 20, 20), png),))
    with pytest.raises(LabelPictureError) as refused:
        printer.parse(url).encode(label)
    assert refused.value.remedy

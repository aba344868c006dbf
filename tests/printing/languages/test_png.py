"""PNG: the dots, nothing else."""

import io

from PIL import Image

from printing import raster
from printing.label import Area, Label, Text
from printing.languages.png import language
from printing.settings import PrinterSettings


def test_png_holds_the_raster_at_its_resolution() -> None:
    label = Label(40, 10, (Text(Area(1, 1, 38, 8), "换货 EX7K429MX", pt=12),))
    with Image.open(io.BytesIO(language.encode(label, PrinterSettings(dpmm=12)))) as picture:
        assert picture.mode == "1"
        assert round(picture.info["dpi"][0]) == 305
        assert picture.convert("L").tobytes() == raster.draw(label, 12).picture().tobytes()

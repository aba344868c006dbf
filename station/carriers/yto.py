"""圆通: YT and 13 digits (15 for some platforms), 10 to 12 digits on preprinted rolls."""

from station.carriers.base import Carrier

carrier = Carrier(
    names=("圆通", "圆通速递", "圆通快递", "YTO"),
    pattern=r"YT[0-9]{13}(?:[0-9]{2})?|[0-9A-Z]{2}[0-9]{8}(?:[0-9]{2})?",
    example="YT8800000000001",
)

"""韵达: 13 digits, 15 for platform orders."""

from station.carriers.base import Carrier

carrier = Carrier(
    names=("韵达", "韵达快递", "韵达速递", "YUNDA"),
    pattern=r"[1-9][0-9]{12}(?:[0-9]{2})?|YD[0-9]{13}",
    example="4300000000001",
)

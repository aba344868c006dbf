"""申通: 77 and 13 digits; 12 or 13 digits on preprinted rolls."""

from station.carriers.base import Carrier

carrier = Carrier(
    names=("申通", "申通快递", "STO"), pattern=r"77[0-9]{13}|[1-9][0-9]{11,12}", example="770000000000001"
)

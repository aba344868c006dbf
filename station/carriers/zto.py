"""中通: 12 to 14 digits beginning 7, older ones with other first digits; ZT and 12 digits."""

from station.carriers.base import Carrier

carrier = Carrier(
    names=("中通", "中通快递", "ZTO"), pattern=r"[1-9][0-9]{11}|7[0-9]{12,13}|ZT[0-9]{12}", example="78000000000001"
)

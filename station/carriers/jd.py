"""京东: JD or JDV and up to 16 letters and digits, with the parcel's count behind a hyphen left out."""

from station.carriers.base import Carrier

carrier = Carrier(names=("京东", "京东快递", "京东物流"), pattern=r"JD[A-Z0-9]{11,18}", example="JDVA00000000001")

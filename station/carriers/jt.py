"""极兔: JT and 13 digits."""

from station.carriers.base import Carrier

carrier = Carrier(names=("极兔", "极兔速递", "极兔快递", "J&T"), pattern=r"JT[0-9]{13}", example="JT0000000000001")

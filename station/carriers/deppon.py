"""德邦: DPK and 12 digits; 8 to 10 digits on preprinted rolls."""

from station.carriers.base import Carrier

carrier = Carrier(
    names=("德邦", "德邦快递", "德邦物流"), pattern=r"DPK[0-9]{12}|[1-9][0-9]{7,9}", example="DPK000000000001"
)

"""顺丰: SF and 13 digits, the child parcels of one order likewise; 12 digits on old paper waybills."""

from station.carriers.base import Carrier

carrier = Carrier(
    names=("顺丰", "顺丰速运", "顺丰快递", "SF Express"), pattern=r"SF[0-9]{13}|[0-9]{12}", example="SF1400000000001"
)

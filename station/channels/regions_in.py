"""Region names of platform messages in full: 浙江 -> 浙江省, a district in the city's place set right.

JD writes short provinces and, for municipalities, the district as city; 1688 one line for all. What cannot be read
stays as it was written. Called by channels whose messages do that.
"""

from __future__ import annotations

from station.address.parse import parse_region
from station.orders.canonical import Recipient


def recipient_in(name: str, phone: str, regions: list[str], *, detail: str) -> Recipient:
    """Return the recipient with regions in full; ``regions`` from province to town as far as known."""
    found = parse_region(" ".join(part for part in regions if part))
    province, city, district, written_town = [*regions, "", "", "", ""][:4]
    if not found.province:
        return Recipient(name, phone, province, city, district, written_town, detail)
    town = found.town or (written_town if written_town not in (found.district, found.city) else "")
    rest = detail
    for part in (province, found.province, found.city, found.district, town):
        rest = rest.removeprefix(part) if part else rest
    return Recipient(name, phone, found.province, found.city, found.district, town, rest.strip())

"""The parts of a canonical order as export rows tell them: facts, lines, recipient, after-sale cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from station.address.parse import parse_region
from station.address.phone import parse_phone
from station.cells import CellError, ident
from station.channels.base import CaseReport
from station.channels.export import Export, text
from station.channels.words import NO, YES, bare, case_of, type_of
from station.orders.canonical import CanonicalCase, CanonicalLine, Recipient
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from station.rows import Row

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows of one order: the first row that speaks tells a fact; an error knows its row."""

    export: Export
    rows: Sequence[Row]

    def text(self, name: str) -> str:
        """Return the first cell of a field that is not empty."""
        return next((value for row in self.rows if (value := text(row, self.export, name))), "")

    def column(self, name: str) -> str:
        """Return the column's name as the file writes it."""
        return self.rows[0].column(*self.export.fields.get(name, (name,)))

    def moment(self, name: str) -> datetime | None:
        """Return a time, ``None`` where the file does not say."""
        return self._first(name, lambda row, columns: row.moment(*columns))

    def fen(self, name: str) -> int | None:
        """Return money, ``None`` where the file does not say."""
        return self._first(name, lambda row, columns: row.fen(*columns))

    def ident(self, name: str) -> str | None:
        """Return an id that may be missing."""
        return self._first(name, lambda row, columns: row.ident(*columns))

    def _first(self, name: str, read: Callable[[Row, tuple[str, ...]], T]) -> T | None:
        columns = self.export.fields.get(name, ())
        row = next((row for row in self.rows if row.text(*columns)), None)
        if row is None:
            return None
        try:
            return read(row, columns)
        except CellError as error:
            error.row = row.number
            raise


def line(export: Export, row: Row) -> CanonicalLine | None:
    """Return the line of a row; ``None`` for a row that only carries order facts.

    Raises:
        CellError: quantity or code cannot be read.
    """
    fields = export.fields
    title, code = text(row, export, "title"), text(row, export, "code")
    if not title and not code:
        return None
    given = bare(text(row, export, "is_gift"))
    if given and given not in YES and given not in NO:
        raise CellError(row.column(*fields["is_gift"]), given, _("Neither 是 nor 否: correct it"))
    return CanonicalLine(
        name=title or code,
        qty=row.count(*fields["qty"]) if row.has(*fields.get("qty", ())) else 1,
        channel_code=ident(code, row.column(*fields["code"])) if code else None,
        spec_text=text(row, export, "spec"),
        price_fen=row.fen(*fields["price"]) if "price" in fields else None,
        is_gift=given in YES,
        bundle=text(row, export, "bundle") or None,
        sub_no=row.ident(*fields["sub_no"]) if text(row, export, "sub_no") else None,
    )


def recipient(facts: Facts) -> Recipient | None:
    """Return who gets the parcel; ``None`` when the file has no such columns.

    Raises:
        CellError: a phone number that a spreadsheet program has shortened.
    """
    fields = facts.export.fields
    asked = [column for name in ("name", "phone", "detail", "address", "city") for column in fields.get(name, ())]
    if not facts.rows[0].has(*asked):
        return None
    phone = facts.ident("phone") or ""
    province, city, district, town = (facts.text(name) for name in ("province", "city", "district", "town"))
    detail = facts.text("detail")
    if province or city:
        return Recipient(
            facts.text("name"),
            parse_phone(phone).text,
            province,
            city,
            district,
            town,
            street(detail, province, city, district, town),
        )
    address = facts.text("address") or detail
    found = parse_region(address)
    return Recipient(
        facts.text("name"),
        parse_phone(phone).text,
        found.province,
        found.city,
        found.district,
        found.town,
        found.detail,
    )


def street(detail: str, *regions: str) -> str:
    """Return the street without the regions that some exports repeat in front of it."""
    rest = detail.strip()
    for region in regions:
        rest = rest.removeprefix(region).strip() if region else rest
    return rest or ("" if any(regions) else detail)


def case_report(export: Export, row: Row, *, number: str, told_shop: str) -> CaseReport:
    """Return the after-sale case of a row.

    Raises:
        CellError: number, type, status or time cannot be read.
    """
    fields = export.fields
    kind = type_of(text(row, export, "case_type"), column=row.column(*fields["case_type"]))
    said = case_of(text(row, export, "case_status"), export.cases, column=row.column(*fields["case_status"]))
    applied = row.moment(*fields["applied"])
    moments = [applied, *(row.moment(*fields[name]) for name in ("agreed_at", "closed_at") if name in fields)]
    words = [text(row, export, name) for name in ("case_reason", "case_text")]
    case = CanonicalCase(
        case_no=row.ident(*fields["case_no"]),
        type=kind,
        open=said is not None and said.open,
        agreed=said is not None and said.agreed,
        text=words[1] or words[0],
        wanted_spec=text(row, export, "wanted_spec"),
        sub_no=text(row, export, "sub_no") or None,
        applied_at=applied,
    )
    last = max((moment for moment in moments if moment is not None), default=None)
    if last is None:
        raise CellError(row.column(*fields["applied"]), "", _("The time is missing: export again with this column"))
    return CaseReport(export.channel, told_shop or text(row, export, "shop"), number, case, last, row.number)

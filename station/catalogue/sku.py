"""One thing the shop sells, as the bench needs to know it: what to scan, what it looks like, what belongs in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sku:
    """One SKU.

    Attributes:
        code: the seller's own code (商家编码), opaque.
        size: size from the spec, ``""`` where the thing has none.
        color: colour from the spec.
        model: model from the spec (phone model, frame type).
        family: SKUs of one family are siblings that differ in size, colour or model.
        barcodes: every barcode that stands for one piece.
        picture: path or address of the picture.
        parts: for a bundle, what to put in: (code, quantity).
        safety: stock under which a warning is due.
    """

    code: str
    name: str = ""
    size: str = ""
    color: str = ""
    model: str = ""
    family: str = ""
    barcodes: tuple[str, ...] = ()
    weight_g: int | None = None
    picture: str = ""
    parts: tuple[tuple[str, int], ...] = ()
    safety: int = 0
    discontinued: bool = False

    @property
    def spec(self) -> str:
        """Colour, size and model as one short text."""
        return " ".join(part for part in (self.color, self.size, self.model) if part)

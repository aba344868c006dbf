"""Doudian (抖店): Cainiao's protocol on 13888, wss on 13999.

Not certified by the platform; see ``base``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.components.family import Family

if TYPE_CHECKING:
    from printing.components.base import Component

component: Component = Family("ws://127.0.0.1:13888")

"""Pinduoduo (拼多多): Cainiao's protocol on 5000, wss on 18653; its templates are called templateUrl.

Not certified by the platform; see ``base``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.components.family import Family

if TYPE_CHECKING:
    from printing.components.base import Component

component: Component = Family("ws://127.0.0.1:5000", template="templateUrl")

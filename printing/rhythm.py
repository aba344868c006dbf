"""How often the worker of a printer looks, asks and tries again; tests and campaigns hurry it.

Slow enough for a printer that is busy, quick enough that a person sees within two seconds what it says of itself.
``spooler`` goes by it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Seconds: how often to look, how long to wait.

    Attributes:
        pass_on_after: tries before a label goes to the fallback printer.
        ask_holder: how often to ask for a printer that another program drains.
        renew: how often to renew our own right to it.
    """

    idle: float = 0.5
    look: float = 1.0
    look_at_mute: float = 30.0
    answer: float = 1.0
    poll: float = 0.05
    patience: float = 10.0
    first_retry: float = 1.0
    longest_retry: float = 2.0
    pass_on_after: int = 3
    ask_holder: float = 2.0
    renew: float = 5.0

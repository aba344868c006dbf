"""Order master: canonical orders, ids, short codes, states, holds, look-ups."""

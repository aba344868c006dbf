"""The packing session: what each scan means now."""

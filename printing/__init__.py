"""Label in, bytes out, exactly one label on the parcel."""

"""One file a carrier: number formats and where waybill numbers come from."""

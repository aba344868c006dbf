"""The demo shop and the tour: a packer's quarter of an hour, with or without a person."""

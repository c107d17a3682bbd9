"""The hand-over package: an open data package, sealed with a passphrase when it tells of people."""

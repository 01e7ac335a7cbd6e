"""The ledger of all marks, with the reason of each change."""

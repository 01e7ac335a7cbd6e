"""隐私: what is left when a person is purged, how long people's records are kept, and names for exports."""

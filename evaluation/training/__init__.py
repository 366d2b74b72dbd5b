"""Training of small models on translations: for measurements, not for users."""

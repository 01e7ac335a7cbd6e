"""Alembic migrations; they run by themselves when a store is opened."""

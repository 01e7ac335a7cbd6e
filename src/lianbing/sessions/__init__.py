"""Packs and reads a trainer's session: its folder, its plan, its journals, slides and documents."""

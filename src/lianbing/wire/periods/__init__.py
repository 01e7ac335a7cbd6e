"""Events of periods as the store keeps them: the shapes of their contents, by room, and all of them together."""

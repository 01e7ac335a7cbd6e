"""The commands of ``lianbing drill``, one module each."""

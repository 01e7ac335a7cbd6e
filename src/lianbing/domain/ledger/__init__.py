"""The record of every mark, and why it changed."""

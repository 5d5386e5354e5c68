"""geostrike: maps of publicly reported strikes that you can defend. The modules are the API; nothing is imported here."""

__version__ = "0.1.0"

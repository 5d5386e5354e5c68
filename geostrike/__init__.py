"""Maps of publicly reported strikes that you can defend: the modules are the API, imported by name."""

__version__ = "0.1.0"

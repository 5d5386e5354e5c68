"""Readers and writers of tables, one module a format; nothing is imported here."""

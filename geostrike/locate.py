"""Where each event of a dossier lies: its point, disc, cell or region, and its distance to the border; draws nothing.

An event without a place stays without one: nothing here turns "two in Syria, one in Iraq" into a point.
"""

"""Run the command line with `python -m geostrike`; nothing else lives here."""

import sys

from geostrike.cli import main

sys.exit(main())

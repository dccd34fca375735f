"""Start the application: the same as the installed command ``prisonersvoice``."""

import sys

from prisonersvoice_ar.app import main

# The guard matters: perception is spawned, and a spawned child imports this file again.
if __name__ == "__main__":
    sys.exit(main())

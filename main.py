"""Start the application: the same as the installed command ``prisonersvoice``."""

import sys

# The guard matters: perception is spawned, and a spawned child imports this file again.
if __name__ == "__main__":
    try:
        from prisonersvoice_ar.app import main

        sys.exit(main())
    except KeyboardInterrupt:  # while the first lines of the application are being read
        sys.exit(130)

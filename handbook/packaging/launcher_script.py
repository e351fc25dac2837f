"""What the launchers of the installed program run: its environment is made ready, then its entry point is called."""

import sys

from handbook.installed_start import prepare_this_process

if __name__ == "__main__":
    prepare_this_process()
    from handbook.__main__ import main

    sys.exit(main())

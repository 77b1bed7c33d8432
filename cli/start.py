"""The way into the ``newsan`` command: from its first line on a signal ends the process silently, also while it starts.

Nothing else may import this module, since its import sets the handlers of the whole process.
"""

import os

try:
    from cli.stopping import end_on_signals

    end_on_signals()
    from cli.main import main
    from newsan.unneeded import import_only_punkt

    import_only_punkt()
except KeyboardInterrupt:  # in the first lines; later on the handler ends the process
    os._exit(130)

__all__ = ["main"]

"""How the model is made, from public corpora to the shipped files; README.md says in which order.

All of it works on files at hand.  So before anything is imported, its packages are told to open no connection:
onnxruntime would report to its maker, and a name of a model would be looked for on a hub.
"""

import os

os.environ |= {"ORT_DISABLE_TELEMETRY": "1", "HF_HUB_OFFLINE": "1"}

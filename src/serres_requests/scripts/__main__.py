"""``python -m serres_requests.scripts`` is ``serres-requests``."""

import sys

from serres_requests.scripts import main

sys.exit(main())

"""`python -m build_tools`."""

import gc

gc.disable()  # what is imported stays: to look through it again and again takes a tenth of the time of importing

from build_tools.cli import main  # noqa: E402

main()

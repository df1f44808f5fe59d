"""The settings under which tests run; loaded as a plugin, because pytest-django reads the settings before any conftest."""

import os
import tempfile

os.environ.setdefault("MANUMIT_PROFILE", "test")
os.environ.setdefault("MANUMIT_SECOND_FACTOR", "optional")
os.environ.setdefault("MANUMIT_LOG_LEVEL", "WARNING")
if "MANUMIT_HOME" not in os.environ:
    os.environ["MANUMIT_HOME"] = tempfile.mkdtemp(prefix="manumit-test-")

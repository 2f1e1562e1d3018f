"""The real settings with a data folder of their own; GENSVAR_TEST_DATABASE=postgresql takes PostgreSQL."""

import atexit
import os
import shutil
import tempfile

os.environ["GENSVAR_DATA"] = tempfile.mkdtemp(prefix="gensvar-test-")
os.environ["GENSVAR_ADDRESS"] = "http://127.0.0.1:8000"
if os.environ.get("GENSVAR_TEST_DATABASE") != "postgresql":
    os.environ.pop("GENSVAR_DATABASE_URL", None)
elif "PYTEST_XDIST_WORKER" not in os.environ:  # workers take the cluster of the process that started them
    from web_support.postgresql import start_cluster

    os.environ["GENSVAR_DATABASE_URL"] = start_cluster()

from gensvar_web.project.settings import *  # noqa: F403

atexit.register(shutil.rmtree, os.environ["GENSVAR_DATA"], True)

ALLOWED_HOSTS = ["*"]
# Tasks wait until a test runs them (`run_tasks`), as they wait for the worker in earnest.
ACCOUNT_RATE_LIMITS = False
INSTALLED_APPS = ["web_support.apps.Support", *INSTALLED_APPS]  # noqa: F405
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, as in earnest: a database in memory is shared in another way and locks whole tables.
    DATABASES["default"]["TEST"] = {"NAME": f"{os.environ['GENSVAR_DATA']}/test.sqlite3"}  # noqa: F405

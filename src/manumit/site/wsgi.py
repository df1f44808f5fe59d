"""The WSGI entry for gunicorn and `manumit serve`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manumit.site.settings")
application = get_wsgi_application()

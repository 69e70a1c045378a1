"""What the tests with QGIS share."""
import os
import sys

from qgis.core import QgsApplication

failures = []


def start():
    app = QgsApplication([], False)
    app.initQgis()
    return app


def check(good, message):
    if not good:
        failures.append(message)


def russian(text):
    return any("а" <= letter.lower() <= "я" for letter in text)


def finish():
    """Leaving in order would have Python and Qt free the layers twice."""
    print("\n".join(failures) or "all is well")
    sys.stdout.flush()
    os._exit(1 if failures else 0)

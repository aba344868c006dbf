"""The window is on screen before anything heavy is loaded."""

import subprocess
import sys

SCRIPT = """
import sys
from station import settings
from ui import app
window = app.bench_window(settings.load())
window.resize(1366, 768)
window.show()
app.application().processEvents()
heavy = ("cv2", "numpy", "onnxruntime", "rapidocr", "reportlab", "sqlalchemy", "alembic", "PIL", "babel")
print([name for name in heavy if name in sys.modules])
window.close()
"""


def test_nothing_heavy_is_loaded_before_the_window_is_on_screen() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"

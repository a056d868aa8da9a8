"""The child process of test_kill: sends every response of a list, and says each receipt that it got."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from farolito.db.engine import open_engine
from farolito.db.keyring import Keyring
from farolito.domain.access import NOBODY
from farolito.plugins.hooks import Hooks
from farolito.services import responses
from farolito.services.work import Works
from farolito.settings import load_settings

url, folder, tokens = sys.argv[1], Path(sys.argv[2]), json.loads(sys.argv[3])
works = Works(
    open_engine(url, allow_unsafe=True),
    Hooks(),
    Keyring.load(folder / "keys"),
    load_settings({"FAROLITO_DATA": str(folder / "data")}),
)
for number, token in enumerate(tokens):
    with works.open(NOBODY) as work:
        receipt = responses.submit(work, responses.load(work, token, "lincoln", "needs"))
    assert isinstance(receipt, responses.Receipt)
    # said after the commit, as an answer to a browser would be
    sys.stdout.write(f"{number} {receipt.response_id} {receipt.code} {receipt.again}\n")
    sys.stdout.flush()

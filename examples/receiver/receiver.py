"""A receiver of what Lockstep decides, as small as one can be: checks the signature, acts once for each message.

    LOCKSTEP_SECRET=… python3 receiver.py 8400

Replace `act` by what your platform does. Answer 2xx only when it is done and kept: Lockstep sends a message again until
then, and sends the next one about the same account only after that.
"""

import hashlib
import hmac
import json
import os
import sqlite3
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = os.environ.get("LOCKSTEP_SECRET", "").encode()
OLDEST_SECONDS = 300  # a signature of long ago may have been copied


def signed(header: str, body: bytes, now: float) -> bool:
    parts = dict(part.split("=", 1) for part in header.split(",") if "=" in part)
    made = parts.get("t", "")
    if not made.isdigit() or abs(now - int(made)) > OLDEST_SECONDS:
        return False
    right = hmac.new(SECRET, made.encode() + b"." + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(right, parts.get("v1", ""))


def act(message: dict) -> None:
    """kind "measure": account_id, case_id, measure. kind "notice": account_id, language, text.

    An account may stand in several cases: what holds is the strictest of the measures told last for each case.
    """
    print(json.dumps(message), flush=True)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if not signed(self.headers.get("Lockstep-Signature", ""), body, time.time()):
            self.answer(401)
            return
        message = json.loads(body)
        with sqlite3.connect(os.environ.get("RECEIVED", "received.db")) as kept:
            kept.execute("create table if not exists received (message_id integer primary key)")
            try:
                kept.execute("insert into received values (?)", (message["message_id"],))
            except sqlite3.IntegrityError:
                self.answer(200)  # it came before
                return
            act(message)
        self.answer(200)

    def answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


if __name__ == "__main__":
    if not SECRET:
        sys.exit("LOCKSTEP_SECRET is not set: nobody's word could be trusted")
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 8400), Receiver).serve_forever()

"""Messages through a pipe whose ends do not wait for each other: what it does not take yet waits with the sender."""

from __future__ import annotations

import fcntl
import os
import select
import struct
from collections import deque
from contextlib import suppress

_SIZE = 1 << 20  # bytes of the pipe; what Linux allows to everybody
_MOST_WAITING = 64 << 20  # bytes from which a sender does wait
_CHUNK = 1 << 18  # bytes read at a time
_HEADER = struct.Struct("<Q")


class Outbox:
    """The sender's end; `descriptor` belongs to it from now on."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        os.set_blocking(descriptor, False)
        with suppress(OSError):  # whoever has many pipes open keeps the usual size: slower, nothing else
            fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, _SIZE)
        self._waiting: deque[memoryview] = deque()
        self._bytes = 0

    def put(self, message: bytes) -> None:
        self._waiting += (memoryview(_HEADER.pack(len(message))), memoryview(message))
        self._bytes += _HEADER.size + len(message)
        self._push(_MOST_WAITING)

    def close(self) -> None:
        """All is sent when this returns, or the other end is closed."""
        self._push(0)
        os.close(self._descriptor)

    def _push(self, most: int) -> None:
        """Send what the pipe takes, and wait for it while more than `most` bytes are left."""
        while self._waiting:
            try:
                sent = os.write(self._descriptor, self._waiting[0])
            except BlockingIOError:
                if self._bytes <= most:
                    return
                select.select([], [self._descriptor], [])
                continue
            except BrokenPipeError:  # nobody waits for anything any more
                self._waiting.clear()
                self._bytes = 0
                return
            self._bytes -= sent
            rest = self._waiting.popleft()[sent:]
            if rest:
                self._waiting.appendleft(rest)


class Inbox:
    """The receiver's end; `descriptor` belongs to it from now on."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        os.set_blocking(descriptor, False)
        self._read = bytearray()
        self.closed = False

    def fileno(self) -> int:
        """For `multiprocessing.connection.wait`."""
        return self._descriptor

    def take(self) -> list[bytes]:
        """The messages that have come whole since the last call; `closed` tells whether there may be more."""
        while not self.closed:
            try:
                data = os.read(self._descriptor, _CHUNK)
            except BlockingIOError:
                break
            self._read += data
            if not data:
                self.close()
        messages = []
        while len(self._read) >= _HEADER.size:
            end = _HEADER.size + _HEADER.unpack_from(self._read)[0]
            if len(self._read) < end:
                break
            messages.append(bytes(memoryview(self._read)[_HEADER.size : end]))
            del self._read[:end]
        return messages

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            os.close(self._descriptor)

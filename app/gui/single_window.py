"""One window for each profile: a second start hands its files to the first and leaves."""

import getpass
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QAbstractSocket, QLocalServer, QLocalSocket

_PATIENCE_MS: Final = 1000
_LONGEST: Final = 1_000_000
"""Bytes; nobody hands over more paths than this."""


class SingleWindow(QObject):
    """The door by which later starts reach the window that is there.

    Signals:
        files_handed: paths that another start was given; empty when it was given none
    """

    files_handed = Signal(list)

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        """Nothing is opened yet."""
        super().__init__(parent)
        self._name = _name_for(profile)
        self._lock = QLockFile(str(profile / "window.lock"))
        # A lock of a process that died is stale at once, one of a living process never.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def hand_over(self, files: Sequence[Path]) -> bool:
        """Give the files to the window that is there; False when there is none."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        told = json.dumps([str(each.absolute()) for each in files])
        socket.write(told.encode() + b"\n")
        socket.flush()
        socket.waitForBytesWritten(_PATIENCE_MS)
        socket.disconnectFromServer()
        return True

    def listen(self) -> bool:
        """Be the window that is there from now on; False when another one is, or none can be."""
        if not self._lock.tryLock(0):
            return False
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(self._name):
            if server.serverError() != QAbstractSocket.SocketError.AddressInUseError:
                return False
            # We hold the lock, so what is left at this address is of a window that died.
            QLocalServer.removeServer(self._name)
            if not server.listen(self._name):
                return False
        server.newConnection.connect(self._on_connection)
        self._server = server
        return True

    def close(self) -> None:
        """Be reached no more."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    @Slot()
    def _on_connection(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(self._on_ready)
            socket.disconnected.connect(socket.deleteLater)
            if socket.canReadLine():
                self._read(socket)

    @Slot()
    def _on_ready(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket) and socket.canReadLine():
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        line = socket.readLine(_LONGEST).data()
        try:
            told = json.loads(bytes(line))
        except ValueError:
            return
        if isinstance(told, list):
            self.files_handed.emit([Path(each) for each in told if isinstance(each, str)])


def _name_for(profile: Path) -> str:
    """Of this user and this profile only, and short enough for every system."""
    whose = f"{getpass.getuser()}\n{profile.absolute()}".encode()
    return f"countersign-{hashlib.sha256(whose).hexdigest()[:16]}"

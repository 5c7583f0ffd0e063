"""Kernels of this very Python: started anew, or forked by a fork server."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from queue import Empty
from typing import Any

from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from ckmreport.errors import CkmError

_SECONDS_BETWEEN_LOOKS = 0.002
_FULL = "The memory may be full; try again with fewer jobs"


class ForkedKernel:
    """A kernel that the fork server made, as a process: what `subprocess.Popen` would be to it.

    It listens, or has ended, when this object is there: who knocks at a socket that does not exist
    yet knocks again only after a tenth of a second.

    Raises:
        CkmError: if the server is gone.
    """

    stdin = stdout = stderr = None

    def __init__(self, server: Path, request: Mapping[str, Any]) -> None:
        self.returncode: int | None = None
        self._connection = socket.socket(socket.AF_UNIX)
        told: dict[str, Any] = {}
        try:
            self._connection.connect(str(server))
            self._connection.sendall(json.dumps(request).encode() + b"\n")
            self._lines = self._connection.makefile("rb")
            while not ("pid" in told and told.keys() & {"listens", "exit"}):
                told |= json.loads(self._lines.readline())
        except (OSError, ValueError):
            self._connection.close()
            raise CkmError("the process that starts notebooks died", advice=_FULL) from None
        self.pid: int = told["pid"]
        if "exit" in told:
            self._end(told["exit"])

    def poll(self) -> int | None:
        """Give the exit status, or None while it runs."""
        if self.returncode is None and select.select([self._connection], [], [], 0)[0]:
            self._take_status()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended.

        Raises:
            subprocess.TimeoutExpired: if that takes longer than `timeout` seconds.
        """
        if self.returncode is None:
            if not select.select([self._connection], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
            self._take_status()
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended: then the number may be another process's."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def _take_status(self) -> None:
        line = self._lines.readline()
        # Without the server there is nobody to tell; its kernels end when it does.
        self._end(json.loads(line)["exit"] if line else -signal.SIGKILL)

    def _end(self, status: int) -> None:
        self.returncode = status
        self._lines.close()
        self._connection.close()


class ForkProvisioner(LocalProvisioner):
    """Starts kernels by asking a fork server, `server` being the path of its socket."""

    server: Path
    process: ForkedKernel | None  # type: ignore[assignment]  # it does what of a Popen is used

    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:  # noqa: ARG002
        """Start the kernel; the command line that would start one is not used."""
        folder = str(options.get("cwd") or Path.cwd())
        request = {
            "connection_file": self.connection_file,
            "env": {k: v for k, v in options["env"].items() if k != "JPY_PARENT_PID"},
            "cwd": folder,
        }
        self.process = ForkedKernel(self.server, request)
        self.pid = self.pgid = self.process.pid
        self.cwd = folder
        return self.connection_info

    @property
    def connection_file(self) -> str:
        """Where its manager wrote how to reach the kernel."""
        assert isinstance(self.parent, AsyncKernelManager)
        return self.parent.connection_file

    async def wait(self) -> int | None:
        """Wait for the end of the kernel, looking more often than ten times a second."""
        if self.process is None:
            return 0
        while (status := self.process.poll()) is None:
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
        self.process = None
        return status


class QuickClient(AsyncKernelClient):
    """A kernel client that goes on as soon as the kernel answers.

    The ordinary one then waits until nothing has come for 0.2 seconds.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers, and its outputs arrive.

        Raises:
            CkmError: if it dies, or `timeout` seconds pass.
        """
        end = time.monotonic() + (60 if timeout is None else timeout)
        while time.monotonic() < end:
            self.kernel_info()
            with contextlib.suppress(Empty):
                reply = await self.shell_channel.get_msg(timeout=1)
                if reply["msg_type"] == "kernel_info_reply":
                    self._handle_kernel_info_reply(reply)
                    await self.iopub_channel.get_msg(timeout=1)
                    return
            assert isinstance(self.parent, AsyncKernelManager)
            if not await self.parent.is_alive():
                raise CkmError(
                    "the Python process of the notebook died while it was starting", advice=_FULL
                )
        raise CkmError("the Python process of the notebook does not answer", advice=_FULL)


class CurrentPythonManager(AsyncKernelManager):
    """A kernel manager that starts this very Python, whatever kernels are installed."""

    async def _async_wait(self, pollinterval: float = _SECONDS_BETWEEN_LOOKS) -> None:
        """Wait until the kernel has ended; the ordinary manager looks ten times a second."""
        await super()._async_wait(pollinterval)

    @property
    def kernel_spec(self) -> KernelSpec:
        """The kernel of the running interpreter."""
        return KernelSpec(**get_kernel_dict())


class ForkedManager(CurrentPythonManager):
    """A kernel manager that asks a fork server for its kernel.

    Args:
        server: the path of the server's socket.
    """

    def __init__(self, server: Path) -> None:
        super().__init__()
        self.kernel_id = str(uuid.uuid4())
        provisioner = ForkProvisioner(
            kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
        )
        provisioner.server = server
        self.provisioner = provisioner
        self.client_factory = QuickClient

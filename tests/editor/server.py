"""yaml-language-server, spoken to as an editor does: LSP over stdio, no window and no network."""

import json
import os
import shutil
import subprocess
import threading
from pathlib import Path
from queue import Empty, Queue
from typing import Any

HOME = Path(__file__).resolve().parents[2] / ".cache" / "editor"
"""where .ci/run installs the server (npm install --prefix); git does not look there"""
LONGEST_S = 30.0
SETTINGS = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        "schemaStore": {"enable": False},
        "schemas": {},
        "customTags": [],
        "format": {"enable": False},
    },
    "http": {},
    "[yaml]": {},
    "editor": {},
    "files": {},
}


def find() -> list[str] | None:
    """The command that starts the server; None where node or the server is missing."""
    node = shutil.which("node")
    for home in (os.environ.get("PRISONERSVOICE_EDITOR"), str(HOME)):
        script = Path(home or "") / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
        if node and home and script.is_file():
            return [node, str(script), "--stdio"]
    on_path = shutil.which("yaml-language-server")
    return [on_path, "--stdio"] if on_path else None


class Server:
    """One running server; files are shown to it under their real paths, so that a modeline finds its schema."""

    def __init__(self, command: list[str], root: Path) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root
        )
        self._count = 0
        self._answers: Queue[dict[str, Any]] = Queue()
        self._problems: Queue[dict[str, Any]] = Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        capabilities = {
            "textDocument": {
                "completion": {
                    "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}
                },
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {"relatedInformation": True},
            },
            "workspace": {"configuration": True},
        }
        self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": root.as_uri(),
                "capabilities": capabilities,
                "workspaceFolders": None,
            },
        )
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": SETTINGS})

    def close(self) -> None:
        self._process.kill()
        self._process.wait(10)

    def diagnostics(self, path: Path, text: str) -> list[dict[str, Any]]:
        """What the editor would underline in ``text``, were it in ``path``."""
        uri = self._open(path, text)
        while True:
            try:
                found = self._problems.get(timeout=LONGEST_S)
            except Empty:
                raise TimeoutError("the language server says nothing") from None
            if found["uri"] == uri:
                return list(found["diagnostics"])

    def completions(self, path: Path, text: str) -> dict[str, dict[str, Any]]:
        """What is offered where ``text`` holds "¦", by label."""
        answer = self.ask("textDocument/completion", self._at_bar(path, text))
        items = answer["items"] if isinstance(answer, dict) else answer
        return {item["label"]: item for item in items or ()}

    def hover(self, path: Path, text: str) -> str:
        """What is told of the word where ``text`` holds "¦"."""
        answer = self.ask("textDocument/hover", self._at_bar(path, text))
        return str(answer["contents"]["value"]) if answer else ""

    def _at_bar(self, path: Path, text: str) -> dict[str, Any]:
        before, _, behind = text.partition("¦")
        uri = self._open(path, before + behind)
        line = before.count("\n")
        column = len(before) - (before.rfind("\n") + 1)
        return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}

    def _open(self, path: Path, text: str) -> str:
        """Show ``text`` as a file of its own beside ``path``: what was said of another is not taken for its own."""
        self._count += 1
        uri = path.with_name(f"{self._count}-{path.name}").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def ask(self, method: str, parameters: dict[str, Any]) -> Any:
        self._count += 1
        number = self._count
        self._send({"id": number, "method": method, "params": parameters})
        while True:
            try:
                answer = self._answers.get(timeout=LONGEST_S)
            except Empty:
                raise TimeoutError(f"the language server does not answer {method}") from None
            if answer["id"] == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def tell(self, method: str, parameters: dict[str, Any]) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        raw = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(raw), raw))
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.split(b":")[1])
            while stream.readline().strip():
                pass
            message = json.loads(stream.read(length))
            if "method" not in message:
                self._answers.put(message)
            elif message["method"] == "workspace/configuration":
                wanted = [SETTINGS.get(item.get("section", ""), {}) for item in message["params"]["items"]]
                self._send({"id": message["id"], "result": wanted})
            elif message["method"] == "textDocument/publishDiagnostics":
                self._problems.put(message["params"])
            elif "id" in message:
                self._send({"id": message["id"], "result": None})

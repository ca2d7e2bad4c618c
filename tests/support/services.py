"""A signing service that tests script: it holds agreements, and refuses when it is told to."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from app.domain.agreement import Agreement, Document
from app.domain.event_details import EventFact
from app.domain.kinds import ServiceKind
from app.domain.observation import Observation
from app.services.accounts import Account, Identity
from app.services.cancel import CancelToken
from app.services.errors import Gone, Key, Locked, Unauthorized
from app.services.ports import (
    AccountCheck,
    Changes,
    CheckItem,
    CheckState,
    Clock,
    DownloadedFile,
    DownloadKeys,
    KnownParticipant,
    Progress,
)
from app.services.saving import FileTray
from app.services.secrets.secret import Secret
from app.services.templates import FetchedTemplate, MeasurePages, Remark, Template


class ScriptedService:
    """One account at a signing service that lives in memory."""

    def __init__(self, world: "ScriptedWorld", account: Account, secret: str) -> None:
        self._world = world
        self._account = account
        self._secret = secret

    @property
    def kind(self) -> ServiceKind:
        return self._account.service

    def check(self) -> AccountCheck:
        item = CheckItem(code="sign_in", state=CheckState.GOOD, sentence="Signed in.")
        return AccountCheck(
            items=(item,),
            identity=self._signed_in(),
            api_version=self._world.api_version or self._account.api_version,
        )

    def observe(self, service_id: str, known: Sequence[KnownParticipant] = ()) -> Observation:
        self._signed_in()
        self._world.known[service_id] = tuple(known)
        found = self._world.agreements.get(service_id)
        if found is None:
            raise Gone("There is no such agreement.", status=404)
        return replace(found, observed_at=self._world.clock.now())

    def changes(
        self, cursor: str, *, followed: int = 0, cancel: CancelToken | None = None
    ) -> Changes | None:
        """The versions of `world.versions` that differ from those of the cursor."""
        if self._world.versions is None:
            return None
        self._signed_in()
        before = json.loads(cursor) if cursor else self._world.versions
        told = {
            key: value for key, value in self._world.versions.items() if before.get(key) != value
        }
        return Changes(cursor=json.dumps(self._world.versions), versions=told)

    def open_agreements(
        self, *, progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> tuple[Observation, ...] | None:
        """Everything that the world lists."""
        if self._world.versions is None:
            return None
        self._signed_in()
        found = [
            each for key, each in self._world.agreements.items() if key in self._world.versions
        ]
        for done, _ in enumerate(found, 1):
            if progress is not None:
                progress(done, len(found))
        return tuple(found)

    def download(
        self,
        service_id: str,
        folder: Path,
        *,
        keys: DownloadKeys | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> tuple[DownloadedFile, ...]:
        found = self.observe(service_id)
        self._world.unlock(keys or DownloadKeys())
        with FileTray(folder) as tray:
            for document in found.documents:
                sink = tray.sink()
                sink.write(self._world.signed_file)
                tray.add(sink, document.name, source=f"document {document.key}")
            return tray.deliver()

    def event_details(self, service_id: str, event_id: str) -> tuple[EventFact, ...]:
        self.observe(service_id)
        return self._world.events[event_id]

    def signature_check(self, service_id: str) -> tuple[EventFact, ...]:
        return self.event_details(service_id, "signatures")

    def save_certificate(
        self, service_id: str, event_id: str, place: tuple[int, ...], folder: Path
    ) -> DownloadedFile:
        self.observe(service_id)
        with FileTray(folder) as tray:
            sink = tray.sink()
            sink.write(f"{event_id} {place}".encode())
            tray.add(sink, "Practice.cer")
            return tray.deliver()[0]

    def send_opening_code(self, service_id: str) -> str:
        self.observe(service_id)
        self._world.codes_sent += 1
        return "+46 70 *** 45 67"

    def templates(self, cancel: CancelToken) -> tuple[Template, ...]:
        self._signed_in()
        cancel.raise_if_cancelled()
        return tuple(self._world.templates)

    def fetch_template(
        self,
        template_id: str,
        folder: Path,
        measure: MeasurePages,
        *,
        progress: Progress | None = None,
        cancel: CancelToken,
    ) -> FetchedTemplate:
        """An agreement with one file, called as the template; the world says what is remarked."""
        self._signed_in()
        found = next((each for each in self._world.templates if each.id == template_id), None)
        if found is None:
            raise Gone("There is no such template.", status=404)
        path = folder / "template.pdf"
        path.write_bytes(b"%PDF-1.7 template")
        if progress is not None:
            progress(17, 17)
        cancel.raise_if_cancelled()
        document = Document(label="paper", file=path.name, name=found.title)
        return FetchedTemplate(
            agreement=Agreement(title=found.title, documents=(document,)),
            paths={"paper": path},
            remarks=self._world.remarks,
        )

    def web_page(self, service_id: str) -> Secret:
        self._signed_in()
        return Secret(f"{self._account.base_url}/d/{service_id}?session=hush")

    def _signed_in(self) -> Identity:
        self._world.calls += 1
        if self._world.failure is not None:
            raise self._world.failure
        user = self._world.users.get(self._secret)
        if user is None:
            raise Unauthorized("The sign-in is not accepted.", status=401)
        return user


class ScriptedWorld:
    """What all scripted services share; it makes them, too."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.agreements: dict[str, Observation] = {}
        self.known: dict[str, tuple[KnownParticipant, ...]] = {}
        self.users = {"right-secret": Identity(name="Maja", email="maja@example.com", user_id="1")}
        self.failure: Exception | None = None
        self.templates: list[Template] = []
        self.remarks: tuple[Remark, ...] = ()
        """What is said about every draft that begins with a template."""
        self.signed_file = b"%PDF-1.7 signed"
        self.versions: dict[str, str] | None = None
        """What a list of changes would tell; None where there is no such list."""
        self.locks: list[tuple[Key, str]] = []
        """What opens the files, one after the other, with what has to be given."""
        self.codes_sent = 0
        self.events: dict[str, tuple[EventFact, ...]] = {}
        """What is told of events of histories, by their ids."""
        self.api_version = 0
        self.calls = 0
        self.made = 0

    def unlock(self, keys: DownloadKeys) -> None:
        """Refuse the files to whoever has not all that opens them."""
        given = {Key.PASSWORD: keys.password, Key.CODE: keys.code}
        for needed, right in self.locks:
            secret = given[needed]
            if secret is None or secret.reveal() != right:
                error = Locked("The documents are protected.", next_step="Enter it.")
                error.needs, error.wrong = needed, secret is not None
                raise error

    def __call__(self, account: Account, secrets: Mapping[str, Secret]) -> ScriptedService:
        self.made += 1
        return ScriptedService(self, account, list(secrets.values())[-1].reveal())

"""Sending through SigningHub: the carrier that takes the outbox's steps."""

from contextlib import suppress
from typing import TYPE_CHECKING

from app.domain.comparison import Portraits, Reading
from app.domain.continued import continued
from app.domain.json_value import JsonObject
from app.domain.package_stages import PackageType, package_type
from app.domain.portrait import portrait_json
from app.services.accounts import Identity
from app.services.cancel import CancelToken
from app.services.errors import (
    AccountDisabled,
    BadAnswer,
    Gone,
    Refused,
    ServiceError,
    Unauthorized,
    Uncertain,
)
from app.services.outbox.carrier import (
    Arrival,
    Changed,
    Effect,
    Fence,
    Parcel,
    PlannedStep,
    Sighting,
)
from app.services.outbox.records import CLEARING, FILLING, StepClass, StepRecord
from app.services.ports import Progress
from app.services.signinghub.bound import (
    bound_package,
    changed,
    is_ours,
    package_id_of,
)
from app.services.signinghub.building import Builder
from app.services.signinghub.building_by_text import steps_by_text
from app.services.signinghub.building_template import template_steps
from app.services.signinghub.client import SigningHubClient
from app.services.signinghub.comparing import Comparing
from app.services.signinghub.library import library_steps
from app.services.signinghub.looking import Looking
from app.services.signinghub.mapping_package import known_participants
from app.services.signinghub.mapping_rights import rights_of
from app.services.signinghub.marks import is_draft, marked_packages
from app.services.signinghub.package_portraits import told
from app.services.signinghub.placing import PageSizes
from app.services.signinghub.reading_back import difference, fingerprint
from app.services.signinghub.sharing import Sharing, copies_of, documents_of
from app.services.signinghub.signed_in import signed_in_as
from app.services.signinghub.taking_over import TakingOver
from app.services.words.sizes import size_word

if TYPE_CHECKING:
    from collections.abc import Callable

_SHARE_BODY = b"{}"


class SigningHubCarrier:
    """Sends agreements of one account as packages."""

    def __init__(self, client: SigningHubClient, page_sizes: PageSizes) -> None:
        """Send with `client`; `page_sizes` measures what is sent."""
        self._client = client
        self._builder = Builder(client=client, page_sizes=page_sizes)
        self._sharing = Sharing(client=client)
        self._taking_over = TakingOver(client=client, drafts=self._builder.drafts)
        self._looking = Looking(client=client, builder=self._builder, taking_over=self._taking_over)
        self._comparing = Comparing(client=client, builder=self._builder)

    def signed_in_as(self) -> Identity:
        """Who the account is, where the service tells it (GET settings/profile)."""
        return signed_in_as(self._client)

    def plan(self, parcel: Parcel) -> tuple[PlannedStep, ...]:
        """A package, its files, settings, people and fields; then look it over, send, confirm.

        What is shared is no draft any more and not shared again; the original of copies may be.
        """
        guarded = package_type(parcel.agreement) is not PackageType.INDIVIDUAL
        again = continued(parcel.agreement) is not None
        begin = "Take over the recalled agreement in SigningHub"
        return (
            *(
                (_joining("package", begin), _joining(CLEARING, "Remove what it said before"))
                if again
                else (_creating("package", "Make a draft in SigningHub"),)
            ),
            *(
                _creating("upload", f"Upload {file.name}, {size_word(file.size)}", file.label)
                for file in parcel.files
            ),
            *library_steps(parcel),
            _converging("names", "Name the documents"),
            _converging("settings", "Write order and message"),
            *template_steps(parcel),
            _creating("people", "Add the people"),
            *(
                [_converging("rights", "Set what each of them may do, and when")]
                if rights_of(parcel.agreement)
                else []
            ),
            _creating("fields", "Add the fields"),
            *steps_by_text(parcel),
            _converging("tidy", "Read everything back; make sure that nothing is there twice"),
            PlannedStep(
                kind="share",
                klass=StepClass.FIRING,
                sentence="Send the agreement",
                guarded=guarded,
            ),
            _converging("confirm", "Confirm with SigningHub and begin tracking"),
        )

    def perform(
        self, step: StepRecord, parcel: Parcel, progress: Progress, cancel: CancelToken
    ) -> JsonObject:
        """Take one step; after a rejected token a read decides whether it is taken again."""
        try:
            return self._take(step, parcel, progress, cancel)
        except Unauthorized as error:
            if step.klass is StepClass.FIRING or isinstance(error, AccountDisabled):
                raise
        if step.klass is StepClass.CREATING:
            sighting = self._after_rejection(step, parcel)
            if sighting.effect is Effect.DONE:
                return sighting.result
        return self._take(step, parcel, progress, cancel)

    def _after_rejection(self, step: StepRecord, parcel: Parcel) -> Sighting:
        """Whether a creating step took effect all the same; no answer leaves it in doubt."""
        try:
            return self._looking.look(step, parcel, None)
        except Changed:
            raise
        except ServiceError as error:
            raise Uncertain(
                "SigningHub rejected the sign-in and then did not say what there is.",
                service_text=error.service_text,
                status=error.status,
                correlation_id=error.correlation_id,
            ) from error

    def look(self, step: StepRecord, parcel: Parcel, within: float) -> Sighting:
        """Whether a creating step or the share took effect."""
        if step.klass is StepClass.FIRING:
            return self._sharing.look(parcel, within)
        return self._looking.look(step, parcel, within)

    def firing_request(self, step: StepRecord, parcel: Parcel) -> bytes:
        """An empty object: the package itself says what is sent."""
        del step, parcel
        return _SHARE_BODY

    def verify(self, step: StepRecord, parcel: Parcel) -> None:
        """Compare the package with what was read back. Raises Changed.

        What an earlier attempt has sent meanwhile passes: SigningHub refuses to send it twice, and
        the look that follows finds it.
        """
        try:
            details = self._client.workflow(package_id_of(parcel))
        except Gone as error:
            if step.doubtful:
                return
            raise changed("It was deleted there.") from error
        if not is_draft(details):
            if step.doubtful:
                return
            raise changed("It is no draft any more: somebody may have shared it.")
        found = fingerprint(details, self._builder.fields.all_of(parcel, details))
        if found != parcel.results("tidy")[""].get("fingerprint"):
            raise changed("Documents, people, fields or settings are not what was prepared.")

    def portraits(self, parcel: Parcel) -> Portraits:
        """What the draft says, and what was kept when everything had been read back."""
        return self._comparing.portraits(parcel)

    def reading(self, parcel: Parcel) -> Reading:
        """The package as it is now."""
        return self._comparing.reading(parcel)

    def fence(self, step: StepRecord, parcel: Parcel, *, held: bool) -> Fence:
        """There is no means: deleting a package that was sent would call it back."""
        del step, parcel, held
        return Fence.IMPOSSIBLE

    def arrival(self, parcel: Parcel, fired: JsonObject) -> Arrival:
        """The package; where everybody got a copy, the first of these and all of them."""
        package_id = package_id_of(parcel)
        individual = package_type(parcel.agreement) is PackageType.INDIVIDUAL
        copies = copies_of(fired) if individual else ()
        return Arrival(
            service_id=copies[0].service_id if copies else package_id,
            instance_id=package_id,
            document_ids=documents_of(fired, parcel),
            known=known_participants(parcel.agreement),
            copies=copies,
        )

    def withdraw(self, parcel: Parcel) -> None:
        """Delete our package and its doubles, as far as they are ours, drafts and never sent."""
        bound = "" if self._taking_over.give_back(parcel) else bound_package(parcel)
        found = marked_packages(self._client, parcel.ref)  # a proxy may have made it twice
        for package_id in dict.fromkeys((*([bound] if bound else []), *found)):
            with suppress(Gone):
                details = self._client.workflow(package_id)
                ours = is_ours(parcel, details) and is_draft(details)
                if ours and not self._was_shared(package_id) and not _was_sent(parcel, package_id):
                    self._client.delete_package(package_id)

    def _take(
        self, step: StepRecord, parcel: Parcel, progress: Progress, cancel: CancelToken
    ) -> JsonObject:
        builder = self._builder
        ways: dict[str, Callable[[], JsonObject]] = {
            "package": lambda: self._package(parcel),
            CLEARING: lambda: self._clear(parcel),
            "upload": lambda: builder.documents.upload(step, parcel, progress, cancel),
            "library": lambda: builder.library.add(step, parcel),
            "names": lambda: builder.documents.arrange(parcel),
            "settings": lambda: builder.settings.write(parcel),
            "template": lambda: builder.template.apply(parcel),
            FILLING: lambda: builder.template.fill(parcel, cancel),
            "people": lambda: builder.people.add(parcel),
            "rights": lambda: builder.rights.converge(parcel, cancel),
            "fields": lambda: builder.fields.add(parcel, cancel),
            "by_text": lambda: builder.by_text.place(step, parcel),
            "tidy": lambda: self._tidy(parcel, cancel),
            "share": lambda: self._sharing.share(step, parcel),
            "confirm": lambda: self._confirm(parcel),
        }
        return ways[step.kind]()

    def _package(self, parcel: Parcel) -> JsonObject:
        """The package that the draft continues, else a new one."""
        taken = self._taking_over.take(parcel)
        return {"package_id": taken} if taken else self._builder.add_package(parcel)

    def _clear(self, parcel: Parcel) -> JsonObject:
        self._taking_over.clear(parcel)
        return {"cleared": True}

    def _tidy(self, parcel: Parcel, cancel: CancelToken) -> JsonObject:
        """Remove every double, and keep what the package is then. Raises Changed."""
        self._remove_double_packages(parcel)
        self._builder.clear(parcel)
        details = self._builder.drafts.read(parcel)
        fields = self._builder.fields.all_of(parcel, details, cancel)
        matching = self._builder.people.match(parcel, details.users)
        other = difference(parcel, details, matching, fields)
        other = other or self._builder.rights.difference(parcel, details)
        if other:
            raise changed(other)
        self._builder.people.check_filled(details)
        self._builder.settings.check(parcel, details)
        self._builder.documents.check(parcel, details)
        self._builder.fields.check(parcel, details, matching, fields)
        individual = package_type(parcel.agreement) is PackageType.INDIVIDUAL
        before = self._sharing.same_named(parcel) if individual else ()
        return {
            "fingerprint": fingerprint(details, fields),
            "before": list(before),
            "shares": self._shares(parcel),
            "portrait": portrait_json(told(parcel, details, fields, matching)),
        }

    def _shares(self, parcel: Parcel) -> int | None:
        """How often it was sent before; None where the history is withheld, or never asked for."""
        if continued(parcel.agreement) is not None:
            with suppress(Refused, BadAnswer):
                return self._sharing.shares(package_id_of(parcel))
            return None
        return 0

    def _confirm(self, parcel: Parcel) -> JsonObject:
        """Look once more for late doubles, and how the package stands now."""
        if _may_be_double(parcel):
            self._remove_double_packages(parcel)
        with suppress(Gone):
            return {"status": self._client.workflow(package_id_of(parcel)).workflow.workflow_status}
        return {"status": ""}

    def _remove_double_packages(self, parcel: Parcel) -> None:
        """Delete other drafts with our mark: they are empty, only one was ever filled."""
        for package_id in marked_packages(self._client, parcel.ref):
            if package_id == package_id_of(parcel):
                continue
            with suppress(Gone):
                details = self._client.workflow(package_id)
                if is_draft(details) and not details.documents and not details.users:
                    self._client.delete_package(package_id)

    def _was_shared(self, package_id: str) -> bool:
        with suppress(Refused):
            return self._sharing.shares(package_id) > 0
        return False


def _was_sent(parcel: Parcel, package_id: str) -> bool:
    """Whether it is the package that was sent before, whatever its history tells."""
    package = continued(parcel.agreement)
    return package is not None and package.package_id == package_id


def _may_be_double(parcel: Parcel) -> bool:
    """Whether a request for a package was ever lost."""
    return any(
        step.kind == "package" and (step.doubtful or (step.attempts and not step.result))
        for step in parcel.steps
    )


def _creating(kind: str, sentence: str, subject: str = "") -> PlannedStep:
    """All but the package itself become part of what is sent."""
    return PlannedStep(
        kind=kind,
        klass=StepClass.CREATING,
        subject=subject,
        sentence=sentence,
        joins=kind != "package",
    )


def _joining(kind: str, sentence: str) -> PlannedStep:
    """What of a recalled package comes late would change what is sent."""
    return PlannedStep(kind=kind, klass=StepClass.CREATING, sentence=sentence, joins=True)


def _converging(kind: str, sentence: str) -> PlannedStep:
    return PlannedStep(kind=kind, klass=StepClass.CONVERGING, sentence=sentence)

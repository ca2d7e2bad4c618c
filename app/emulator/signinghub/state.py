"""The memory of the emulated SigningHub: who may see and change which package."""

from collections.abc import Callable
from datetime import datetime

from app.emulator.ids import Ids
from app.emulator.signinghub import drafting, errors, letters
from app.emulator.signinghub.deadlines import pass_time
from app.emulator.signinghub.drafting import Upload
from app.emulator.signinghub.individual import copy_for
from app.emulator.signinghub.journey import Journey
from app.emulator.signinghub.letters import Post
from app.emulator.signinghub.records import Document, Package, User
from app.emulator.signinghub.shelf import Shelf
from app.emulator.signinghub.words import Role, WorkflowMode, WorkflowStatus, WorkflowType

_TEST_VIRUS = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class State:
    """Users and packages of one enterprise; every change of a package goes through here.

    Changes raise `errors.ApiError` exactly where the vendor would refuse them.
    """

    def __init__(self, *, now: Callable[[], datetime], ids: Ids, post: Post) -> None:
        """Begin empty; letters go out through `post`."""
        self.now = now
        self.enterprise = "Northfield Office"
        self.users: dict[str, User] = {}
        self.workflows_left = 1000
        self.max_upload_bytes: int | None = None
        self.storage_left: int | None = None
        self.shelf = Shelf()
        self.packages: dict[int, Package] = {}
        self._post = post
        self._package_ids = ids.child("packages")
        self._document_ids = ids.child("documents")
        self._codes = ids.child("codes")

    def user(self, email: str) -> User | None:
        """The registered user with this address, however it is written."""
        return self.users.get(email.casefold())

    def add_user(self, user: User) -> None:
        """Register a user."""
        self.users[user.email.casefold()] = user

    # Reading

    def listed(self, user: User) -> list[Package]:
        """What the inbox of `user` shows, last changed first."""
        found = [p for p in self.packages.values() if p.is_visible_to(user.email)]
        return sorted(found, key=lambda p: (p.modified_on, p.package_id), reverse=True)

    def visible(self, user: User, package_id: int) -> Package:
        """A package that `user` sees; not found otherwise, whether it exists or not."""
        package = self.packages.get(package_id)
        if package is None or not package.is_visible_to(user.email):
            raise errors.not_found()
        return package

    def owned(self, user: User, package_id: int) -> Package:
        """A package of `user`; other people's packages are refused."""
        package = self.packages.get(package_id)
        if package is None or user.email.casefold() in package.hidden_from:
            raise errors.not_found()
        if not package.is_owned_by(user.email):
            raise errors.not_owner()
        return package

    def draft(self, user: User, package_id: int) -> Package:
        """A package of `user` that can still be composed."""
        package = self.unsent(user, package_id)
        if package.read_only:
            raise errors.locked_workflow()
        return package

    def unsent(self, user: User, package_id: int) -> Package:
        """A draft of `user`, which a template may have locked."""
        package = self.owned(user, package_id)
        if package.status is not WorkflowStatus.DRAFT:
            raise errors.no_longer_draft()
        return package

    def document(self, package: Package, document_id: int) -> Document:
        """A document of the package."""
        for document in package.documents:
            if document.document_id == document_id:
                return document
        raise errors.not_found()

    # Composing

    def add_package(
        self,
        owner: User,
        *,
        name: str = "Untitled",
        mode: WorkflowMode = WorkflowMode.ONLY_OTHERS,
        type_: WorkflowType = WorkflowType.SERIAL,
        folder: str = "INBOX",
    ) -> Package:
        """A new draft: nobody is told, no quota is used."""
        now = self.now()
        package = Package(
            package_id=self._package_ids.small(),
            name=name,
            owner=owner,
            mode=mode,
            type=type_,
            folder=folder,
            uploaded_on=now,
            modified_on=now,
            read_by={owner.email.casefold()},
        )
        self.packages[package.package_id] = package
        return package

    def upload(self, package: Package, upload: Upload) -> Document:
        """Put a file into a draft."""
        if self.max_upload_bytes is not None and len(upload.content) > self.max_upload_bytes:
            raise errors.upload_too_large(self.max_upload_bytes)
        if self.storage_left is not None and len(upload.content) > self.storage_left:
            raise errors.storage_used_up()
        if _TEST_VIRUS in upload.content:
            raise errors.infected()
        document = drafting.add_document(
            package, upload, document_id=self._new_document_id(), at=self.now()
        )
        if self.storage_left is not None:
            self.storage_left -= len(upload.content)
        self.touch(package)
        return document

    def touch(self, package: Package) -> None:
        """Note that the owner changed the package now."""
        package.modified_on = self.now()

    # Moving

    def share(self, user: User, package_id: int, *, keep_original: bool = False) -> list[Package]:
        """Send the draft to its first recipients; answers with what is now under way.

        One package, or for INDIVIDUAL a copy per recipient; `keep_original` lets the draft stay
        beside its copies. A locked draft can be shared too.
        """
        package = self.unsent(user, package_id)
        if not any(recipient.role is Role.SIGNER for recipient in package.recipients):
            raise errors.needs_signer()
        if not package.documents:
            raise errors.refusal(404, "Document does not exist")
        if any(recipient.placeholder for recipient in package.recipients):
            raise errors.refusal(403, "Placeholders must be replaced before sharing the document")
        if self.workflows_left < 1:
            raise errors.quota_used_up()
        self.workflows_left -= 1
        shared = [package]
        if package.type is WorkflowType.INDIVIDUAL:
            shared = self._individual_copies(package)
            if not keep_original:
                del self.packages[package.package_id]
        for one in shared:
            self.journey(one).start()
        self.tick()
        return shared

    def recall(self, user: User, package_id: int) -> None:
        """Make a draft of a shared package; its quota is given back."""
        package = self.owned(user, package_id)
        if package.status is not WorkflowStatus.IN_PROGRESS:
            raise errors.not_recallable()
        self._recall(package)

    def complete_early(self, user: User, package_id: int) -> None:
        """End the workflow although somebody has not acted."""
        package = self.owned(user, package_id)
        if package.status is not WorkflowStatus.IN_PROGRESS:
            raise errors.not_allowed()
        self.journey(package).complete_early()

    def delete(self, user: User, package_id: int) -> None:
        """Remove the package from the inbox of `user`.

        One that waits for `user` is declined first, an own one under way recalled; a draft is gone
        for good.
        """
        package = self.visible(user, package_id)
        if not package.is_owned_by(user.email):
            for recipient in list(package.in_turn()):
                if recipient.is_played_by(user.email):
                    self.journey(package).decline(recipient, by=user.email, reason="")
        elif package.status is WorkflowStatus.IN_PROGRESS:
            self._recall(package)
        if package.status is WorkflowStatus.DRAFT:
            del self.packages[package_id]
        else:
            package.hidden_from.add(user.email.casefold())

    def journey(self, package: Package) -> Journey:
        """The moves of a package at this moment."""
        return Journey(package, at=self.now(), post=self._post, code=self._codes.code)

    def tick(self) -> None:
        """Send the reminders that are due, and decline where an access window has ended."""
        now = self.now()
        for package in self.packages.values():
            pass_time(package, until=now, post=self._post, code=self._codes.code)

    def send_login_code(self, user: User, number: str) -> None:
        """Send a code for signing in to a number, which becomes that of the user."""
        user.mobile_number = number
        self._post(letters.login_code(number, self._codes.code(6)))

    def _individual_copies(self, package: Package) -> list[Package]:
        """A copy for each recipient."""
        copies = []
        for recipient in package.recipients:
            package_id = self._package_ids.small()
            copies.append(
                self.packages.setdefault(
                    package_id,
                    copy_for(
                        package,
                        recipient,
                        package_id=package_id,
                        new_document_id=self._new_document_id,
                    ),
                )
            )
        return copies

    def _new_document_id(self) -> int:
        return 100_000 + self._document_ids.small()

    def _recall(self, package: Package) -> None:
        self.journey(package).recall()
        self.touch(package)
        self.workflows_left += 1

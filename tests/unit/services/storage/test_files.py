"""Where files lie."""

from pathlib import Path

import pytest

from app.services.storage.files import is_on_network, make_private_folder, network_mount_of

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
fileserver:/home /home nfs4 rw 0 0
/dev/sdb1 /home/local xfs rw 0 0
//office/share /mnt/My\\040Share cifs rw 0 0
maja@example.com: /mnt/ssh fuse.sshfs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("path", "mount"),
    [
        ("/srv/profile", None),
        ("/home/maja/profile", "/home"),
        ("/home/local/profile", None),
        ("/homework/profile", None),
        ("/mnt/My Share/profile", "/mnt/My Share"),
        ("/mnt/ssh", "/mnt/ssh"),
    ],
)
def test_the_nearest_mount_decides_whether_a_path_is_on_the_network(
    path: str, mount: str | None
) -> None:
    assert network_mount_of(Path(path), MOUNTS) == (Path(mount) if mount else None)


def test_this_computers_own_disk_is_not_the_network(tmp_path: Path) -> None:
    assert not is_on_network(tmp_path)


def test_a_folder_that_exists_keeps_its_mode(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    make_private_folder(shared / "a" / "b")
    assert [each.stat().st_mode & 0o777 for each in (shared, shared / "a", shared / "a" / "b")] == [
        0o755,
        0o700,
        0o700,
    ]

from pathlib import Path

import pytest

from bench.machine import find_file_system

MOUNTS = r"""22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
23 22 0:21 / /dev/shm rw,nosuid shared:2 - tmpfs tmpfs rw,size=64k
24 22 0:33 / /my\040disk rw - xfs /dev/vdb rw
25 22 0:34 / /my\040disk rw - btrfs /dev/vdc rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        pytest.param("/not/there/yet", "ext4", id="the root holds what nothing else does"),
        pytest.param("/dev/shm/sites", "tmpfs", id="the nearest mount counts"),
        pytest.param("/dev/shmall", "ext4", id="a name that begins alike"),
        pytest.param("/my disk/sites", "btrfs", id="a blank, and two mounts at one place"),
    ],
)
def test_the_file_system_of_a_folder_is_named(folder, kind):
    assert find_file_system(Path(folder), MOUNTS) == kind


def test_a_system_that_tells_no_mounts_gives_no_name():
    assert find_file_system(Path("/sites"), "") == ""

from __future__ import annotations

import errno
import os

import pytest

from portal.system_errors import in_one_line, in_words


@pytest.mark.parametrize(
    "number",
    [
        *(errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO),
        *(errno.ENAMETOOLONG, errno.EISDIR, errno.ENOTDIR, errno.ELOOP),
    ],
)
def test_what_the_system_refuses_is_said_in_vietnamese_with_what_to_do(number: int) -> None:
    error = OSError(number, os.strerror(number), "/srv/bao/index.html")
    message, hint = in_words(error)
    assert message.startswith("/srv/bao/index.html: ")
    assert hint
    assert os.strerror(number) not in in_one_line(error)

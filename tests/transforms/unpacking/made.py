"""Make small archives to be opened by tests."""

import io
import tarfile
import zipfile
from collections.abc import Iterable

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TEXT = "Xã Nậm Pồng mở hội.\n".encode()
PAGE = "<html><h1>Tin mới</h1><p>Xã Nậm Pồng mở hội.</p></html>".encode()


def zip_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in members.items():
            pack.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tar_of(members: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as pack:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            pack.addfile(info, io.BytesIO(content))
    return out.getvalue()


def tar_with(infos: Iterable[tarfile.TarInfo]) -> bytes:
    """Make a tar archive of headers alone: links, devices."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as pack:
        for info in infos:
            pack.addfile(info)
    return out.getvalue()


def warc_of(
    pages: dict[str, bytes],
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    *,
    gzip: bool = False,
) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    for url, content in pages.items():
        headers = [("Content-Type", kind)]
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(content), http_headers=http
        )
        writer.write_record(record)
    return out.getvalue()

"""Addresses of the web that were fetched, and what a server can tell by whether they have changed."""

from sqlite_utils import Database

from kb.fetch import Visit


def visit(db: Database, url: str) -> Visit | None:
    """The visit of an address, or one that led to it; none where what it led to is not kept."""
    sql = (
        "SELECT v.url, v.page, v.etag, v.modified, v.feed FROM visits v WHERE (v.url = ?1 OR v.page = ?1) "
        "AND (v.feed OR EXISTS (SELECT 1 FROM documents d WHERE d.id = v.page AND d.status = 'read')) "
        "ORDER BY v.url <> ?1, v.url LIMIT 1"
    )
    row = db.execute(sql, (url,)).fetchone()
    if row is None:
        return None
    url, page, etag, modified, feed = row
    return Visit(url, page, etag, modified, feed=bool(feed))


def save(db: Database, visit: Visit) -> None:
    """Note a visit; a failure that was noted under its address is over."""
    db.execute(
        "INSERT OR REPLACE INTO visits (url, page, etag, modified, feed) VALUES (?, ?, ?, ?, ?)",
        (visit.url, visit.page, visit.etag, visit.modified, int(visit.feed)),
    )
    db.execute("DELETE FROM documents WHERE id = ? AND status = 'failed'", (visit.url,))

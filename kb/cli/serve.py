"""kb serve: the store in a browser."""

from typing import Annotated

from typer import Option

from kb.cli.options import STORE, Db
from kb.cli.out import complain
from kb.errors import KbError

_PORT = 8001


def serve(
    *,
    port: Annotated[int, Option(metavar="N", min=0, max=65535, help="The port; 0 for any that is free.")] = _PORT,
    host: Annotated[
        str, Option(metavar="NAME", help="Where to listen. For another than this computer a token is needed.")
    ] = "127.0.0.1",
    edit: Annotated[bool, Option("--edit", help="Let pages change the store; a token is needed then.")] = False,
    token: Annotated[
        str, Option(metavar="TOKEN", envvar="KB_TOKEN", help="The token, else a random one where one is needed.")
    ] = "",
    db: Db = STORE,
) -> None:
    """Open the store in a browser: timeline, events, actors, sources, and Datasette for facets and SQL.

    Nobody but this computer is answered, and pages can only read. With --edit they can edit, merge, split, hide, rename
    and note events, as the commands of these names do, and undo it. Where there is a token, nothing is shown without
    it: open the address that is printed. Ctrl-C ends the server. Needs pip install 'kb-timeline[serve]'.
    """
    import secrets

    try:
        from kb.serve import Access, App, Site
        from kb.serve.access import checked, is_loopback
        from kb.serve.listen import listen
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("kb."):
            raise
        raise KbError(f"kb serve needs {error.name}: pip install 'kb-timeline[serve]'") from error
    from kb.store import open_store

    open_store(db, create=False).close()  # what is wrong with it is said now, and an older one brought up to date
    needed = edit or not is_loopback(host)
    secret = checked(token) if token else secrets.token_urlsafe(24) if needed else ""
    site = Site(db.absolute(), Access(secret, name=host, key=str(db.absolute())), edit=edit)

    def ready(address: str) -> None:
        door = f"/-/login?token={secret}" if secret and not token else "/-/login" if secret else ""
        complain(f"{db} is at {address}{door}")
        complain("it can be changed there; Ctrl-C ends" if edit else "it can only be read there; Ctrl-C ends")

    listen(App(site), host, port, ready)

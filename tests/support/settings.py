"""Settings that tests start the application with."""

from pathlib import Path

from serres_requests.settings import DEMONSTRATION_PASSWORD

PRODUCTION = {
    "serres.environment": "production",
    "serres.database": "memory://",
    "serres.public_url": "https://aitimata.serres.example/",
    "serres.taxisnet_url": "https://oauth2.example/oauth2server",
    "serres.taxisnet_client_id": "serres",
    "serres.mail_host": "mail.example",
    "serres.mail_sender": "aitimata@serres.example",
}
PRODUCTION_SECRETS = {
    "SERRES_SECRET": "s" * 32,
    "SERRES_ADMIN_PASSWORD": "p" * 12,
    "SERRES_TAXISNET_CLIENT_SECRET": "from the tax office",
}
REPORTS_SECRET = "a secret for reports in the tests, long enough"
SECRETS = {
    "SERRES_SECRET": "a secret of the tests, long enough to be one",
    "SERRES_ADMIN_PASSWORD": DEMONSTRATION_PASSWORD,
    "SERRES_TAXISNET_CLIENT_SECRET": "a-client-secret-of-the-tests",
}


def in_process(folder: Path) -> dict[str, str]:
    """Return the settings of a demonstration in `folder` without a worker and without a server beside it."""
    return {
        "serres.environment": "development",
        "serres.demonstration": "true",
        "serres.database": f"file://{folder}/Data.fs?blobstorage_dir={folder}/blobs",
        "serres.public_url": "http://localhost",
        "serres.taxisnet_url": "http://taxisnet.example/oauth2server",
        "serres.taxisnet_client_id": "serres-demonstration",
        "serres.mail_host": "127.0.0.1",
        "serres.mail_sender": "aitimata@serres.example",
        "serres.mail_security": "none",
        "serres.worker": "none",
    }


def ini_file(folder: Path, **changes: str) -> str:
    """Write the ini file of such a demonstration, with changes, into `folder` and return where it lies."""
    folder.mkdir(exist_ok=True)
    values = {**in_process(folder), **{f"serres.{name}": value for name, value in changes.items()}}
    ini = folder / "site.ini"
    lines = "\n".join(f"{name} = {value}" for name, value in values.items())
    ini.write_text(f"[app:main]\nuse = egg:serres-requests\n{lines}\n")
    return str(ini)

"""A real nginx with the files of deploy/, in a folder and at ports of its own."""

import datetime
import ipaddress
import os
import shutil
import socket
import ssl
import subprocess
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from tests.support.processes import PATIENCE_SECONDS, free_port
from tests.support.waiting import eventually

DEPLOY = Path(__file__).parents[2] / "deploy" / "nginx"
NAME = "aitimata.serres.example"

_MAIN = """
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/conf.d/*.conf;
}}
"""


class Nginx:
    """nginx in front of the web processes at `ports`."""

    def __init__(self, folder: Path, ports: tuple[int, int]) -> None:
        program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
        assert program is not None, "nginx is missing: `make servers` installs it where it may"
        self._folder = folder
        self.http_port, self.https_port = free_port(), free_port()
        self.url = f"https://127.0.0.1:{self.https_port}"
        self.log = folder / "serres.log"
        self._write_files(ports)
        self.certificate = _make_certificate(folder)
        self._command = [program, "-c", str(folder / "nginx.conf"), "-p", str(folder)]
        self._process: subprocess.Popen[bytes] | None = None

    def check(self) -> str:
        """Return what nginx itself says of the files; fail when it refuses them."""
        told = subprocess.run([*self._command, "-t"], capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stderr
        return told.stderr

    def start(self) -> None:
        self._process = subprocess.Popen(self._command)
        eventually(self._listens, "nginx to listen")

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(PATIENCE_SECONDS)

    def context(self, **options: ssl.TLSVersion) -> ssl.SSLContext:
        """Return what a client that trusts the certificate connects with."""
        made = ssl.create_default_context(cafile=str(self.certificate))
        for name, value in options.items():
            setattr(made, name, value)
        return made

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.https_port)) == 0

    def _write_files(self, ports: tuple[int, int]) -> None:
        """Write the files of deploy/ with nothing changed but ports and folders."""
        places = {
            "listen [::]:80;": "",
            "listen [::]:443 ssl http2;": "",
            "listen 80;": f"listen 127.0.0.1:{self.http_port};",
            "listen 443 ": f"listen 127.0.0.1:{self.https_port} ",
            "/etc/serres": str(self._folder),
            "/var/cache/nginx/serres": f"{self._folder}/cache",
            "/var/log/nginx": str(self._folder),
            "127.0.0.1:6543": f"127.0.0.1:{ports[0]}",
            "127.0.0.1:6544": f"127.0.0.1:{ports[1]}",
        }
        (self._folder / "conf.d").mkdir()
        for name in ("serres.conf", "upstream-systemd.conf"):
            text = (DEPLOY / name).read_text()
            for place, other in places.items():
                text = text.replace(place, other)
            (self._folder / "conf.d" / name).write_text(text)
        shutil.copy(DEPLOY / "away.html", self._folder)
        user = "user root;" if os.geteuid() == 0 else ""
        (self._folder / "nginx.conf").write_text(_MAIN.format(folder=self._folder, user=user))


def _make_certificate(folder: Path) -> Path:
    """Write a certificate for the server's name, signed by itself, with its key; return its path."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime.now(datetime.UTC)
    names = [x509.DNSName(NAME), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "tls").mkdir()
    path = folder / "tls" / "fullchain.pem"
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "tls" / "privkey.pem").write_bytes(private)
    return path

"""The two sides of a move from Flask to Swift: a real Flask application, and mapae-flask-peer, behind one interface."""

import datetime
import http.client
import json
import os
import pathlib
import subprocess

import dotenv
import flask
import flask_jwt_extended as fje
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

USER = "ada"


class Keys:
    """The secrets of a site: a `.env` file as its Flask application has it, and the key alone."""

    def __init__(self, folder, algorithm):
        self.algorithm = algorithm
        self.env = pathlib.Path(folder) / ".env"
        self.key = pathlib.Path(folder) / "key"
        lines = [f"export FLASK_JWT_ALGORITHM={algorithm}  # one line for both sides"]
        lines.append("""FLASK_JWT_TOKEN_LOCATION='["headers", "cookies"]'""")
        if algorithm == "HS256":
            secret = os.urandom(24).hex()
            self.key.write_text(secret)
            lines.append(f'FLASK_SECRET_KEY="{secret}"')
            self.public = None
        else:
            private = {
                "RS256": lambda: rsa.generate_private_key(65537, 2048),
                "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
                "EdDSA": ed25519.Ed25519PrivateKey.generate,
            }[algorithm]()
            pem = private.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            ).decode()
            self.public = private.public_key().public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            ).decode()
            self.key.write_text(pem)
            lines += [f'FLASK_JWT_PRIVATE_KEY="{pem}"', f"FLASK_JWT_PUBLIC_KEY='{self.public}'"]
        self.env.write_text("\n".join(lines) + "\n")


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        try:
            self.json = json.loads(body)
        except ValueError:
            self.json = None

    @property
    def set_cookies(self):
        """Name to (value, attributes in lower case)."""
        cookies = {}
        for name, value in self.headers:
            if name.lower() == "set-cookie":
                pair, *attributes = value.split("; ")
                name, _, value = pair.partition("=")
                cookies[name] = (value, {attribute.lower() for attribute in attributes})
        return cookies

    def header(self, wanted):
        return next((value for name, value in self.headers if name.lower() == wanted), None)

    def __repr__(self):
        return f"{self.status} {self.json}"


class FlaskApp:
    """A Flask application whose settings come from the `.env` file alone."""

    name = "Flask"

    def __init__(self, keys):
        before = dict(os.environ)
        dotenv.load_dotenv(keys.env)
        self.app = flask.Flask("site")
        self.app.config.from_prefixed_env()
        os.environ.clear()
        os.environ.update(before)
        fje.JWTManager(self.app)
        for path, guard in [
            ("/protected", fje.jwt_required()), ("/fresh", fje.jwt_required(fresh=True)),
            ("/refresh", fje.jwt_required(refresh=True)),
        ]:
            self.app.add_url_rule(path, path, guard(self.show), methods=["GET", "POST"])
        self.app.add_url_rule("/login", "login", self.log_in, methods=["POST"])
        self.client = self.app.test_client(use_cookies=False)

    @staticmethod
    def show():
        location = {"headers": "header", "cookies": "cookie"}[fje.get_jwt_request_location()]
        return {"sub": fje.get_jwt_identity(), "type": fje.get_jwt()["type"], "location": location}

    @staticmethod
    def log_in():
        response = flask.jsonify({})
        fje.set_access_cookies(response, fje.create_access_token(USER, fresh=True))
        fje.set_refresh_cookies(response, fje.create_refresh_token(USER))
        return response

    def token(self, kind="access", fresh=False, fresh_seconds=None, lifetime=3600, ago=0):
        """As if it had been made `ago` seconds earlier; its `iat` does not matter to anybody."""
        def end(seconds):
            return datetime.timedelta(seconds=seconds - ago)

        with self.app.app_context():
            if kind == "refresh":
                return fje.create_refresh_token(USER, expires_delta=end(lifetime))
            fresh = fresh if fresh_seconds is None else end(fresh_seconds)
            return fje.create_access_token(USER, fresh=fresh, expires_delta=end(lifetime))

    def request(self, method, path, headers):
        response = self.client.open(path, method=method, headers=headers)
        return Answer(response.status_code, list(response.headers), response.data)


class Peer:
    """mapae-flask-peer as a process."""

    def __init__(self, program, keys):
        self.process = subprocess.Popen(
            [program, keys.env, keys.algorithm, keys.key], stdout=subprocess.PIPE, text=True,
            env={"PATH": os.environ["PATH"]},
        )
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"the peer ended with {self.process.wait()}")
        self.port = int(line)

    def request(self, method, path, headers, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body=body, headers=headers)
        response = connection.getresponse()
        answer = Answer(response.status, response.getheaders(), response.read())
        connection.close()
        return answer

    def post(self, path, json_body):
        answer = self.request("POST", path, {"Content-Type": "application/json"}, json.dumps(json_body))
        if answer.status != 200:
            raise AssertionError(f"{path}: {answer}")
        return answer.json

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=30)


class Face:
    """One of the two ways in which the peer serves."""

    def __init__(self, peer, prefix):
        self.peer = peer
        self.prefix = prefix
        self.name = f"Mapae /{prefix}"

    def token(self, kind="access", fresh=False, fresh_seconds=None, lifetime=3600, ago=0):
        wish = {"kind": kind, "fresh": fresh, "freshSeconds": fresh_seconds, "lifetime": lifetime, "ago": ago}
        return self.peer.post(f"/{self.prefix}/token", wish)["token"]

    def request(self, method, path, headers):
        return self.peer.request(method, f"/{self.prefix}{path}", headers)

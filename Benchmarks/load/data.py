"""Data folders: with a thousand users, and with a million."""
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess

import argon2

PASSWORD = "a password of nobody"


class Folder:
    """A data folder whose users are user0, user1 and so on, with one password."""

    def __init__(self, path, users):
        self.path, self.users = pathlib.Path(path), users

    @classmethod
    def create(cls, path, mapae, users):
        folder = cls(path, users)
        stored = argon2.encoded(PASSWORD.encode()).decode()
        file = pathlib.Path(f"{path}.ndjson")
        file.write_text(
            "".join(json.dumps({"username": f"user{user}", "password_hash": stored}) + "\n" for user in range(users)))
        folder.path.mkdir(mode=0o700)
        subprocess.run(
            [mapae, "users", "import", str(file), "--data-dir", str(folder.path)], check=True, capture_output=True)
        return folder

    @property
    def database(self):
        return self.path / "mapae.sqlite"

    def begin_sessions(self, program, count, file):
        """Begins sessions of the users in turn, and writes their refresh tokens to a file."""
        with sqlite3.connect(self.database) as connection:
            ids = [row[0] for row in connection.execute("SELECT id FROM users")]
        connection.close()
        subjects = "".join(ids[number % len(ids)] + "\n" for number in range(count))
        tokens = subprocess.run(
            [program, str(self.path)], input=subjects, check=True, stdout=subprocess.PIPE, text=True).stdout
        if len(tokens.split()) != count:
            raise SystemExit("load: not all sessions began")
        pathlib.Path(file).write_text(tokens)

    def grown_copy(self, path, total):
        """A copy in which the users and sessions that there are stand scattered among so many."""
        shutil.copytree(self.path, path)
        copy = Folder(path, self.users)
        connection = sqlite3.connect(copy.database, isolation_level=None)
        # Nobody needs this to be undone; the server turns the log on again.
        connection.executescript("PRAGMA journal_mode = DELETE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -400000")
        connection.execute("BEGIN")
        for table in ("users", "sessions"):
            scatter(connection, table, total)
        grow(connection, total)
        connection.execute("COMMIT")
        counts = [
            connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
            for table in ("users", "sessions", "audit")]
        if min(counts) < total:
            raise SystemExit(f"load: there are {counts} users, sessions and audit records, and not {total}")
        connection.close()
        # What is written now shall not be written while something is measured.
        os.sync()
        return copy


def scatter(connection, table, total):
    """Moves the rows apart: as they were made one after the other they stand on few pages."""
    rows = [row[0] for row in connection.execute(f"SELECT rowid FROM {table} ORDER BY rowid")]
    gap = total // len(rows)
    # First out of each other's way.
    connection.executemany(
        f"UPDATE {table} SET rowid = ? WHERE rowid = ?", [(-gap * (n + 1), row) for n, row in enumerate(rows)])
    connection.execute(f"UPDATE {table} SET rowid = -rowid")


def grow(connection, total):
    """Adds rows as the server writes them, and one login in the audit log for each session.

    The ids of rows that follow each other do too: made in another order they take minutes.
    """
    alphabet = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
    number = f"(rowid * {len(alphabet) ** 3 - 1} / {total})"
    digits = "||".join(f"substr('{alphabet}', 1 + {number} / {64 ** place} % 64, 1)" for place in (2, 1, 0))
    new_id = f"{digits} || substr(hex(randomblob(10)), 1, 19)"
    connection.execute(
        f"""INSERT INTO users (rowid, id, username, password_hash, created_at, roles)
        WITH RECURSIVE n(rowid) AS (SELECT 1 UNION ALL SELECT rowid + 1 FROM n WHERE rowid < {total})
        SELECT rowid, {new_id}, printf('filler%08d', rowid), (SELECT password_hash FROM users LIMIT 1), 1700000000, ''
        FROM n WHERE NOT EXISTS (SELECT 1 FROM users known WHERE known.rowid = n.rowid)""")
    connection.execute(
        f"""INSERT INTO sessions (rowid, id, subject, created_at, ends_at, used_at, alive_until, current_digest, scope,
        claims, device, network)
        SELECT rowid, {new_id}, id, unixepoch() - 86400, unixepoch() + 7776000, unixepoch() - 86400,
        unixepoch() + 86400 + rowid * 2505600 / {total}, randomblob(32), '',
        CAST('{{"preferred_username":"filler"}}' AS BLOB), 'load', '10.0.0.1'
        FROM users WHERE NOT EXISTS (SELECT 1 FROM sessions known WHERE known.rowid = users.rowid) ORDER BY rowid""")
    first = connection.execute("SELECT COALESCE(MAX(number), 0) FROM audit").fetchone()[0]
    connection.execute(
        f"""INSERT INTO audit (number, moment_ms, kind, subject, session_id, network, details)
        SELECT {first} + rowid, (unixepoch() - 86400) * 1000 + rowid / 12, 'began', subject, id, '10.0.0.1',
        CAST('{{"device":"load"}}' AS BLOB) FROM sessions ORDER BY rowid""")
    connection.execute("UPDATE audit_count SET entries = (SELECT MAX(number) FROM audit)")

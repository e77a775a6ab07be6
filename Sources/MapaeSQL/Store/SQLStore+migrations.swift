extension SQLStore {
    /// The schema's history. Append; never edit what was released, because stores remember its text.
    package static let migrations: [Migration] = [
        Migration(
            number: 1,
            name: "users and signing keys",
            statements: [
                // SQLite reads the type names for their affinity and allows NULL in a primary key unless told otherwise.
                """
                CREATE TABLE users (
                    id TEXT NOT NULL PRIMARY KEY,
                    username TEXT NOT NULL UNIQUE,
                    password_hash TEXT NOT NULL,
                    created_at BIGINT NOT NULL
                )
                """,
                """
                CREATE TABLE signing_keys (
                    id TEXT NOT NULL PRIMARY KEY,
                    algorithm TEXT NOT NULL,
                    sealed_material {blob} NOT NULL,
                    created_at BIGINT NOT NULL
                )
                """,
            ]),
        Migration(
            number: 2,
            name: "sessions and revocations",
            statements: [
                """
                CREATE TABLE sessions (
                    id TEXT NOT NULL PRIMARY KEY,
                    subject TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    ends_at BIGINT NOT NULL,
                    persistent BIGINT,
                    used_at BIGINT NOT NULL,
                    alive_until BIGINT NOT NULL,
                    current_digest {blob} NOT NULL,
                    scope TEXT NOT NULL,
                    claims {blob} NOT NULL
                )
                """,
                "CREATE INDEX sessions_by_subject ON sessions (subject)",
                "CREATE INDEX sessions_by_death ON sessions (alive_until)",
                // Its times are milliseconds.
                """
                CREATE TABLE refresh_replays (
                    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
                    position BIGINT NOT NULL,
                    digest {blob} NOT NULL,
                    sealed_successor {blob} NOT NULL,
                    ends_at_ms BIGINT NOT NULL,
                    PRIMARY KEY (session_id, position)
                )
                """,
                "CREATE INDEX refresh_replays_by_end ON refresh_replays (ends_at_ms)",
                """
                CREATE TABLE revocations (
                    id TEXT NOT NULL PRIMARY KEY,
                    ends_at BIGINT NOT NULL,
                    change_number BIGINT NOT NULL UNIQUE
                )
                """,
                "CREATE INDEX revocations_by_end ON revocations (ends_at)",
                // One row that counts the changes. The highest number in the table would not do: it falls when that row is
                // purged, and who has looked already would not see the rows that get its number again.
                "CREATE TABLE revocation_count (only_row BIGINT NOT NULL PRIMARY KEY, changes BIGINT NOT NULL)",
                "INSERT INTO revocation_count (only_row, changes) VALUES (1, 0)",
            ]),
        // Only additions, which a release that does not know them passes over.
        Migration(
            number: 3,
            name: "accounts, the audit log and the life of keys",
            statements: [
                "ALTER TABLE users ADD COLUMN email TEXT",
                "ALTER TABLE users ADD COLUMN roles TEXT NOT NULL DEFAULT ''",
                "ALTER TABLE users ADD COLUMN password_changed_at BIGINT",
                "ALTER TABLE users ADD COLUMN disabled_at BIGINT",
                "ALTER TABLE sessions ADD COLUMN device TEXT",
                "ALTER TABLE sessions ADD COLUMN network TEXT",
                "ALTER TABLE signing_keys ADD COLUMN signs_from BIGINT",
                "ALTER TABLE signing_keys ADD COLUMN retires_at BIGINT",
                // Where somebody ended all sessions of a subject: when that was last, by a count of its own.
                """
                CREATE TABLE session_epochs (
                    subject TEXT NOT NULL PRIMARY KEY,
                    epoch BIGINT NOT NULL
                )
                """,
                "CREATE TABLE session_epoch_count (only_row BIGINT NOT NULL PRIMARY KEY, epochs BIGINT NOT NULL)",
                "INSERT INTO session_epoch_count (only_row, epochs) VALUES (1, 0)",
                """
                CREATE TABLE audit (
                    number BIGINT NOT NULL PRIMARY KEY,
                    moment_ms BIGINT NOT NULL,
                    kind TEXT NOT NULL,
                    subject TEXT,
                    actor TEXT,
                    session_id TEXT,
                    network TEXT,
                    details {blob} NOT NULL
                )
                """,
                "CREATE INDEX audit_by_moment ON audit (moment_ms)",
                "CREATE INDEX audit_by_subject ON audit (subject, number)",
                "CREATE TABLE audit_count (only_row BIGINT NOT NULL PRIMARY KEY, entries BIGINT NOT NULL)",
                "INSERT INTO audit_count (only_row, entries) VALUES (1, 0)",
                "CREATE TABLE key_count (only_row BIGINT NOT NULL PRIMARY KEY, changes BIGINT NOT NULL)",
                "INSERT INTO key_count (only_row, changes) VALUES (1, 0)",
            ]),
        Migration(
            number: 4,
            name: "the end of a session's access tokens",
            statements: ["ALTER TABLE sessions ADD COLUMN access_until BIGINT"]),
        Migration(
            number: 5,
            name: "the end of epochs",
            statements: [
                // When the subject was found to be no user any more.
                "ALTER TABLE session_epochs ADD COLUMN gone_since BIGINT",
                "CREATE INDEX session_epochs_by_end ON session_epochs (gone_since)",
            ]),
        Migration(
            number: 6,
            name: "clients, their grants and what leads to them",
            statements: [
                "ALTER TABLE sessions ADD COLUMN client_id TEXT",
                "ALTER TABLE sessions ADD COLUMN login_id TEXT",
                // Of grants alone: no login has to keep it up to date.
                "CREATE INDEX sessions_by_client ON sessions (client_id) WHERE client_id IS NOT NULL",
                """
                CREATE TABLE clients (
                    id TEXT NOT NULL PRIMARY KEY,
                    created_at BIGINT NOT NULL,
                    metadata {blob} NOT NULL,
                    settings {blob} NOT NULL
                )
                """,
                """
                CREATE TABLE client_secrets (
                    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
                    position BIGINT NOT NULL,
                    digest {blob} NOT NULL,
                    PRIMARY KEY (client_id, position)
                )
                """,
                // What belongs to a client goes with it, whoever removes it.
                """
                CREATE TABLE authorization_codes (
                    digest {blob} NOT NULL PRIMARY KEY,
                    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
                    subject TEXT NOT NULL,
                    login_id TEXT,
                    epoch BIGINT NOT NULL,
                    grant_id TEXT NOT NULL,
                    ends_at BIGINT NOT NULL,
                    used_at BIGINT,
                    kept_until BIGINT NOT NULL,
                    details {blob} NOT NULL
                )
                """,
                "CREATE INDEX authorization_codes_by_client ON authorization_codes (client_id, subject)",
                "CREATE INDEX authorization_codes_by_end ON authorization_codes (kept_until)",
                """
                CREATE TABLE device_codes (
                    digest {blob} NOT NULL PRIMARY KEY,
                    user_code_digest {blob} NOT NULL UNIQUE,
                    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
                    grant_id TEXT NOT NULL,
                    ends_at BIGINT NOT NULL,
                    details {blob} NOT NULL,
                    state TEXT NOT NULL,
                    poll_interval BIGINT NOT NULL,
                    asked_at_ms BIGINT,
                    subject TEXT,
                    login_id TEXT,
                    epoch BIGINT,
                    decision {blob}
                )
                """,
                "CREATE INDEX device_codes_by_client ON device_codes (client_id)",
                "CREATE INDEX device_codes_by_end ON device_codes (ends_at)",
                """
                CREATE TABLE pushed_requests (
                    digest {blob} NOT NULL PRIMARY KEY,
                    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
                    ends_at BIGINT NOT NULL,
                    parameters {blob} NOT NULL
                )
                """,
                "CREATE INDEX pushed_requests_by_client ON pushed_requests (client_id)",
                "CREATE INDEX pushed_requests_by_end ON pushed_requests (ends_at)",
                """
                CREATE TABLE opaque_tokens (
                    digest {blob} NOT NULL PRIMARY KEY,
                    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
                    grant_id TEXT,
                    ends_at BIGINT NOT NULL,
                    claims {blob} NOT NULL
                )
                """,
                // One for both: the tokens of a client, and those of one of its grants.
                "CREATE INDEX opaque_tokens_by_grant ON opaque_tokens (client_id, grant_id)",
                "CREATE INDEX opaque_tokens_by_end ON opaque_tokens (ends_at)",
                // Subjects need not be users of this database, so that they are no reference to one.
                """
                CREATE TABLE consents (
                    subject TEXT NOT NULL,
                    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
                    created_at BIGINT NOT NULL,
                    changed_at BIGINT NOT NULL,
                    scope TEXT NOT NULL,
                    resources TEXT NOT NULL,
                    PRIMARY KEY (subject, client_id)
                )
                """,
                "CREATE INDEX consents_by_client ON consents (client_id)",
                """
                CREATE TABLE used_once (
                    digest {blob} NOT NULL PRIMARY KEY,
                    remembered_until BIGINT NOT NULL
                )
                """,
                "CREATE INDEX used_once_by_end ON used_once (remembered_until)",
            ]),
        Migration(
            number: 7,
            name: "logins at clients, and the logouts that they have to be told of",
            statements: [
                // When the client is told is in milliseconds, and NULL while its user is logged in.
                """
                CREATE TABLE client_logins (
                    session_id TEXT NOT NULL PRIMARY KEY,
                    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
                    subject TEXT NOT NULL,
                    login_id TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    kept_until BIGINT NOT NULL,
                    due_ms BIGINT,
                    attempts BIGINT NOT NULL DEFAULT 0,
                    since_ms BIGINT
                )
                """,
                "CREATE INDEX client_logins_by_login ON client_logins (login_id, client_id)",
                "CREATE INDEX client_logins_by_subject ON client_logins (subject)",
                "CREATE INDEX client_logins_by_client ON client_logins (client_id, due_ms)",
                "CREATE INDEX client_logins_by_due ON client_logins (due_ms) WHERE due_ms IS NOT NULL",
                "CREATE INDEX client_logins_by_end ON client_logins (kept_until) WHERE due_ms IS NULL",
            ]),
    ]
}

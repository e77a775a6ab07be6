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
    ]
}

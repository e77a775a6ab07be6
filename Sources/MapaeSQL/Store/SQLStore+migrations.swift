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
    ]
}

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
            ])
    ]
}

// swift-tools-version: 6.2

import PackageDescription

/// Settings of every target. They are written once, so that no room can be laxer than another.
let base: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// Targets that do not face Hummingbird. Its `RouterMiddleware.handle` takes a `@concurrent` closure, so a middleware
/// compiled with NonisolatedNonsendingByDefault would not conform.
let core: [SwiftSetting] = base + [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]

/// What only the server needs hangs on this trait: a library user who says `traits: []` neither resolves nor builds it.
let server: TargetDependencyCondition? = .when(traits: ["Server"])

/// What only who takes other issuers' tokens needs.
let remoteKeys: TargetDependencyCondition? = .when(traits: ["RemoteKeys"])

func product(_ name: String, _ package: String, _ condition: TargetDependencyCondition? = nil) -> Target.Dependency {
    .product(name: name, package: package, condition: condition)
}

/// Several products of one package, under one condition.
func products(
    _ names: String..., of package: String, _ condition: TargetDependencyCondition? = nil
) -> [Target.Dependency] { names.map { product($0, package, condition) } }

let package = Package(
    name: "swift-mapae",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "MapaeJOSE", targets: ["MapaeJOSE"]),
        .library(name: "MapaeStore", targets: ["MapaeStore"]),
        .library(name: "Mapae", targets: ["Mapae"]),
        .library(name: "MapaeRemoteKeys", targets: ["MapaeRemoteKeys"]),
        .library(name: "MapaeAccounts", targets: ["MapaeAccounts"]),
        .library(name: "MapaeOAuth", targets: ["MapaeOAuth"]),
        .library(name: "MapaeFlask", targets: ["MapaeFlask"]),
        .library(name: "MapaeSQL", targets: ["MapaeSQL"]),
        .library(name: "MapaeSQLite", targets: ["MapaeSQLite"]),
        .library(name: "HummingbirdMapae", targets: ["HummingbirdMapae"]),
        .library(name: "HummingbirdMapaeOAuth", targets: ["HummingbirdMapaeOAuth"]),
        .library(name: "MapaeServer", targets: ["MapaeServer"]),
        .library(name: "MapaeTesting", targets: ["MapaeTesting"]),
        .executable(name: "mapae", targets: ["MapaeCommand"]),
        .executable(name: "hello", targets: ["HelloExample"]),
        .executable(name: "why", targets: ["WhyExample"]),
        .executable(name: "parity-server", targets: ["ParityServer"]),
    ],
    traits: [
        .trait(
            name: "RemoteKeys", description: "Tokens of other issuers, checked with their keys (AsyncHTTPClient)."),
        .trait(
            name: "Server", description: "The `mapae` server and its SQLite store (GRDB, swift-argument-parser, …).",
            enabledTraits: ["RemoteKeys"]),
        .default(enabledTraits: ["Server"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-asn1.git", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.14.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-configuration.git", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.34.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"]), .brew(["argon2"])]),
        // Checks imported bcrypt hashes. macOS has no such library.
        .systemLibrary(name: "CCrypt", pkgConfig: "libcrypt", providers: [.apt(["libcrypt-dev"])]),
        // A table of 100 KiB: as a Swift literal it would take minutes to compile.
        .target(name: "CCommonPasswords"),
        .target(
            name: "MapaeJOSE",
            dependencies: [
                product("Crypto", "swift-crypto"), product("CryptoExtras", "swift-crypto"),
                product("SwiftASN1", "swift-asn1"),
            ],
            swiftSettings: core
        ),
        .target(name: "MapaeStore", swiftSettings: core),
        .target(
            name: "Mapae",
            dependencies: [
                "MapaeJOSE", "MapaeStore", product("Crypto", "swift-crypto"), product("HTTPTypes", "swift-http-types"),
                product("Logging", "swift-log"),
            ],
            swiftSettings: core
        ),
        .target(
            name: "MapaeRemoteKeys",
            dependencies: [
                "Mapae", "MapaeJOSE", product("AsyncHTTPClient", "async-http-client", remoteKeys),
                product("Crypto", "swift-crypto"), product("NIOSSL", "swift-nio-ssl", remoteKeys),
            ] + products("NIOCore", "NIOHTTP1", "NIOPosix", of: "swift-nio", remoteKeys),
            swiftSettings: core
        ),
        .target(
            name: "MapaeAccounts",
            dependencies: [
                "CCommonPasswords", "MapaeJOSE", "MapaeStore", .target(name: "CArgon2", condition: server),
                .target(name: "CCrypt", condition: .when(platforms: [.linux], traits: ["Server"])),
                product("Crypto", "swift-crypto"),
            ],
            swiftSettings: core
        ),
        .target(
            name: "MapaeFlask",
            dependencies: [
                "Mapae", "MapaeJOSE", product("Crypto", "swift-crypto"), product("CryptoExtras", "swift-crypto"),
                product("HTTPTypes", "swift-http-types"),
            ],
            swiftSettings: core
        ),
        .target(
            name: "MapaeOAuth",
            dependencies: [
                "Mapae", "MapaeJOSE", "MapaeStore", product("Crypto", "swift-crypto"),
                product("HTTPTypes", "swift-http-types"),
            ],
            swiftSettings: core
        ),
        .target(name: "MapaeSQL", dependencies: ["MapaeStore"], swiftSettings: core),
        .target(
            name: "MapaeSQLite", dependencies: ["MapaeSQL", "MapaeStore", product("GRDB", "GRDB.swift", server)],
            swiftSettings: core),
        .target(
            name: "HummingbirdMapae",
            dependencies: [
                "Mapae", "MapaeJOSE", "MapaeStore", product("Crypto", "swift-crypto"),
                product("Hummingbird", "hummingbird"), product("HTTPTypes", "swift-http-types"),
                product("Logging", "swift-log"), product("NIOCore", "swift-nio"),
                product("ServiceLifecycle", "swift-service-lifecycle"),
            ],
            swiftSettings: base
        ),
        .target(
            name: "HummingbirdMapaeOAuth",
            dependencies: [
                "HummingbirdMapae", "Mapae", "MapaeJOSE", "MapaeOAuth", product("Crypto", "swift-crypto"),
                product("Hummingbird", "hummingbird"), product("HTTPTypes", "swift-http-types"),
                product("NIOCore", "swift-nio"),
            ],
            swiftSettings: base),
        .target(
            name: "MapaeServer",
            dependencies: [
                "HummingbirdMapae", "HummingbirdMapaeOAuth", "Mapae", "MapaeAccounts", "MapaeFlask", "MapaeJOSE",
                "MapaeOAuth", "MapaeRemoteKeys", "MapaeSQL", "MapaeSQLite", "MapaeStore",
                product("Configuration", "swift-configuration", server), product("Crypto", "swift-crypto"),
                product("HTTPTypes", "swift-http-types"), product("Hummingbird", "hummingbird"),
                product("Logging", "swift-log"), product("NIOSSL", "swift-nio-ssl", server),
            ] + products("HummingbirdCore", "HummingbirdHTTP2", of: "hummingbird", server)
                + products("NIOCore", "NIOHTTP1", "NIOTLS", of: "swift-nio", server)
                + products("NIOHTTPTypes", "NIOHTTPTypesHTTP1", of: "swift-nio-extras", server)
                + products("ServiceLifecycle", "UnixSignals", of: "swift-service-lifecycle", server),
            resources: [.embedInCode("OpenAPI/openapi.json")],
            swiftSettings: base
        ),
        .target(name: "MapaeTesting", dependencies: ["Mapae", "MapaeJOSE", "MapaeStore"], swiftSettings: core),
        // The product is called `mapae`. The target is not: on a case-insensitive file system (macOS by default) the
        // modules `Mapae` and `mapae` would overwrite each other.
        .executableTarget(
            name: "MapaeCommand",
            dependencies: [
                "Mapae", "MapaeAccounts", "MapaeJOSE", "MapaeOAuth", "MapaeServer", "MapaeStore",
                product("ArgumentParser", "swift-argument-parser", server),
                product("Logging", "swift-log", server),
            ],
            swiftSettings: base
        ),
        // Target names are one space for a whole build: as `hello` it would forbid its users a target of that name.
        .executableTarget(
            name: "HelloExample", dependencies: ["HummingbirdMapae", product("Hummingbird", "hummingbird")],
            path: "Examples/hello", exclude: ["README.md"], swiftSettings: base),
        .executableTarget(
            name: "ParityServer",
            dependencies: [
                "HummingbirdMapae", "MapaeFlask", product("HTTPTypes", "swift-http-types"),
                product("Hummingbird", "hummingbird"), product("NIOCore", "swift-nio"),
            ],
            path: "Examples/parity-server",
            exclude: ["README.md", "allow.json"],
            swiftSettings: base
        ),
        // What the documentation shows, compiled and run. It is in no product, so nobody who depends on this package builds it.
        // One library, not SwiftPM's `Snippets`: those are an executable each, and each links all of Hummingbird.
        .target(
            name: "SnippetExamples",
            dependencies: [
                "HummingbirdMapae", "MapaeFlask", "MapaeRemoteKeys", "MapaeSQL", "MapaeSQLite",
                product("Hummingbird", "hummingbird"), product("HTTPTypes", "swift-http-types"),
                product("NIOPosix", "swift-nio"),
            ],
            path: "Examples/snippets",
            exclude: ["browser.js"],
            swiftSettings: base
        ),
        .testTarget(
            name: "SnippetTests",
            dependencies: [
                "HummingbirdMapae", "MapaeFlask", "MapaeSQLite", "MapaeTesting", "SnippetExamples",
                product("HTTPTypes", "swift-http-types"), product("Hummingbird", "hummingbird"),
                product("HummingbirdTesting", "hummingbird"), product("Logging", "swift-log"),
                product("NIOCore", "swift-nio"),
            ],
            swiftSettings: base
        ),
        .executableTarget(
            name: "WhyExample",
            dependencies: [
                "HummingbirdMapae", "MapaeAccounts", "MapaeSQL", "MapaeSQLite", "MapaeStore",
                product("AsyncHTTPClient", "async-http-client", server), product("HTTPTypes", "swift-http-types"),
                product("Hummingbird", "hummingbird"), product("Logging", "swift-log"),
                product("ServiceLifecycle", "swift-service-lifecycle", server),
            ] + products("NIOCore", "NIOFoundationCompat", "NIOHTTP1", of: "swift-nio", server),
            path: "Examples/why",
            exclude: ["README.md"],
            swiftSettings: base
        ),
        .testTarget(
            name: "MapaeJOSETests", dependencies: ["MapaeJOSE", product("Crypto", "swift-crypto")],
            swiftSettings: core),
        .testTarget(
            name: "MapaeTests",
            dependencies: [
                "Mapae", "MapaeJOSE", "MapaeRemoteKeys", "MapaeSQL", "MapaeSQLite", "MapaeStore", "MapaeTesting",
                product("Crypto", "swift-crypto"), product("HTTPTypes", "swift-http-types"),
                product("Logging", "swift-log"),
            ],
            swiftSettings: core
        ),
        .testTarget(
            name: "HummingbirdMapaeTests",
            dependencies: [
                "HummingbirdMapae", "Mapae", "MapaeJOSE", "MapaeTesting",
                product("HTTPTypes", "swift-http-types"), product("Hummingbird", "hummingbird"),
                product("HummingbirdTesting", "hummingbird"), product("Logging", "swift-log"),
                product("NIOCore", "swift-nio"),
            ],
            swiftSettings: base
        ),
        .testTarget(
            name: "MapaeRemoteKeysTests",
            dependencies: [
                "HummingbirdMapae", "Mapae", "MapaeJOSE", "MapaeRemoteKeys", "MapaeTesting",
                product("Crypto", "swift-crypto"), product("HTTPTypes", "swift-http-types"),
                product("NIOSSL", "swift-nio-ssl", remoteKeys),
            ] + products("Hummingbird", "HummingbirdTesting", of: "hummingbird")
                + products("NIOCore", "NIOHTTP1", "NIOPosix", of: "swift-nio", remoteKeys),
            swiftSettings: base
        ),
        .testTarget(
            name: "MapaeStoreTests",
            dependencies: [
                "MapaeSQL", "MapaeSQLite", "MapaeStore", "MapaeTesting", product("GRDB", "GRDB.swift", server),
            ],
            swiftSettings: core),
        .testTarget(
            name: "MapaeServerTests",
            dependencies: [
                "HummingbirdMapae", "Mapae", "MapaeAccounts", "MapaeFlask", "MapaeJOSE", "MapaeSQL", "MapaeSQLite",
                "MapaeRemoteKeys", "MapaeServer", "MapaeStore", "MapaeTesting",
                product("Crypto", "swift-crypto"), product("HTTPTypes", "swift-http-types"),
                product("Logging", "swift-log"), product("NIOHTTPTypes", "swift-nio-extras", server),
                product("NIOSSL", "swift-nio-ssl", server),
            ] + products("Hummingbird", "HummingbirdTesting", of: "hummingbird")
                + products("NIOCore", "NIOEmbedded", "NIOHTTP1", "NIOPosix", of: "swift-nio", server),
            swiftSettings: base
        ),
        .testTarget(
            name: "MapaeFlaskTests",
            dependencies: [
                "HummingbirdMapae", "Mapae", "MapaeFlask", "MapaeJOSE", "MapaeTesting",
                product("Crypto", "swift-crypto"), product("HTTPTypes", "swift-http-types"),
                product("Hummingbird", "hummingbird"), product("HummingbirdTesting", "hummingbird"),
                product("Logging", "swift-log"), product("NIOCore", "swift-nio"),
            ],
            swiftSettings: base
        ),
        .testTarget(
            name: "MapaeOAuthTests",
            dependencies: [
                "Mapae", "MapaeJOSE", "MapaeOAuth", "MapaeStore", "MapaeTesting", product("Crypto", "swift-crypto"),
                product("HTTPTypes", "swift-http-types"),
            ],
            swiftSettings: core
        ),
        .testTarget(
            name: "HummingbirdMapaeOAuthTests",
            dependencies: [
                "HummingbirdMapae", "HummingbirdMapaeOAuth", "Mapae", "MapaeJOSE", "MapaeOAuth", "MapaeStore",
                "MapaeTesting", product("HTTPTypes", "swift-http-types"), product("NIOCore", "swift-nio"),
            ] + products("Hummingbird", "HummingbirdTesting", of: "hummingbird"),
            swiftSettings: base),
        .testTarget(
            name: "MapaeAccountsTests", dependencies: ["MapaeAccounts", "MapaeStore", "MapaeTesting"],
            swiftSettings: core),
    ],
    swiftLanguageModes: [.v6]
)

// Only who measures builds what measures.
if Context.environment["MAPAE_BENCHMARKS"] != nil {
    // A peer to be measured and tried beside, which no user of the library ever resolves.
    package.dependencies += [.package(url: "https://github.com/vapor/jwt-kit.git", from: "5.7.0")]
    package.targets += [
        .target(name: "CAllocationCounter", path: "Benchmarks/CAllocationCounter"),
        .executableTarget(
            name: "MapaeBench",
            dependencies: [
                "CAllocationCounter", "Mapae", "MapaeJOSE", "MapaeSQL", "MapaeSQLite", "MapaeStore",
                product("Crypto", "swift-crypto"), product("CryptoExtras", "swift-crypto"),
                product("JWTKit", "jwt-kit"), product("GRDB", "GRDB.swift"),
            ],
            path: "Benchmarks/mapae-bench",
            swiftSettings: core
        ),
        // One server with guarded routes and one that is not: measured over HTTP by scripts/throughput.
        .executableTarget(
            name: "ThroughputServer",
            dependencies: [
                "HummingbirdMapae", "MapaeSQL", "MapaeSQLite", product("Hummingbird", "hummingbird"),
                product("JWTKit", "jwt-kit"), product("Logging", "swift-log"), product("NIOCore", "swift-nio"),
            ],
            path: "Benchmarks/throughput-server",
            swiftSettings: base
        ),
        // Begins sessions in a data folder, to be refreshed by scripts/load.
        .executableTarget(
            name: "LoadSessions", dependencies: ["MapaeServer", "HummingbirdMapae"], path: "Benchmarks/load-sessions",
            swiftSettings: base),
        // Asked over pipes by the scripts that compare it with other libraries.
        .executableTarget(
            name: "MapaeJudge", dependencies: ["Mapae", "MapaeJOSE", product("JWTKit", "jwt-kit")],
            path: "Tests/Interop/judge", swiftSettings: core),
        // A service beside a Flask application, which the interop scripts play.
        .executableTarget(
            name: "MapaeFlaskPeer",
            dependencies: [
                "HummingbirdMapae", "MapaeFlask", product("Hummingbird", "hummingbird"),
                product("Logging", "swift-log"),
            ],
            path: "Tests/Interop/flask-peer", swiftSettings: base),
        // A site with cookies, which a real browser visits.
        .executableTarget(
            name: "MapaeBrowserPeer",
            dependencies: [
                "HummingbirdMapae", product("Hummingbird", "hummingbird"), product("Logging", "swift-log"),
                product("NIOCore", "swift-nio"),
            ],
            path: "Tests/Interop/browser-peer", swiftSettings: base),
    ]
    package.products += [
        .executable(name: "mapae-bench", targets: ["MapaeBench"]),
        .executable(name: "mapae-judge", targets: ["MapaeJudge"]),
        .executable(name: "throughput-server", targets: ["ThroughputServer"]),
        .executable(name: "load-sessions", targets: ["LoadSessions"]),
        .executable(name: "mapae-flask-peer", targets: ["MapaeFlaskPeer"]),
        .executable(name: "mapae-browser-peer", targets: ["MapaeBrowserPeer"]),
    ]
}

// A fuzz target has no `main`, which libFuzzer brings: without `--sanitize=fuzzer` it does not link.
if Context.environment["FUZZ"] != nil {
    package.targets += [
        .target(
            name: "FuzzSupport", dependencies: ["MapaeJOSE", product("Crypto", "swift-crypto")],
            path: "Fuzzing/Support",
            swiftSettings: core)
    ]
    for (name, path) in [("FuzzToken", "token"), ("FuzzJSON", "json"), ("FuzzJWK", "jwk"), ("FuzzPEM", "pem")] {
        package.targets += [
            .executableTarget(
                name: name, dependencies: ["FuzzSupport", "MapaeJOSE"], path: "Fuzzing/\(path)", swiftSettings: core)
        ]
    }
    package.targets += [
        .executableTarget(
            name: "FuzzRequest",
            dependencies: ["FuzzSupport", "Mapae", "MapaeFlask", product("HTTPTypes", "swift-http-types")],
            path: "Fuzzing/request", swiftSettings: core)
    ]
}

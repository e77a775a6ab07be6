import Foundation
import HTTPTypes
import Mapae
import MapaeJOSE

#if RemoteKeys
import MapaeRemoteKeys
#endif

/// The page `docs/errors.md`, made of the codes themselves, so that it can be compared with them.
enum ErrorDocument {
    static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let file = package.appendingPathComponent("docs/errors.md")

    /// Codes of which nothing is said in ``advice`` or ``tokenAdvice``.
    static var codesWithoutAdvice: [String] {
        JOSEError.Code.allCases.map(\.description).filter { joseAdvice[$0] == nil }
            + tokenErrors.map { "\($0.code)" }.filter { tokenAdvice[$0] == nil }
            + policyErrors.map { "\($0.code)" }.filter { policyAdvice[$0] == nil }
    }

    static let policyErrors = [
        PolicyError.Code.lifetimeOutOfRange, .leewayOutOfRange, .emptyName, .invalidRealm, .invalidCookie,
        .insecureCookie, .noCarriers, .noCookies, .reservedName, .replayWindowOutOfRange, .pollIntervalOutOfRange,
        .sessionLimitOutOfRange, .incompleteProfile, .onlyChecks,
    ].map { PolicyError($0) }

    /// One of each code.
    static let tokenErrors: [TokenError] = {
        var seen: Set<String> = []
        return TokenErrorTests.renderings.map(\.error).filter { seen.insert("\($0.code)").inserted }
    }()

    static var text: String {
        ([introduction, ""] + joseSection + [""] + tokenSection + [""] + policySection + [""] + remoteSection)
            .joined(separator: "\n") + "\n"
    }

    private static let introduction = """
        # Errors

        Each cause has one code. Codes never change their text: match them in programs, logs and alarms. Two errors are equal
        when their codes are, and no text of an error holds a byte of a token, a key or a password.

        This page is made of the codes themselves. After a change of theirs:

        ```sh
        MAPAE_WRITE_DOCS=1 swift test --filter ErrorDocumentTests
        ```
        """

    private static var joseSection: [String] {
        [
            "## `JOSEError`", "",
            "What is wrong with a token's form or signature, with a key, or with a JSON text. A client never gets to read these:",
            "they stand in the log, in `TokenError.cause`, and in what `mapae token inspect` prints.", "",
            "| code | what happened | what to do |", "|---|---|---|",
        ]
            + JOSEError.Code.allCases.map { code in
                row("`\(code)`", JOSEError(code).explanation, joseAdvice["\(code)"] ?? "")
            }
    }

    private static var tokenSection: [String] {
        [
            "## `TokenError`", "",
            "Why a request was not let in. Whatever is wrong before or at the signature is one answer to the client, because a",
            "stranger who learns how a forged token failed learns how to forge better.", "",
            "| code | what happened | the client gets | what to do |", "|---|---|---|---|",
        ]
            + tokenErrors.map { error in
                let (happened, advice) = tokenAdvice["\(error.code)"] ?? ("", "")
                let body = String(decoding: error.rendered.body, as: UTF8.self)
                let sent = body.firstMatch(of: /"error":"([a-z_]+)"/).map { String($0.1) } ?? ""
                return row("`\(error.code)`", happened, "\(error.rendered.status.code) `\(sent)`", advice)
            }
    }

    private static var policySection: [String] {
        [
            "## `PolicyError`", "", "Why a policy was refused at start-up, before any token was issued with it.", "",
            "| code | what happened | what to do |", "|---|---|---|",
        ]
            + policyErrors.map { error in
                let sentence = "\(error)".dropFirst("\(error.code): ".count)
                return row("`\(error.code)`", String(sentence), policyAdvice["\(error.code)"] ?? "")
            }
    }

    private static var remoteSection: [String] {
        #if RemoteKeys
        [
            "## `RemoteKeysError`", "", "Why the keys of another issuer, or its word on a token, could not be had.", "",
            "| code | what happened, and what to do |", "|---|---|",
        ]
            + RemoteKeysError.Code.allCases.map { row("`\($0)`", RemoteKeysError($0).explanation) }
        #else
        []
        #endif
    }

    private static func row(_ cells: String...) -> String {
        "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
}

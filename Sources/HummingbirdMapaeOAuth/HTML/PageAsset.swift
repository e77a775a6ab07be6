import Crypto
import MapaeJOSE

/// A file that pages name, at an address that is another one when it changes: so browsers may keep it for ever.
struct PageAsset: Sendable {
    let contentType: String
    let content: [UInt8]
    /// Its path below that of the issuer.
    let path: String

    init(_ text: String, name: String, contentType: String) {
        content = Array(text.utf8)
        self.contentType = contentType
        let digest = Base64URL.encode(Array(SHA256.hash(data: content).prefix(12)))
        path = "/oauth/assets/\(digest)/\(name)"
    }

    /// How pages look.
    static let stylesheet = PageAsset(
        """
        :root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --quiet: #5a5a66; --line: #c9c9d1; \
        --accent: #1f4fbf; --alarm: #a3152a; }
        @media (prefers-color-scheme: dark) { :root { --ink: #ececf1; --paper: #17171b; --quiet: #a9a9b5; \
        --line: #4a4a55; --accent: #9db8ff; --alarm: #ff9aa8; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
        main { max-width: 26rem; margin: 0 auto; padding: 2rem 1rem; overflow-wrap: anywhere; }
        h1 { font-size: 1.5rem; line-height: 1.25; }
        section { margin-top: 1.5rem; border-top: 1px solid var(--line); }
        h2 { font-size: 1.125rem; }
        label { display: block; margin-top: 1rem; font-weight: 600; }
        input { width: 100%; margin-top: .25rem; padding: .625rem; border: 1px solid var(--line); border-radius: .375rem; \
        background: inherit; color: inherit; font: inherit; }
        .code { font: 1.5rem ui-monospace, monospace; letter-spacing: .1em; }
        button { margin-top: 1.25rem; padding: .625rem 1.25rem; border: 1px solid var(--accent); border-radius: .375rem; \
        background: var(--accent); color: var(--paper); font: inherit; font-weight: 600; cursor: pointer; }
        button.second { background: transparent; color: var(--accent); }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        .buttons { display: flex; flex-wrap: wrap; gap: 0 .75rem; }
        .alert { padding: .75rem; border-left: .25rem solid var(--alarm); color: var(--alarm); }
        .quiet { color: var(--quiet); font-size: .875rem; }

        """, name: "pages.css", contentType: "text/css; charset=utf-8")

    /// Sends the only form of a page: for answers that go to the client in a form. Without it the user presses the button.
    static let sender = PageAsset(
        "document.forms[0].submit();\n", name: "send.js", contentType: "text/javascript; charset=utf-8")
}

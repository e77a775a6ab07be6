extension ErrorDocument {
    /// What to do about each code of a `JOSEError`.
    static let joseAdvice: [String: String] = [
        "reserved_header": "Choose another name; `kid` comes from the key, `typ` from the kind of token.",
        "token_too_large": "Put less into the token, or raise `TokenLimits.bytes`; mind that proxies cut long headers.",
        "not_three_parts":
            "Send a compact JWS. Encrypted tokens (five parts), detached content and the JSON serializations are not taken.",
        "invalid_base64url":
            "Send the token as it was issued: something added padding, white space or quotes, or cut it.",
        "invalid_json": "Have the issuer write strict JSON: no comments, trailing commas, byte order mark, or NaN.",
        "invalid_utf8": "Have the issuer write UTF-8 without lone surrogates and without U+0000.",
        "duplicate_member": "Have the issuer name each member once; escaped spellings count as the same name.",
        "json_too_deep": "Flatten the claims, or raise `JSONLimits.depth`.",
        "json_too_many_members": "Send fewer members, or raise `JSONLimits.members`.",
        "json_not_an_object": "Have the issuer send an object; a payload that is no JSON object is not a JWT.",
        "missing_algorithm": "Have the issuer set `alg` in the protected header.",
        "unsupported_algorithm":
            "Have the issuer use HS, RS, PS or ES with 256, 384 or 512, EdDSA or Ed25519. `none` means that nobody signed.",
        "algorithm_mismatch":
            "Give the key the algorithm that the issuer uses, when you make it; if the issuer did not change, this is an attack.",
        "critical_header": "Have the issuer leave out `crit`; no extension is understood.",
        "unsupported_header": "Have the issuer send a plain signed token: no `b64`, `zip`, `enc` or `cty`.",
        "invalid_header": "Have the issuer send `kid` as a text of 1 to 256 bytes and `typ` as a text.",
        "invalid_subject": "Give the user's id or name as the subject.",
        "invalid_scope": "Give each scope as a text of its own, such as `[\"read\", \"write\"]`.",
        "wrong_type": "Send the kind of token that this place takes; an ID token is no access token (RFC 8725 §3.11).",
        "unknown_key": "Add the key to the verifier or ring; if the issuer has new keys, load its set again.",
        "invalid_signature": "Compare the keys of both sides; if they are equal, the token was changed on its way.",
        "invalid_claim":
            "Have the issuer send dates as numbers of seconds, `iss`, `sub` and `jti` as texts, `aud` as text or texts.",
        "reserved_claim": "Choose another name, or set the claim through the parameter that exists for it.",
        "weak_secret": "Make a secret with `openssl rand -base64 48`, and keep it where secrets are kept.",
        "not_a_secret": "Load it as what it is: `VerificationKey(pem:)`, `SigningKey(pem:)` or `(jwk:)`.",
        "invalid_key_id": "Choose an id of 1 to 256 bytes without control characters.",
        "duplicate_key_id": "Give each key its own id; a key pair without one gets its thumbprint, a secret gets none.",
        "no_keys": "Give the verifier a key.",
        "retired_key": "Log in again. If tokens of that key should still live, let it retire later.",
        "signing_failed": "Try again; the machine is out of memory or randomness.",
        "invalid_key": "Export the key again, as PEM or JWK, and copy all of it.",
        "unsupported_key": "Make a key of a kind that is offered, or decrypt it with `openssl pkey -in FILE`.",
        "weak_key": "Make a new key: `mapae keys generate`, or `openssl genpkey -algorithm ed25519`.",
        "mismatched_key": "Export the key again; never repair it by hand, a wrong number can give the key away.",
        "key_use": "Take a key whose `use` is `sig`, or whose `key_ops` are `sign` and `verify`.",
        "wrong_key_algorithm": "Name an algorithm of the key's kind, and the one that its `alg` names if it has one.",
        "missing_key_algorithm": "Write `alg` into the JWK, or name the algorithm when you read it.",
        "private_key":
            "Hand on the public half only: `verificationKey.jwk()` or `.pem()`. Replace a key that was published.",
        "public_key": "Load the private key where tokens are signed; a public one goes to `VerificationKey`.",
        "no_public_form": "Share the secret with nobody; use an asymmetric key where others verify.",
        "invalid_key_set": "Fetch the set again: it must be a JSON object with a list `keys`.",
    ]

    /// What happened and what to do, for each code of a `TokenError`.
    static let tokenAdvice: [String: (String, String)] = [
        "missing_token": ("The request carries no token.", "Send `Authorization: Bearer <token>`."),
        "invalid_request": (
            "The request carries more than one token, or carries it in a way that can be read twice.",
            "Send exactly one `Authorization` header."
        ),
        "invalid_token": (
            "The token's form or signature is wrong; the log says which `JOSEError`.", "Look the cause up above."
        ),
        "wrong_media_type": (
            "The header's `typ` names another kind of token.", "Send an access or refresh token of this issuer."
        ),
        "missing_claim": ("The token has no `exp`, or no `sub`.", "Have the issuer set both."),
        "wrong_issuer": (
            "The token's `iss` is not the one that is configured, byte for byte.",
            "Compare both; a slash at the end counts."
        ),
        "wrong_audience": (
            "The token is for somebody else (`aud`), or for somebody where nobody is configured.",
            "Set `audience` in the policy, or ask for a token for this service."
        ),
        "token_not_yet_valid": (
            "The token's `nbf` or `iat` is in the future.", "Set the clocks right, or allow a `leeway`."
        ),
        "token_expired": ("The token's `exp` has passed.", "Refresh it or log in again."),
        "wrong_token_type": (
            "It is a refresh token where an access token is needed, or the reverse.", "Send the other one."
        ),
        "token_not_fresh": ("The token comes from a refresh, and the route wants one from a login.", "Log in again."),
        "insufficient_scope": (
            "The token lacks a scope that the route wants.", "Ask for a token with the scopes that the answer names."
        ),
        "insufficient_role": (
            "The token's `roles` lack one that the route wants.", "Log in as a user who has the role."
        ),
        "insufficient_user_authentication": (
            "The user's login is too old for the route, or not of a kind that it wants.",
            "Send the user to log in again, with the `max_age` and `acr_values` of the answer."
        ),
        "invalid_dpop_proof": (
            "The request's DPoP proof is missing or wrong, too old, for another request or token, or was used before.",
            "Make a new proof for each request: its method, its address without query, the hash of this token, and the present time."
        ),
        "use_dpop_nonce": (
            "The request's DPoP proof lacks the resource's nonce, or has one that is too old.",
            "Make a proof with the value of `DPoP-Nonce`, and keep it for the next requests."
        ),
        "dpop_proof_required": (
            "The token is bound to a key, or has to be, and comes without a proof.",
            "Send `Authorization: DPoP <token>` with a proof in the header field `DPoP`."
        ),
        "token_not_bound": (
            "The token comes with a DPoP proof, and is bound to no key.",
            "Send a proof when you ask for the token too, or show this one as `Bearer` where that is taken."
        ),
        "token_revoked": ("The token, its session or its user has been logged out.", "Log in again."),
        "token_rejected": (
            "A check of the program's own has refused the token.", "Ask whoever runs the service what it checks."
        ),
        "unknown_user": (
            "The user that the token is about is not known any more.", "Log in as a user that there is."
        ),
        "session_ended": (
            "The refresh token's session was ended, has reached its limit, or is not known to this store.",
            "Log in again."
        ),
        "refresh_token_reused": (
            "The refresh token was used before, so it or its successor was stolen; the session has ended.",
            "Log in again, and find out who else had the token. A client must keep the newest refresh token it was given."
        ),
        "csrf_token_missing": (
            "A cookie carries the token, and the request does not repeat its CSRF value.",
            "Send the value of the readable cookie in the header field `X-CSRF-Token`."
        ),
        "csrf_token_mismatch": (
            "The request repeats another CSRF value than the token's.",
            "Take the value that came with this very token: access and refresh token have one each."
        ),
        "cross_site_request": (
            "A cookie carries the token, and the browser says that the page of another site sent the request.",
            "Call from your own site's pages, or with a Bearer token instead of a cookie."
        ),
        "invalid_credentials": ("The user name or the password is wrong.", "Log in with the right ones."),
        "temporarily_unavailable": (
            "The token cannot be checked now: the keys of its issuer cannot be had.",
            "Try again after `Retry-After`, with the same token."
        ),
    ]

    /// What to do about each code of a `PolicyError`.
    static let policyAdvice: [String: String] = [
        "lifetime_out_of_range": "Choose a lifetime from one second to ten years; minutes for access tokens.",
        "leeway_out_of_range": "Choose a leeway of at most 60 seconds.",
        "empty_name": "Leave `issuer` or `audience` out, or give it a text.",
        "invalid_cookie": "Leave the cookie's name out, or choose a path and a domain that go with its prefix.",
        "insecure_cookie": "Serve over TLS, or leave `SameSite=None` and `Partitioned` away.",
        "no_carriers": "Name each place once, such as `accept: [.header, .cookie()]`.",
        "no_cookies": "Add `.cookie()` to what the verifier accepts, or answer with the tokens themselves.",
        "reserved_name": "Choose a claim name that means nothing else, or leave `sub`.",
        "invalid_realm": "Choose a realm of printable ASCII.",
        "replay_window_out_of_range": "Choose a window of seconds: as long as a client takes to ask again.",
        "poll_interval_out_of_range": "Choose an interval of about half a second.",
        "session_limit_out_of_range": "Choose about a hundred sessions.",
        "incomplete_profile": "Name the authorization server as the issuer, and this API as the audience.",
        "invalid_resource": "Write the address as clients have it, such as `https://api.example.com/v1`.",
        "invalid_resource_metadata": "Give whole `https` addresses, and each scope as a text of its own.",
        "proof_settings_out_of_range": "Leave the times as they are, and make a secret with `openssl rand`.",
        "only_checks": "Issue with a policy without that profile, or ask the authorization server for a token.",
    ]
}

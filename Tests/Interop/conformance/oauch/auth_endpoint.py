"""AuthEndpoint: the page that users come to, and what its answers say. Addresses and request objects have files of their own."""
from urllib.parse import urlencode, urljoin

from checks import check
from provider import CALLBACK
from visitor import Page

from .registry import suite
from .site import Flow


def pages(site):
    """The pages that a user can meet, each with its header fields: login, consent, an error, nothing at all."""
    flow = Flow(site, site.client("public"), site.new_visitor())
    session = flow.visitor.session
    yield session.get(flow.address, timeout=30)
    # The user of this visitor is logged in, and is asked, as anybody can call himself a public client.
    yield site.visitor.session.get(Flow(site, site.client("public")).address, timeout=30)
    yield session.get(Flow(site, site.client("public"), redirect_uri="https://wrong.example.com/").address, timeout=30)
    yield session.get(site.endpoint("authorization"), timeout=30)


def each_page(site, test):
    Flow(site, site.client("public")).tokens()
    kinds = []
    for answer in pages(site):
        check(answer.headers["Content-Type"].startswith("text/html"), answer.url)
        test(answer.headers)
        forms = Page(answer.text).forms
        kinds.append(sorted(forms[0]["inputs"]) if forms else None)
    check(kinds[0] and kinds[1] is not None and kinds[2] is None, "these are not the pages that were meant", kinds)


@suite.check("AuthEndpoint.HasContentSecurityPolicyTest")
def content_security_policy(world):
    each_page(world.site, lambda fields: check("frame-ancestors 'none'" in fields["Content-Security-Policy"], fields))


@suite.check("AuthEndpoint.HasFrameOptionsTest")
def frame_options(world):
    each_page(world.site, lambda fields: check(fields["X-Frame-Options"].upper() == "DENY", fields))


@suite.check("AuthEndpoint.ReferrerPolicyEnforcedTest")
def referrer_policy(world):
    each_page(world.site, lambda fields: check(fields["Referrer-Policy"] == "no-referrer", fields))


@suite.check("AuthEndpoint.HasFragmentTest")
def fragment(world):
    check("#" not in world.site.metadata["authorization_endpoint"])


@suite.check(
    "AuthEndpoint.FragmentFixTest",
    differs="nothing is told in a fragment here, so none is added; RFC 9700 section 4.1.3 leaves it open")
def fragment_fix(world):
    """The original wants something like #_ at the end, so that no fragment of before is taken along."""
    flow = Flow(world.site, world.site.client("web"))
    target = flow.visitor.back(flow.address)
    check("code=" in target and "#" not in target, target)


@suite.check("AuthEndpoint.IsResponseTypeCheckedTest")
def response_type(world):
    unsupported = "unsupported_response_type"
    for kind, error in [(None, "invalid_request"), ("oauch", unsupported), ("Code", unsupported)]:
        outcome = Flow(world.site, world.site.client("web"), response_type=kind).outcome()
        check("code" not in outcome and outcome.get("error") == error, kind, outcome)


@suite.check("AuthEndpoint.AutomaticRedirectInvalidResponseTypeTest", "AuthEndpoint.AutomaticRedirectInvalidScopeTest")
def automatic(world):
    site, client = world.site, world.site.client("web")
    for changes, error in [({"scope": "oauch-invalid-scope"}, "invalid_scope"), ({"response_type": "oauch"}, "unsupported_response_type")]:
        # One who is not logged in yet.
        flow = Flow(site, client, site.new_visitor(), **changes)
        answer = flow.visitor.session.get(flow.address, allow_redirects=False, timeout=30)
        check(answer.status_code == 200 and "Location" not in answer.headers, answer.headers)
        target = flow.visitor.back(flow.address)
        check(target.startswith(CALLBACK + "?") and f"error={error}&" in target, target)
        check(flow.visitor.pages == ["login"], flow.visitor.pages)
        wrong = Flow(site, client, redirect_uri="https://wrong.example.com/", **changes).address
        answer = site.new_visitor().session.get(wrong, allow_redirects=False, timeout=30)
        check(answer.status_code == 400 and "Location" not in answer.headers, answer.headers)
    # The silent request is the exception that RFC 9700 section 4.11.2 makes.
    silent = Flow(site, client, scope="oauch-invalid-scope", prompt="none").address
    answer = site.new_visitor().session.get(silent, allow_redirects=False, timeout=30)
    check("error=invalid_scope&" in answer.headers["Location"], answer.headers)
    check(answer.headers["Referrer-Policy"] == "no-referrer", answer.headers)


@suite.check(
    "AuthEndpoint.NonceRequiredTest", "AuthEndpoint.RefreshTokenPresentTest", stricter="there is no implicit flow at all")
def implicit(world):
    site = world.site
    check(site.metadata["response_types_supported"] == ["code"], site.metadata)
    for kind in ("token", "id_token", "id_token token", "code token", "code id_token", "code id_token token"):
        for nonce in ({}, {"nonce": None}):
            flow = Flow(site, site.client("web"), response_type=kind, **nonce)
            target = flow.visitor.visit(flow.address)
            check("error=unsupported_response_type" in target and "token=" not in target and "code=" not in target, target)
            check("#" not in target, target)


@suite.check("AuthEndpoint.RequireUserConsentTest")
def consent(world):
    """The original measures the time; here it is seen whether somebody was asked. Each time, as the client shows nothing."""
    site = world.site
    visitor = site.new_visitor()
    for _ in range(2):
        check(Flow(site, site.client("public"), visitor).code())
        check("decision" in visitor.pages, visitor.pages)
    outcome = Flow(site, site.client("public"), visitor, prompt="none").outcome()
    check(outcome.get("error") in ("consent_required", "interaction_required"), outcome)


@suite.check("AuthEndpoint.SameParameterTwiceDisallowedTest")
def repeated(world):
    flow = Flow(world.site, world.site.client("web"))
    check(flow.code())
    for name, value in [*flow.fields.items(), ("oauch_unknown", "1")]:
        once = "" if name in flow.fields else f"&{urlencode({name: value})}"
        outcome = flow.outcome(f"{flow.address}{once}&{urlencode({name: value})}")
        check("code" not in outcome, name, outcome)


@suite.check("AuthEndpoint.StatePresentTest")
def state(world):
    site, client = world.site, world.site.client("web")
    for text in ("xyz", "a b+c%20&d=e/ü漢", "x" * 512):
        for changes, member in [({}, "code"), ({"scope": "oauch-invalid-scope"}, "error")]:
            outcome = Flow(site, client, state=text, **changes).outcome()
            check(member in outcome and outcome["state"] == text, outcome)
        denied = Flow(site, client, state=text, prompt="consent").outcome(allow=False)
        check(denied.get("error") == "access_denied" and denied["state"] == text, denied)


@suite.check("AuthEndpoint.UnrecognizedParameterAllowedTest")
def unrecognized(world):
    Flow(world.site, world.site.client("web"), oauch_unknown="1").tokens()


@suite.check("AuthEndpoint.SupportsPostAuthorizationRequestsTest")
def posted(world):
    site = world.site
    flow = Flow(site, site.client("web"))
    flow.tokens()
    # As from a page of the client: of another site.
    answer = flow.visitor.session.post(
        site.endpoint("authorization"), data=flow.fields, allow_redirects=False, timeout=30,
        headers={"Origin": "https://client.example.com"})
    check(answer.status_code == 303, answer.status_code)
    outcome = flow.outcome(urljoin(answer.url, answer.headers["Location"]))
    check("code" in outcome and outcome["state"] == flow.fields["state"], outcome)


@suite.check("AuthEndpoint.SupportsPostResponseModeTest", "DocumentSupport.FormPostSupportedTest")
def form_post(world):
    site = world.site
    check("form_post" in site.metadata["response_modes_supported"])
    Flow(site, site.client("web")).tokens()
    flow = Flow(site, site.client("web"), response_mode="form_post")
    answer = flow.visitor.session.get(flow.address, allow_redirects=False, timeout=30)
    form = Page(answer.text).forms[0]
    check(answer.status_code == 200 and form["action"] == CALLBACK, answer.text)
    check(form["hidden"]["state"] == flow.fields["state"] and form["hidden"]["iss"] == site.provider.issuer, form)
    check(flow.redeem(form["hidden"]["code"]).status_code == 200)

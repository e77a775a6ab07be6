"""DocumentSupport: which standards there are. Most stand beside the checks that show it."""
from checks import check

from . import id_tokens, par, pkce, revocation
from .registry import suite


@suite.check("DocumentSupport.OpenIdSupportedTest")
def openid(world):
    metadata = world.site.metadata
    check("openid" in metadata["scopes_supported"] and metadata["userinfo_endpoint"] and metadata["subject_types_supported"])
    id_tokens.signed(world)
    id_tokens.claims(world)


@suite.check("DocumentSupport.RFC7009SupportedTest")
def rfc7009(world):
    revocation.access(world)
    revocation.refresh(world)


@suite.check("DocumentSupport.RFC7636SupportedTest")
def rfc7636(world):
    pkce.implemented(world)


@suite.check("DocumentSupport.RFC9126SupportedTest")
def rfc9126(world):
    par.supported(world)

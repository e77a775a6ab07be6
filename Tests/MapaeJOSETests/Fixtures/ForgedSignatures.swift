/// Tokens with RSA signatures that no honest signer makes, and moduli that no honest maker of keys makes.
///
/// Written by `scripts/forge-signatures` with the RSA key of ``TestKeys``; not to be edited.
enum ForgedSignatures {
    struct Case: Sendable, CustomStringConvertible {
        let description: String
        let token: String

        init(_ description: String, _ token: String) {
            self.description = description
            self.token = token
        }
    }

    /// A right RS256 token, so that the others are refused for what is changed.
    static let pkcs1 = """
        eyJhbGciOiJSUzI1NiJ9.e30.sNNKwCXucvhnPU1EHG0s3CdtrfVMOfYqy5oks9p__1w2o9KyjL0krsmyAaEEi6-lbcx4V2j92e-\
        y6VAx9Xp8c78wdA5cXHsWXSxYhHBNQJsaNpE1kUIwD8dh0d5NglghduN7xQEjrTfW2zvCQGqXNti2kkuqyaQEDC_ZxTEktgSRSVg\
        Imge3AP6MZsZAcLQGxwPxMMj_TLF5OJwjqyULxwdOjrWNdNRjDtJ2yl49VCoyVNWr7NaCzvGp0TnoS5OjABgLKFnwCZzx-5tVBZB\
        1Ava-aBj9v6_rmc1NKKtra3cSprE3WHFl3n9BC7MJWahMX_hbWiQ-5CkvqpsHGyxcBg
        """

    /// A right RS256 token whose signature begins with a zero byte.
    static let pkcs1Zero = """
        eyJhbGciOiJSUzI1NiJ9.eyJuIjozOX0.APb6O7q-TCIE55x_it1xQ6dXWfg6QBpyky5zA6Y0UEmvUGuGPzPYDPiWisUS6lzRpYW\
        OfLhb10ycv_OAreVdb-iIQIOlXvKa2ZO70D1ANXWEltQ20DZzOXKqoHizywpRTpHvL6zlekUVVeTtuG-_L9-ejXlHvz1uKgFQ-iL\
        IhIZRPYEcFlK4T83CDvUbtBjKstRGBhfwaTNWuV9oJCBm5XytcU3AJG4gPlVGyuRyr4zgUQ9mGWIMHgjATvE8xG-w6amiHRIXPcf\
        TVIhuJNUo3-E9CAucwSHo-Q4uNMoH65fZhVw0zUpTMTsvZZ3ky1aucxocc3O9kieGC7OVbqFg9g
        """

    /// A right signature with n added: the same number modulo n.
    static let pkcs1PlusN = """
        eyJhbGciOiJSUzI1NiJ9.e30.AWdU7dGJf17Igh05pbULQ9xNNlH24zE53gUaH90KPVk7bpb2mp2VD2LOkBg_LtHOQsKXjKEIEi3\
        QLaPxoRILXsZnTDnu6zbNKyfajE291JyNyjrzM8eadpVwMctzWHwvk3BoFfZx_y6EGOIWKPaFq2oJwjpS6OZVDxrhxGhIZ5QEYNk\
        Pk1edPJboJHU1FyV4WG2k_CMmJowMcbSRUlmrkwKQrVOOHkyjOMQEPSw6BXH3TCaidquNVskp1CEXGfNsOegA1zcyWdkjlKIK8Jr\
        TohVVrAWkC2BGxgxHzC6fSxkHswE0fXionWCuPhFFepXi3m-TDgCdQ_AFZOwiK8YUb-E
        """

    /// A right PS256 token.
    static let pss = """
        eyJhbGciOiJQUzI1NiJ9.eyJuIjowfQ.myRtB8ifwcC6gmLSAZFLU36pMMywbaWrEGCPl0_U8QgVJG7Ih2ltvL3ZkpkfWiuPZWxH\
        1LJNfvA8F0j9P8nv7xAPPsz7KicZ4M3Rt6MGSGkKRypF1kkPYKbRB8gEOOuf2vXQKCu9ToC-nCm1eT2blMPbqJJ8kKQN8ELD5Rr4\
        b4MUvjQwUU9PbvbxrsvBvvaRPprTnv_3lAzouOEEOCTbtHm6naecVmp_Mx23b-tU8QJhNKYWHPL0yn8ucVZg5EIKnCWILqvgtZmA\
        a-h78BZZhaz7S01kkn6pn512kCnRj9wE7fT-ULyWtiq9fwaxZP76USNQMDELKOxnNOxJ09vrZQ
        """

    /// A right PS384 token.
    static let pss384 = """
        eyJhbGciOiJQUzM4NCJ9.eyJuIjowfQ.XrFNLIrwMXyVB6AzpxwTCPM6OvsC7Fl0sxtuExomLTsgQmRgHKglCULDl4uX0S8PgtCa\
        XC6DaRtanLJ7konpFT6BCQsJTNfxZbRxpwRCgkSODLh73KppZetE8B8MET4s_SaVtqD_dDIuQBMTGBvPHGc87wEnqnAr_d5j52Ok\
        CUryUDJUsYaBUyFYvW1oZImM7OEKI3v3Q43VVUhIPdQNUgOxLDwZbFj3HeQOTOBsO-N6j5oquMGr1fiVjMaAZyWa4IkcVJImwCoa\
        xK1patSdCOUNeD7USGw-kM5Sb5emyeWOGOi7Z4FCxx_AlWkdAexa2pZG5yIhLAl66ufegDYwrQ
        """

    /// A right PS512 token.
    static let pss512 = """
        eyJhbGciOiJQUzUxMiJ9.eyJuIjowfQ.ZXGvFioK2UwBhlzbPkfRyrBFIC0PB1hshw0ddgfjiYDA6fMzwcsX5d6ld7Gb3FdeLUHK\
        mmQSSxA643E32AA6EQhxrG-ozNU-WkLsW5YzEzvZkgpe6q2yeB1yjfk_gyMEGoULRc9KYb7iMsyQFFQIFrQfQODS1hG_AO8SMFy-\
        N-an149RKF4AlowCasJLEviiq2AbKI1q0TM1LNPeTKwAiRzWvOOCVrg4XfqdWGFZLIZzKCjXyXxo9Ine56n7nxi6PRXqtHseMnHJ\
        kSbnTbt2Hd5d7OOhol5lBENP_XGO7-uVUgrovcq7dKd0QA6t8b6zsvVrBnBnYKjrHZfQy9Au9w
        """

    /// A right PS256 token whose signature begins with a zero byte.
    static let pssZero = """
        eyJhbGciOiJQUzI1NiJ9.eyJuIjoxMzh9.AO-gEwjPzigTbEwwWiFU9LXbWETmfoS7RU-1l8j73BEJZp0WU4CX1JfKq-ch2uBXL6\
        bRccXyn5DWNhmbXmoZww3W6xuqdoNKH6_D7QUOo6b-ckOuLw_C3hPoxt9QNgDD_vkq0Dp-9HHI8HLit4OByGt-AbR8MoIP753hKW\
        SvyChK78iTjUGow_p9XKKiSgyay_c_DvYXjmm6IID9hQhwY5PxqdbDXQf78ikXNKE4teNu6tg0z0bWjueBnfMDVFkpSUXq0VnVF-\
        IafdToS9XqK2P6SZYdQ2sZpGdQFLVe7jaAaUDx0TAVNM9HXK_FMQxHqC6C_fwc-gMr6_P8evEQfw
        """

    /// The modulus of a key with e = 3.
    static let e3Modulus = """
        qlSN3qJ5WlnJ3QNXBo2PItfD_nhzL3YGXvFgWwD80jOFNkRgIqWlLSvn_kKyFotzwcSmiuzwvywdrysNlbVXVI2YmdvOlBKdiuhN\
        TltPSEQN7VIXXKHE1OXK2gQbHavRD06s7M6ILYyo3L7iv-xtiKcMbwlStPZ9qTrvmj-vXTDw2BV4-D4aCvWe-g4RGHoYI7W5Q-Al\
        qRSuCusIq-z8d3-GYIMHSQ3dXCJ7-Hl8KcbuIeutii5aRwzFiRvH6KdFL9DZdRry7GO0jmexmSxDuiGAtquj7u0kQLUZXCUnWJbp\
        0lmOBsjneZjPca8wB-k9HUalYeQd0RA2dXva4P_SxQ
        """

    /// Forged from that modulus alone; who checks the padding carelessly takes it.
    static let e3 = """
        eyJhbGciOiJSUzI1NiJ9.e30.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAMsv9SnrceQVYPXZ1IPUWQHWRdtN4JvLvY649x61kLbSRT7N\
        Z1_fKqBh1D15yjLUZ6IVV0GlGRpAjO_lCmPmlpV2fPCiFlgD1fWsFMc4asXQgyfTBFQ
        """

    /// The product of two primes as a smart card library made them (CVE-2017-15361).
    static let rocaModulus = """
        85GCZw50nTManLfZOel6VArJrLDtN99dumuESGg9NhDKKwPgF7e-FBhsTK3P1ciDcjaxHTWR-QSVs-7LFy44v5sudTTCKHNaWG_A\
        NdeZ3_7BgXB2Ji4IvRvLCFKV1hzyWqgyTBp38QKyxS9e8-jdcA2X4RCwoe3aOq8slL9vGJyMD_DGfleKS0yzTYVdfXT6lo_UISJs\
        IBvIpYGOICey3ij1ch2r4WhoAKXeKL8bJmpUuTwvWALYjvN47NeiHVlUqIsaLUJ-gZSjYawKFUZgGP5MFbAt3LPZMNEvIxDQ9VTI\
        t9Q1ntIQy8V2cJADE77tR5plPSRq3JG3v1ZUnGn22Q
        """

    /// The square of a prime.
    static let squareModulus = """
        kAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACfGAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACvxQQ
        """
}

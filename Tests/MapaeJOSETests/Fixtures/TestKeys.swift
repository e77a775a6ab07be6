/// Keys for tests only: their private parts are published here. OpenSSL 3 wrote all of these texts, so that ours are
/// compared with somebody else's.
///
/// ```sh
/// openssl genrsa -traditional -out k.pkcs1 2048
/// openssl ecparam -genkey -name prime256v1 -out k.sec1     # and secp384r1, secp521r1
/// openssl genpkey -algorithm ed25519 -out k.pkcs8
/// openssl pkcs8 -topk8 -nocrypt -in k.pkcs1 -out k.pkcs8   # and of each k.sec1
/// openssl pkey -in k.pkcs8 -pubout -out k.spki
/// openssl rsa -in k.pkcs1 -RSAPublicKey_out -out k.pkcs1pub
/// ```
enum TestKeys {
    static let rsaPKCS8 = """
        -----BEGIN PRIVATE KEY-----
        MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQC2gaMRY5Dr0Brf
        7GGYnhcAJcikAZb3Q7M5f/spL71Z3zfzI+gQ1+q0BN4WnipGHp1UyxRJnxRT4Hq6
        oW8ckOJSqBvF4I7aUhTKrjPJTYdb8rAEYf42WEaFqM/5lQr513H5hJoxcNuBTEIG
        2ma2GxQzMQuoBz4csQsOseqjF0Ld/8+Pt4q9lYWV6ZgObta0xFGmoQryXSc/Wvh7
        9S6uhoc7iV7E2JDXztW1McZh28gdzRnRzMq+ttP6OCpP3TGn2Jbn6MwO2GnPhqKm
        b5uVQy0SXu2diw2gltpyen8F89+tkKBag0YgNzeCLv0FknE8OpIPmrKmeQUL3DVB
        hySq6BPbAgMBAAECggEACatdFtTDZfd2o0UvE+HRrpc1cJlCS+b/czmNvbNUsuhE
        d0Q5TV6094xAscqGIKFf8JEIGCLnhCPqHLRWqZkCoSJ5NHGQpxyCoX7X8OMR/0zn
        sZdOoqrobEar1UfJWqPIolGrjF/sy/hAWC7US52sHBXGsW85sFWwFBDKalhQC0xB
        sdVN4XtTJ31151SbLbmmC/3oORNoxdc41vPLm57hU2CsGDt7RCS/Khk9x/K6O+vH
        VqlZPICMAgt4avfu7MBIQz9fqvCp1YHdgQG8NQYAiDzTeO/CYrK60SVJ8VmDPiq1
        lD1MmphYkF5A8heNEhQ+g/5Q7Ua/gK4fdcM+PzUVEQKBgQD28sdZ+u6tll4cOqwv
        TaBjZrKh8hBd6GCfMhlRWzLcgcXXAwPncg1wCS7r/qApjEYDW904xS6JEMx/7oXI
        Zc2WuaAlqWL4JEyfnS+eZ/r9O0V1IorR2iOPe7kdWGgd/oiZPWYboC7xXGBxwcSW
        NpjwBLzbZHnfYq1YsfyWIo0ZJwKBgQC9MiwHj+t+tfwJjlYngFfvFD0R/sVE6f3v
        lRzmhvdKJ91KxlW0z9+pB53vvyBC1fZ0ibW1nvYTtAfiuah4fmkzEkcPDPHCBRDc
        1HOGhGWMCB5bqYGWBG5EE04OZm4sK6sAdRjHSVJXsQKyGiskarSkyzgMgMmpVQNm
        nuggBakYLQKBgQDyqvZNLLH4sMfAM8PaJA0VQOkPDQEaVu0D40ZP1S+w0nGobRUc
        Dc64pr2OOMQIsAho6pAEZnfpRzG+EZUzrR6PG9AM0lwn/fux6dPOdN2GlQUXKx+B
        Qjwplmn9NU/zEZoIA/bf9NPMaHt5rfDRr8swKWewrBa69ovjmdvdaQyAhwKBgQC3
        PwUOPgMlszXuO4KOt+xzj/Kmn1CKMujVSGO5lDeoB3x6lCcm/b/vg4UhVMj2cy5G
        KatpwhEtfE2294OJUUarRKS2mx79gNKYUN2kCFAilSpyNXdhyeDS5q/Pmr5S4ei6
        hK//NbEfZj7qKhZnK0LT6lDbK1InREQK/RZvDYx98QKBgAyhafV71r9wScIqH07/
        6J/ExHidTuF/v6n6m1Zp1Fd4CZFWRKu3yk43YsW+RWND9vCd36jFfyvvMkhIZInc
        jr0Y5L7zFp5YkKSSSNAiGRBac9tfa4FWPnyiA2r09q37Anu17EDlrnelqYRoigjS
        VyKTxHK0cWK36AWpSlIM4pWL
        -----END PRIVATE KEY-----
        """

    static let rsaPKCS1 = """
        -----BEGIN RSA PRIVATE KEY-----
        MIIEpAIBAAKCAQEAtoGjEWOQ69Aa3+xhmJ4XACXIpAGW90OzOX/7KS+9Wd838yPo
        ENfqtATeFp4qRh6dVMsUSZ8UU+B6uqFvHJDiUqgbxeCO2lIUyq4zyU2HW/KwBGH+
        NlhGhajP+ZUK+ddx+YSaMXDbgUxCBtpmthsUMzELqAc+HLELDrHqoxdC3f/Pj7eK
        vZWFlemYDm7WtMRRpqEK8l0nP1r4e/UuroaHO4lexNiQ187VtTHGYdvIHc0Z0czK
        vrbT+jgqT90xp9iW5+jMDthpz4aipm+blUMtEl7tnYsNoJbacnp/BfPfrZCgWoNG
        IDc3gi79BZJxPDqSD5qypnkFC9w1QYckqugT2wIDAQABAoIBAAmrXRbUw2X3dqNF
        LxPh0a6XNXCZQkvm/3M5jb2zVLLoRHdEOU1etPeMQLHKhiChX/CRCBgi54Qj6hy0
        VqmZAqEieTRxkKccgqF+1/DjEf9M57GXTqKq6GxGq9VHyVqjyKJRq4xf7Mv4QFgu
        1EudrBwVxrFvObBVsBQQympYUAtMQbHVTeF7Uyd9dedUmy25pgv96DkTaMXXONbz
        y5ue4VNgrBg7e0QkvyoZPcfyujvrx1apWTyAjAILeGr37uzASEM/X6rwqdWB3YEB
        vDUGAIg803jvwmKyutElSfFZgz4qtZQ9TJqYWJBeQPIXjRIUPoP+UO1Gv4CuH3XD
        Pj81FRECgYEA9vLHWfrurZZeHDqsL02gY2ayofIQXehgnzIZUVsy3IHF1wMD53IN
        cAku6/6gKYxGA1vdOMUuiRDMf+6FyGXNlrmgJali+CRMn50vnmf6/TtFdSKK0doj
        j3u5HVhoHf6ImT1mG6Au8VxgccHEljaY8AS822R532KtWLH8liKNGScCgYEAvTIs
        B4/rfrX8CY5WJ4BX7xQ9Ef7FROn975Uc5ob3SifdSsZVtM/fqQed778gQtX2dIm1
        tZ72E7QH4rmoeH5pMxJHDwzxwgUQ3NRzhoRljAgeW6mBlgRuRBNODmZuLCurAHUY
        x0lSV7ECshorJGq0pMs4DIDJqVUDZp7oIAWpGC0CgYEA8qr2TSyx+LDHwDPD2iQN
        FUDpDw0BGlbtA+NGT9UvsNJxqG0VHA3OuKa9jjjECLAIaOqQBGZ36UcxvhGVM60e
        jxvQDNJcJ/37senTznTdhpUFFysfgUI8KZZp/TVP8xGaCAP23/TTzGh7ea3w0a/L
        MClnsKwWuvaL45nb3WkMgIcCgYEAtz8FDj4DJbM17juCjrfsc4/ypp9QijLo1Uhj
        uZQ3qAd8epQnJv2/74OFIVTI9nMuRimracIRLXxNtveDiVFGq0Sktpse/YDSmFDd
        pAhQIpUqcjV3Ycng0uavz5q+UuHouoSv/zWxH2Y+6ioWZytC0+pQ2ytSJ0RECv0W
        bw2MffECgYAMoWn1e9a/cEnCKh9O/+ifxMR4nU7hf7+p+ptWadRXeAmRVkSrt8pO
        N2LFvkVjQ/bwnd+oxX8r7zJISGSJ3I69GOS+8xaeWJCkkkjQIhkQWnPbX2uBVj58
        ogNq9Pat+wJ7texA5a53pamEaIoI0lcik8RytHFit+gFqUpSDOKViw==
        -----END RSA PRIVATE KEY-----
        """

    static let rsaSPKI = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtoGjEWOQ69Aa3+xhmJ4X
        ACXIpAGW90OzOX/7KS+9Wd838yPoENfqtATeFp4qRh6dVMsUSZ8UU+B6uqFvHJDi
        UqgbxeCO2lIUyq4zyU2HW/KwBGH+NlhGhajP+ZUK+ddx+YSaMXDbgUxCBtpmthsU
        MzELqAc+HLELDrHqoxdC3f/Pj7eKvZWFlemYDm7WtMRRpqEK8l0nP1r4e/UuroaH
        O4lexNiQ187VtTHGYdvIHc0Z0czKvrbT+jgqT90xp9iW5+jMDthpz4aipm+blUMt
        El7tnYsNoJbacnp/BfPfrZCgWoNGIDc3gi79BZJxPDqSD5qypnkFC9w1QYckqugT
        2wIDAQAB
        -----END PUBLIC KEY-----
        """

    static let rsaPKCS1Public = """
        -----BEGIN RSA PUBLIC KEY-----
        MIIBCgKCAQEAtoGjEWOQ69Aa3+xhmJ4XACXIpAGW90OzOX/7KS+9Wd838yPoENfq
        tATeFp4qRh6dVMsUSZ8UU+B6uqFvHJDiUqgbxeCO2lIUyq4zyU2HW/KwBGH+NlhG
        hajP+ZUK+ddx+YSaMXDbgUxCBtpmthsUMzELqAc+HLELDrHqoxdC3f/Pj7eKvZWF
        lemYDm7WtMRRpqEK8l0nP1r4e/UuroaHO4lexNiQ187VtTHGYdvIHc0Z0czKvrbT
        +jgqT90xp9iW5+jMDthpz4aipm+blUMtEl7tnYsNoJbacnp/BfPfrZCgWoNGIDc3
        gi79BZJxPDqSD5qypnkFC9w1QYckqugT2wIDAQAB
        -----END RSA PUBLIC KEY-----
        """

    static let p256PKCS8 = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgyt6VQ/pihqo8PZ6x
        Qn8JL4ldET4uvYA7A1TALKERwSKhRANCAAROyjPttAHMCXqWNYDGSEh5lS4O7HmD
        bvAI0Y2Y8AUrWTvEe8uYoiJ8julS/KJjBBhYEN2RzI4JRLdUIL9iGEig
        -----END PRIVATE KEY-----
        """

    static let p256SEC1 = """
        -----BEGIN EC PARAMETERS-----
        BggqhkjOPQMBBw==
        -----END EC PARAMETERS-----
        -----BEGIN EC PRIVATE KEY-----
        MHcCAQEEIMrelUP6YoaqPD2esUJ/CS+JXRE+Lr2AOwNUwCyhEcEioAoGCCqGSM49
        AwEHoUQDQgAETsoz7bQBzAl6ljWAxkhIeZUuDux5g27wCNGNmPAFK1k7xHvLmKIi
        fI7pUvyiYwQYWBDdkcyOCUS3VCC/YhhIoA==
        -----END EC PRIVATE KEY-----
        """

    static let p256SPKI = """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAETsoz7bQBzAl6ljWAxkhIeZUuDux5
        g27wCNGNmPAFK1k7xHvLmKIifI7pUvyiYwQYWBDdkcyOCUS3VCC/YhhIoA==
        -----END PUBLIC KEY-----
        """

    static let p384PKCS8 = """
        -----BEGIN PRIVATE KEY-----
        MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDB6+BOaTUymsfnJQ/H6
        FiQmulEwIPeRrdP708Vu7iyJaNW+rF8t81Vm5xrXorJtZxahZANiAAR8KPDsl6P9
        /Vb08pYDj3I7DUTZdUQYdLCylXy1TPm0zAae3V6Lb9WqtbPPT4KcZtAzTWRpgy0c
        iQqf5YDj2lhSWOmcckH+fPahpq8/L9+ODUUUG5/ov1SrNGBOLdsEdgc=
        -----END PRIVATE KEY-----
        """

    static let p384SEC1 = """
        -----BEGIN EC PARAMETERS-----
        BgUrgQQAIg==
        -----END EC PARAMETERS-----
        -----BEGIN EC PRIVATE KEY-----
        MIGkAgEBBDB6+BOaTUymsfnJQ/H6FiQmulEwIPeRrdP708Vu7iyJaNW+rF8t81Vm
        5xrXorJtZxagBwYFK4EEACKhZANiAAR8KPDsl6P9/Vb08pYDj3I7DUTZdUQYdLCy
        lXy1TPm0zAae3V6Lb9WqtbPPT4KcZtAzTWRpgy0ciQqf5YDj2lhSWOmcckH+fPah
        pq8/L9+ODUUUG5/ov1SrNGBOLdsEdgc=
        -----END EC PRIVATE KEY-----
        """

    static let p384SPKI = """
        -----BEGIN PUBLIC KEY-----
        MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEfCjw7Jej/f1W9PKWA49yOw1E2XVEGHSw
        spV8tUz5tMwGnt1ei2/VqrWzz0+CnGbQM01kaYMtHIkKn+WA49pYUljpnHJB/nz2
        oaavPy/fjg1FFBuf6L9UqzRgTi3bBHYH
        -----END PUBLIC KEY-----
        """

    static let p521PKCS8 = """
        -----BEGIN PRIVATE KEY-----
        MIHuAgEAMBAGByqGSM49AgEGBSuBBAAjBIHWMIHTAgEBBEIAeqWvvz6TkLNHAo0U
        URlhWqSAhmqHnCVyUYbI6UNkDCQyajWQutjmneH+d06LVsxW5wMsMRRmLR4SLQNp
        Un11UL6hgYkDgYYABAEPEqyGnKIKirFsBrVH7rumPYQ/H/sHL1K3EwRg/8dxz8qa
        wKpw3FZuvgpeNWzpU29w729eMWOxYk9riqXmYYKwdAHoteQBxk/n8okV4yphL3uW
        lG39z/PjTrtxwnllXSvbS0W03HXJmNEQ3jYvuFAUQt9cXzOcm1alK3NYfPDt+M35
        1g==
        -----END PRIVATE KEY-----
        """

    static let p521SEC1 = """
        -----BEGIN EC PARAMETERS-----
        BgUrgQQAIw==
        -----END EC PARAMETERS-----
        -----BEGIN EC PRIVATE KEY-----
        MIHcAgEBBEIAeqWvvz6TkLNHAo0UURlhWqSAhmqHnCVyUYbI6UNkDCQyajWQutjm
        neH+d06LVsxW5wMsMRRmLR4SLQNpUn11UL6gBwYFK4EEACOhgYkDgYYABAEPEqyG
        nKIKirFsBrVH7rumPYQ/H/sHL1K3EwRg/8dxz8qawKpw3FZuvgpeNWzpU29w729e
        MWOxYk9riqXmYYKwdAHoteQBxk/n8okV4yphL3uWlG39z/PjTrtxwnllXSvbS0W0
        3HXJmNEQ3jYvuFAUQt9cXzOcm1alK3NYfPDt+M351g==
        -----END EC PRIVATE KEY-----
        """

    static let p521SPKI = """
        -----BEGIN PUBLIC KEY-----
        MIGbMBAGByqGSM49AgEGBSuBBAAjA4GGAAQBDxKshpyiCoqxbAa1R+67pj2EPx/7
        By9StxMEYP/Hcc/KmsCqcNxWbr4KXjVs6VNvcO9vXjFjsWJPa4ql5mGCsHQB6LXk
        AcZP5/KJFeMqYS97lpRt/c/z4067ccJ5ZV0r20tFtNx1yZjREN42L7hQFELfXF8z
        nJtWpStzWHzw7fjN+dY=
        -----END PUBLIC KEY-----
        """

    static let ed25519PKCS8 = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIJCJ9QLxPPwO6BKl6aFiuyMbe3iy4DMif+5/qUztEvu9
        -----END PRIVATE KEY-----
        """

    static let ed25519SPKI = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEACqFFJhNvjN3akb75n1qnPM+ItvGQuQ7WNA4pCEeZCms=
        -----END PUBLIC KEY-----
        """
}

/// Keys that are not taken, for tests only. OpenSSL 3 wrote them from those of ``TestKeys`` or with the command beside them.
enum RefusedKeys {
    /// `openssl pkcs8 -topk8 -in k.sec1 -passout pass:x`
    static let encrypted = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAiqqsFUxGgzKQICCAAw
        DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEMaO6/rNlfTIBOztcpdFWesEgZDl
        NRuv0TVRiA00Hk/Zt3ad5PZuVQYOnM3sA5TAWQsLSN3sYq2wpDQFsff3P9gURZd5
        CbYudWLjiGoEWghRNYSv0zvRJGnds8vzDOYL+WIlAMKqjVf03fGXwJtnVqgYc3Hx
        ukFQDLyP1uGT+OAyJdwrls0RIyCoXY+efELewQIwdgVZXuENYJGACv6YAHYoWGg=
        -----END ENCRYPTED PRIVATE KEY-----
        """

    /// `openssl ec -in k.sec1 -aes128 -passout pass:x`
    static let encryptedTraditionally = """
        -----BEGIN EC PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-128-CBC,F08A7649545C2C18E700AECBC0FC169E

        b/qatEgTuXENP4gd38PvMKD9hPXGHqbqVZsHFL/6cYV48kAB8vAjK6OxMaNng+oe
        eHFieHEp/ljVUeEY+zjbe1lrN8bi7g4keKYjkcXKvpExj5+UYb2TsVR56asSeL80
        1mii0kkyp+e5bTMf9Chp+K7Ko6mG67EKNgZ3uH5btf4=
        -----END EC PRIVATE KEY-----
        """

    /// `openssl req -x509 -key k.sec1 -subj /CN=x -days 1`
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBbTCCAROgAwIBAgIUFPovDRNMPA/Lip9TvLqMVGZVeK0wCgYIKoZIzj0EAwIw
        DDEKMAgGA1UEAwwBeDAeFw0yNjExMjQyMTI1MzhaFw0yNjExMjUyMTI1MzhaMAwx
        CjAIBgNVBAMMAXgwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAROyjPttAHMCXqW
        NYDGSEh5lS4O7HmDbvAI0Y2Y8AUrWTvEe8uYoiJ8julS/KJjBBhYEN2RzI4JRLdU
        IL9iGEigo1MwUTAdBgNVHQ4EFgQUbf368LDa9SIar1Pcf8OSOhYsZQ0wHwYDVR0j
        BBgwFoAUbf368LDa9SIar1Pcf8OSOhYsZQ0wDwYDVR0TAQH/BAUwAwEB/zAKBggq
        hkjOPQQDAgNIADBFAiB0SrNtxHBzO9k59jnE83GKCTfpXW2UWld2HDN7Rxw9zQIh
        AKEfKZe1p8sh0uJOtmU+YF+Adx0vuaaNnLvAziVXWofW
        -----END CERTIFICATE-----
        """

    /// `openssl genpkey -algorithm x25519`
    static let x25519 = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VuBCIEIADkDTAi1x2tmVPZSjXgcVHUjANCbwzglLT9JAVSridQ
        -----END PRIVATE KEY-----
        """

    /// `openssl genpkey -algorithm ed448`
    static let ed448 = """
        -----BEGIN PRIVATE KEY-----
        MEcCAQAwBQYDK2VxBDsEOapDQzUwpHIoRegLFU8qXzkc6VrISZVhI8ZhBwTxCGQD
        c1/XELdOelyeXfic1fJAYB0taC0junGA2A==
        -----END PRIVATE KEY-----
        """

    /// `openssl ecparam -genkey -name secp256k1 -noout`
    static let secp256k1SEC1 = """
        -----BEGIN EC PRIVATE KEY-----
        MHQCAQEEIKW7tTyNrSMCz4Y8Qv6mGp9meWUfJh46xJKpbzXCfvkVoAcGBSuBBAAK
        oUQDQgAEQabYU6hLrezEW7QCeP7Ioq2h3/m6CbYpgMk3idIsTE8iHOHCmR0NXnID
        rQU6UfbDEPvxwDZvUO4aj3+xMakj4w==
        -----END EC PRIVATE KEY-----
        """

    /// `openssl pkcs8 -topk8 -nocrypt`
    static let secp256k1PKCS8 = """
        -----BEGIN PRIVATE KEY-----
        MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0wawIBAQQgpbu1PI2tIwLPhjxC/qYa
        n2Z5ZR8mHjrEkqlvNcJ++RWhRANCAARBpthTqEut7MRbtAJ4/siiraHf+boJtimA
        yTeJ0ixMTyIc4cKZHQ1ecgOtBTpR9sMQ+/HANm9Q7hqPf7ExqSPj
        -----END PRIVATE KEY-----
        """

    /// `openssl ec -pubout`
    static let secp256k1SPKI = """
        -----BEGIN PUBLIC KEY-----
        MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAEQabYU6hLrezEW7QCeP7Ioq2h3/m6CbYp
        gMk3idIsTE8iHOHCmR0NXnIDrQU6UfbDEPvxwDZvUO4aj3+xMakj4w==
        -----END PUBLIC KEY-----
        """

    /// `openssl ecparam -genkey -name prime256v1 -param_enc explicit -noout` (CVE-2020-0601)
    static let explicitCurve = """
        -----BEGIN EC PRIVATE KEY-----
        MIIBaAIBAQQgLOfkdjo4X4Jx7N03SGWh/mFgRhyzlhBMxeQfPBA71eCggfowgfcC
        AQEwLAYHKoZIzj0BAQIhAP////8AAAABAAAAAAAAAAAAAAAA////////////////
        MFsEIP////8AAAABAAAAAAAAAAAAAAAA///////////////8BCBaxjXYqjqT57Pr
        vVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMVAMSdNgiG5wSTamZ44ROdJreBn36QBEEE
        axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54W
        K84zV2sxXs7LtkBoN79R9QIhAP////8AAAAA//////////+85vqtpxeehPO5ysL8
        YyVRAgEBoUQDQgAEySu55ePN5Bwfc6/17Dx/cR1udldCJxX8HVNUgPuD5sY+OKKk
        ORb1ZOAJ0FS5OjQnz1HuyIdkXQchxgSONPY7CQ==
        -----END EC PRIVATE KEY-----
        """

    /// `openssl ec -in k.sec1 -pubout -conv_form compressed`
    static let compressedPoint = """
        -----BEGIN PUBLIC KEY-----
        MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgACTsoz7bQBzAl6ljWAxkhIeZUuDux5
        g27wCNGNmPAFK1k=
        -----END PUBLIC KEY-----
        """

    /// `openssl genrsa -traditional 1024`
    static let rsa1024 = """
        -----BEGIN RSA PRIVATE KEY-----
        MIICXQIBAAKBgQCrYjclIQ0XskmFtsmsLteG8QdzDc4xfkNDGSTDIySbd2OaE4iC
        XO0Mst3BvislbyrWy8DaJa6pO2+9G483/0YZHVZcscjVDg8149OhwAxOUaRJ/JyS
        Ap00RpRogcD/VyPwif5697QAcgHF/ZNMJfyeIkmCINClobrhMPDs9l8+vwIDAQAB
        AoGAWDYhNBci6gN2HEDM5LbncCk3MFz2uDrI3AxhA59fBDYbKf7L0G2MBXE6+rGq
        +4WQgyY0iRPEJo7VIHzC5ouZxBNuSfHZX9pqStGV9PAZXTmmRKjxzPDcUY34tRQc
        mR2Rivl+eHw6ppYujMNYbGDHzzbif7aiFJ912JMKmbVQ0sECQQDe9BmFJdQBY3bW
        pnDQULqNe6wfIROTgqORQbLrRSjW7J4csFSJ/OI5JSFTT5n61R33kE1AeKvK/Y0r
        fdDaHwrHAkEAxMlQUV+wmvACeaLOG+o5y7isUi+l4LhfZCluXT+KKsWCfUMVzYdB
        EMg4lH1Qxj8WiOCuYvS2492JYc073UV0SQJBAIIDJHKhiYy5vM4VRwojWXYx3UBV
        4H2Pm+STxEswDE2ws88VAGdrIVyji1hyvd8osg3whywGcl+wFcd72fOoUHcCQQCQ
        9QppJufc+feYykixX3R7kOm/EMJMKwR5r9tQbUHGB//7bbNd1sgjKJolJ7qcjlR3
        N6q90i325HYSyS/T6xmhAkAtrgNaSXY0d1KygjB0TUUK+r0W0ISxJSRkQRbU2soS
        xg+Hz+HFDbYT0XAaY3Ta5MJjNsjz1NqayCbLP2ddclNg
        -----END RSA PRIVATE KEY-----
        """

    /// `openssl rsa -pubout`
    static let rsa1024SPKI = """
        -----BEGIN PUBLIC KEY-----
        MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCrYjclIQ0XskmFtsmsLteG8Qdz
        Dc4xfkNDGSTDIySbd2OaE4iCXO0Mst3BvislbyrWy8DaJa6pO2+9G483/0YZHVZc
        scjVDg8149OhwAxOUaRJ/JySAp00RpRogcD/VyPwif5697QAcgHF/ZNMJfyeIkmC
        INClobrhMPDs9l8+vwIDAQAB
        -----END PUBLIC KEY-----
        """

    /// `openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048`
    static let rsaPSS = """
        -----BEGIN PRIVATE KEY-----
        MIIEvAIBADALBgkqhkiG9w0BAQoEggSoMIIEpAIBAAKCAQEA1p6ZC5j+W4p8YTO1
        UWAUB7doGrLQBMxKhUKcfnd3USF2gvUT8LWbrMaOI4QvXe9wo8CMM/03XURSO7HZ
        6LWof7IkEi4DO0Cbzsav9CgUgscT9MEpwPq0rYjtM59Yx4FsVPhoAHcQ33ougQcC
        6rE10aPrkOzKOoClSrRvnCRrLQDiH9vgb53sKXe15ZgJ7gSGoRuhZVTPHzrsK/0X
        2va12IZXTVYn29cHfG8s1I53HJT5r9V3BCKkWp8GvFVF7fF0yjPCazeFx7sjqXJS
        IyUwkeLQE4fTWXnrgRYx02L3Komr1R7cFgywcxTzL3hSm+tPQW0l4snoISc3iUkR
        A7rvGQIDAQABAoIBAAkW02V118PZtBXLwlCNcJu5DTwgOYYSfs9w+D604YU6lRHL
        vknx7wNcr1VaukTQqKUOuQFUpn0ZMSBdElz0IIwz56orb7CZNmAF8xq0fdXiB3rU
        mWeWVoOI6n7Gr1RXq1ZX5NOsNzc3rfOB8AIveheESSwskw3yN83XoWhr9GwF6zMJ
        EdwfC4GJsuhz7Yz0P/b6COJ3mKBjNwfdPkXefLSSjbr5MqeCqZXEhNvM6gD1ZKxk
        ETee2lRoA2irJNrHzUOPA943whkkMDOIysJ3IYj4VUlK98jUOP+yD995SqnMHmaF
        +PcxPBpOc2MGkVfhNqH2MEzasuB42f0ZDUZioRkCgYEA61qNn/WF28U0UHDF/Ru3
        KeYpO0xcN8R1Wwfv2rAj/PilHJlq4Oiz9CRpwbyRIEDZxV1fXPWuvkhst5fuQdmA
        Q0xIuzd/WtAXdCecBcFOz6dmrDAE6lMWWWtNvWcbIH71qJRByW6RgcuAXl0hdl/k
        LFv7C2YWSly1sGJ4KXTGyh0CgYEA6XJoOdF+/LziAB8aRTA3aunlFWQlFhZ8YrFg
        p0YlopgYuiuCWOqfQxUMaqYxGf6bGB4wCfGrMtVV4g6JpfXaA9kdBs/FPHSLz6F5
        e3HZsvNCbFQD8NZs/pucf4i4Wnd8MppvouVCtPIl4Xi8j+oSP+NjC36vTlYzaS4B
        tXryiC0CgYEAsJsgzzmUGtgea4ZUa5wSk/RMWFzyjj5zub149Odb+gYzEATnuKGl
        97wjR+fSFxvSzlFEsCMD33HFcvclKHCn2Ngzc5kvjdu83cKjR4ZJN3VsjCT0a0mx
        6aOlkE0AhCABA2FNBHRd58HnL+g+pe9K7yaOeX0/mMl85UDe3mzshtkCgYEAnMfX
        M6186WQ5K/e3fuwI6+a1kY42UgU7+FREI1M7B126jZ2W5vx7hWPneOCwbVLO+n2b
        qbICVhtsmGtHCox4pMj1c5OqVRW4p/M8USl/GW3CGFq8Ysy/WqdLjWNW3HsOkDWj
        7/Skvj06L5kUmlqLcxjVdezY83V1BZh+UVGG/OkCgYBUeYnUfee0MnUpzfH5FKtm
        EPcAF426nhAWXO6YR9KYzcXrzTEbIp9GBCXTpPcYYjDEB9r1R4xwwDSjuz+slYpn
        i8OsYBpkoGMLd2D4qcE6jVoGuyORwqOMl+dRic5K75uB4h6+urGgsviwgEmH2/aW
        Z7TO0zIxwKkp1OXaluG/NA==
        -----END PRIVATE KEY-----
        """

    /// `openssl pkey -pubout`
    static let rsaPSSSPKI = """
        -----BEGIN PUBLIC KEY-----
        MIIBIDALBgkqhkiG9w0BAQoDggEPADCCAQoCggEBANaemQuY/luKfGEztVFgFAe3
        aBqy0ATMSoVCnH53d1EhdoL1E/C1m6zGjiOEL13vcKPAjDP9N11EUjux2ei1qH+y
        JBIuAztAm87Gr/QoFILHE/TBKcD6tK2I7TOfWMeBbFT4aAB3EN96LoEHAuqxNdGj
        65DsyjqApUq0b5wkay0A4h/b4G+d7Cl3teWYCe4EhqEboWVUzx867Cv9F9r2tdiG
        V01WJ9vXB3xvLNSOdxyU+a/VdwQipFqfBrxVRe3xdMozwms3hce7I6lyUiMlMJHi
        0BOH01l564EWMdNi9yqJq9Ue3BYMsHMU8y94UpvrT0FtJeLJ6CEnN4lJEQO67xkC
        AwEAAQ==
        -----END PUBLIC KEY-----
        """

    /// `openssl genrsa -traditional -primes 3 2048`
    static let threePrimes = """
        -----BEGIN RSA PRIVATE KEY-----
        MIIE2gIBAQKCAQEA2LijaQlD/vOxfXvMX4XqXcLqXdrLLhETK4av7Np8dsV3zBtP
        nP3AOs+7AhzJFzzDi98Snn1+3qbzodEcM9z1yd23S/CYVvGpNoRAhZGFNlEGjB6U
        KkA3baDoxgWSKDRLlwELfYsG7SXQ2WGw8ehJHYmBzMU5TU/1kY5yEs8SWKC3l1tt
        9ZVrdy+su/FtyPytpn9DHSPkB/Nyl3MuQV3v8ibCzsv9E/E8ZfXX/ZZ77YHhXbRX
        n4/evb3OKtXHLVbCqsrVhPaGoPsuGQTvhfsLU0/tQ1Vo2qigbFSHjSirg1tjQzGO
        ldpPsImsVgiKLxasrBsc15sU3+XvXnWAS0R/MwIDAQABAoIBAQC/tv5fsaGkDQHr
        RrOxoO6FySK4qg9pDhPOQlSoi1LlYqQqO9K+xz7hB9if8sT1OHyn5Es9RzkPT9Ng
        R3LSclpAHFHE7O5mo1sUbgQB5IxaU20eUQKyw22wDzh5DXu/KQ/9hGgKGtUvt8wf
        xDo3ayjdvmJLwMrHPQLFE4JfE7TmEH3BzqtyiTdx1VJonoBmGOsZQiN/PZmgi7Df
        yvYZgdxVuvUQJNO0rDAJ4cuvEru5bytVomuuMxUeZJczaGaYEam/xJ9sbuJi1sZ0
        6L7pp3Sx1BwtCN1AzzqjO9Ir3xaMyOE3hR5AJ50r5HiuSW4owN3mIGA6lsv/rkHD
        9VSUdjnBAlYHyOffXqLrsgOdl5pvU28f0SLG50x6K0ADdeiZFIPOaXqX5s2wK5eT
        dMz+rsIg0/L7uyDJfGdBzHlGkeRMXOwjS5CCmiOVrmAItANs4S8GHaOFfrgViQJW
        B5qCgd0Zn2nymUFBzAyrvzC/h36GuCnJMmnxtgGVcXLQn/yJtZB9KP+6tUF/zpjo
        ncHwj8dAe+ekDHHHlLTvp1r3mBf4c4Tu4RYsY5tK4jEV8z8yTG0CVgN6ODGsWYSF
        iV3tKbxO/dWtmyZUjfIIvdiN4+/1nQcoUO3n2Lu4TUY+J5AgynDVnLXcGkJGwu0+
        hHIEm4GNBKKjj5L3favQL+/TUbBiSpolxTTNrTdZAlYHQ3TUtfBaNw3HlW1Tje8r
        j1gICbiMiW5oOIjtA4pNfA8MJmUvCz5lQhaMPGvpYm0k9zXlQ8S4GMrAEJlF16rw
        xpertYpkYGMKpvH0nU7l0VpUqtRT6QJWAIQSad1Nvj1amUNJCKFhG/P11GbykcfM
        qDHzddPsrgHXMLywYNjW5ETzXiOozoYb2cG4JjZgjMtN5+bXDCUUd35afBq/cXoN
        YiOIpmMIo73A8FS+gpswggEMMIIBCAJWA6lMeS4VXJq02McvkZbzEcCWs7IA4nWh
        J6+7uQUL5ED/QodAR5mAH8KU/UgE1Vi+BkEjDKAjIDN5kr86qqkCjZlEYSJalXOn
        3jfZ01a73oiSihKxbGcCVgNLF7Sw1Ro1NpL/qDQnOYEwYN5GMTGCaXFPS2ZDucyZ
        AoKPMiy1UGBBIM8rJt3ZMyRhFuvWZ4IhiyuKw3SbDebchHty8VQZclgamN7W16p1
        4oo8AkflAlYBJeenhgdZ7lf8mgSR3S2x+yy8rXhr0In7L20eSO1Z4/IFytN4ouAP
        /OZM4og6ZlHPiBA48xOTQcgZy2N3hQVrFWfS3Tczcys68E6Oj1/6O0BmNyGCWA==
        -----END RSA PRIVATE KEY-----
        """
}

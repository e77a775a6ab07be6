import Crypto

/// Secrets that everybody knows: they leaked, or stand in somebody's example (RFC 8725 §3.5).
///
/// Made by `scripts/weak-secrets` from the list of https://github.com/wallarm/jwt-secrets (MIT) and the examples of well
/// known tools. Of each secret only six bytes of its SHA-256 are here; a random key meets one of them once in 10¹¹ times.
enum KnownSecrets {
    static func contains(_ secret: [UInt8]) -> Bool {
        let prefix = SHA256.hash(data: secret).prefix(entryBytes)
        var (low, high) = (0, entries.count / entryBytes)
        while low < high {
            let middle = (low + high) / 2
            let entry = entries[(middle * entryBytes)..<((middle + 1) * entryBytes)]
            if entry.elementsEqual(prefix) { return true }
            if entry.lexicographicallyPrecedes(prefix) { low = middle + 1 } else { high = middle }
        }
        return false
    }

    private static let entryBytes = 6

    /// Sorted, one behind the other.
    private static let entries = Base64URL.decode(text) ?? []

    private static let text = """
        ABQei3B-ACzaWEX7AD6o8fKQAEptyBuBAE_HcaupAH2whJcyAMiIwLd4AMp_S3GkAOD7Ye0oAOMsmQBIATKyPUjkAXB-T11IAYy8kaVsAbk-reK5\
        Ab1CkHo8AchyNXvXAmdeX5mhAmnSnQ1zAoYjNP7qAp2qovWqA03nz6HEA242GsLaA52wpBovA-fERoSyBGvJwavRBHeeHoFXBNTuexn6BOAbbIq_\
        BOVGvBn-BTvplMH7BVuojQ8aBWe_OUizBZFXb15jBbYmyIWIBdfHunNgBjifmWdfBk9NZZ__BlVq42TaBnARkSREBnDqg7QFBnOP2vOSBn0xBoVh\
        BqNX2hDyBq1kiWS5ByJEKjrZByWfOqVaB4FU-TVDB5WPE8M3B5u0SCvKB6kr3bXTB_pkTftNB__dUCPNCK5A3eeCCLHGVDgMCMG84AGLCMus_cnk\
        CNbS8QfbCPGOIRW_CSshezWSCTJyhXPtCTyXpdd5CX7_fhWKCZ2kdaVKCbrkY55gCcqW5VVLCeXPc0lSCgpu1XCMCjrq8b3SCmKqVehwCoJBhgGR\
        Cqs2FX_TCs_hGADSC0oSYj3_C3YJwJ1NC6IHoNsOC9vTevGvDDBtAHWsDD3AqRijDESmxoRLDGj0ys9oDI6ngb-oDKAEQMUhDOL87ZL7DP-8LyfL\
        DQfcSoIPDR_xoVF5DVW4y6XLDX5Y5NuvDYYk4kDbDZ30aUmUDfpjwnxFDftTVeHLD09Itrh1D2jfxjTvD5cEY3LXD6KFfoEGD8cWIUd7D8f-0Z85\
        D8ldKzQOEAJ2Kv8cEAvqDo5QEDSEwcdaEDgp9eSsEH649QtjENp8DJIYEN1nP2btEOJCdDHYERAg83UOEXhNZ1jZEXnVui0KEZVYDk4qEbBGDuuc\
        EbSToZKIEdERgEAPEgj5FrEyEhmda4xgEk6hfLD3Elt2b2w9EoQoxVGJEo4mIx0oEpUhehWbEtELlg5jEtP7qfA2E0ZYftf6E2qBjNrmE4loeRhz\
        E8yWKUtVE9MelhoaE-y8d0_MFAfgY19RFEaep35hFFPOotw3FFch3FuHFLcpmkgCFLngnzA9FNmWhEvqFOdkplaVFX7DdTasFZA5BrHOFakc_2hc\
        FbT3-VuHFbwBMBgBFc2RQLZvFh1kPyzzFjqTVMFYFnSArBswFnlfT2LWFn3Zqzi1FooGZSVxFvwlqXerFv4M3OXmFxzBveSdFx0x-5FBFysjPKDs\
        F0n4yGW9F04cNZ88F-e02ww4GApnVwUbGDnPcecJGG2MSqbyGIfrJ5PNGIlHEOjNGJEuHe0BGKoMe52cGSCJXALbGTEVpU5YGZZziPijGaMiCV3X\
        GbXPn35HGcT6oEgyGfItx0PlGj3yj-C5GoDW8izSGrozEgvqGuSdt_h9Gwe-AxSSG2_8IzkuG5WfWCnHG7Ajw6_aG7VKKi8gG73ORkk-G89ZVO-k\
        G9iw5WV_G99sX84KG-MmzHpvG-xiN-qrHBaDdWM6HDACENakHDl_rqlDHGkvr3rMHKwR1VouHLfwkrBeHMOJdeSKHQvE4lQ3HRfVR6xIHStljN4q\
        HWomXvF_HWu5NW0mHWzx3BS9HXF3iBDNHXsput22HdHCrsAoHgY6AAvnHh4A8PYfHk2yflg_Hl6Ig2WbHqYE9kqKHq0Ze1UJHrYJN0aPHr4BtdLn\
        HwHonCQCHwfLQ6LAHy8KWFOtH4v90NloH6cD7r0AH6kZi-ePH61hq4z-H9FQ9ikRH-y_7m_6H-9iaeorH_3-cs0KIGrlptO-IGx7w8a7INH5v84a\
        IOxvM3YuIQNhnMvfIRvsRXyTIWVs-CUHIaQnJdVzIbEHeRScIbEzCNd3IboBUxmUIhV01I2ZImTi8iz6Iof_ToOHIo-cLoQ5IruZxlDsIs2-MxkI\
        IxM5JLWWIxkyOAovIyNkCjeSI2Tatuo7I2d-dGqOI25us3Y_I3jTFKmOI4eb3pLPI58HaS9rI6bhvWpCI707jvlEI_mdNqIwJE69ZLlaJHI1VPdU\
        JJIhKpJTJJY_gbNnJLU6EYwrJNQ06Dn_JRLjzDl7JSSZFs_xJSoT-JgeJWe2aI2rJejB1zhfJgLNijoWJhRS9GnCJhWgW_KKJhzD45oEJlOs-118\
        JlTCN2mUJnvi3yDUJp8VJ_3qJruusvU0JuWqbLjcJwkTsDAoJ0n8SlZlJ20SZ829J3JwMPZAJ4O4PtO_J8WuYKHTKDIG4nDvKDOhBJKQKGL5_ers\
        KG4TQQvhKIZJSE6QKKJoJWzzKLgdLy6GKObUpOVKKPPfx5-kKTuTmemAKT6irELXKV9NPQAtKetbslfqKiOpzeN3KjqNBqqEKm4tG5thKn7-yTX_\
        Kr70XT_fKsm6XlxoKwtwfwLjK1TYZwogK5EIHyunK5OF0iETK8HvKVMtLEAoK9l0LI8NLJwGLI_O5UP0LM7fk_32LPAX-wpRLQj4y_IQLUd6lmHG\
        LVu6r2OKLXOnGwdmLZE-Fx_NLaVNP8yuLgDvu6PsLhc1ViiWLh_fgp-RLkCQtuNkLvYHMsE3LxhrcZMvL2vtAQuzL5J9sZ5WMBr7cneGMJSq_bp_\
        MJYeLWU1MMTW6ZPyMNli2rgQMTQOdACzMTVwtsiIMUlioXsfMWXthlhDMZ0IQ9n5Ma6ByGugMh7a4CtkMixMWgGuMj-OOp6NMkQ3ILWUMmY_vhOS\
        MpCqlsKbMpOozrlBMsbfjOa4Mtps_0u5MuH2Aw4rMuzr4QSqMvV5RMdTMvX-TpvCMvhCgsxGMv0bBAVyMwnUVpPNMzoU7IiEM0lFFEp-M1TPz2XH\
        M1vaKlzwM2y-lForM9REc5zQM9ktGs5dM-JqwmaRM_nKjNdrNE-JDYJ4NGNJk0xZNG314rpTNK9s-ad_NPRgG-62NTlHdwt8NTmIoODpNUH2qglC\
        NV_1-LJiNWuDydezNW8JZCDpNb8y7e4UNcl4XGbfNefXSAX0NgaolYPBNhFgdQE9NnM01Yv-NpKRaARNNqknZA7jNuAfBuKLNwPrAONsNyBZnHDg\
        N3-XrKbJN-nUYTc3N_b8EqUAOELSL_e3OEr56EVIOGNDNNbnOJKyua2IOKxzi8YsOLtrx-yvOMAX5bmkONHQimAzOVs-cP3JObJueC-LOb-MyT-9\
        OcMqAVsDOfeihLG2OgGrMy-EOh8iLhelOj33RHGAOlUkt9LGOl_cfym2OmRh6RSxOm3Xu3U2OnQ3BnRCOnpWBs2NOr0L2fRmOsGs3RRtOtL9FIeH\
        OutOF7hhOv0JCz4iOwSrPUewOwUbzFqmOwwPY5QBOzxa0k4XO0zi-rHhO1GBOpGIO4xkG3E5O6P19DuSO6h3q_LQO8fBaWPdPBqS42z-PC5J3Q3B\
        PDOsINpkPKljJkaPPN_-4zl1POKndnuBPO6IwtT7PQFBKZeXPSkFuJMpPTzf9Q3OPWNTJ51TPYI_VsKTPYqPCG0pPZHXOfwbPZXHpxSMPdsJqysP\
        PeBRV9SbPhEIERodPmCE-176PnMoab9KPpgJe0C_PprEU_0ZPtE1ckibPtsFKuLxPuk5JqiqPurhOnuWPx00rYUaPx1pGcupPyf0VzeOP24L87G_\
        P65tC4BbP8KYMBaPQActYersQDhHMhipQDh3PHbzQEIhCXUAQFWcnTxkQLpj2GwrQOqe8tdqQPl7m_p7QP1NWEo0QRcUbwRFQRw2Sur3QR529LDS\
        QSUSVzprQUmdk9PcQXwzOR_rQYrJYEX2QaLD20KjQe2GsnGFQg1ExNcTQg3TFAVHQh130qTjQjzKct96QpIQKRlpQtFN4A14Qtc5qyuEQwG9da8V\
        QygImiWOQyq67WwXQzu25EsRQz2X2EqPQ0jeONkhQ5McjFRpQ9cVsCsSRA7j0l0FRFLTHsroRGIE5y2YRH8d0XCARKFtt-r_RLJ37o9DRLPV2v30\
        RMy0IzLvRMzAfWzRRO9QLYbDRPQ6K726Rd2YxFuERe-hWeYIRf5UoTOeRhjENmORRlj4PnmQRl2a1dVSRm5uKEVERrKRDuc0RtjydOKlRwQT5G5d\
        RyKuealXR1oV14gJR3skzYxcR4tcjk5oR5Zwg_q6R7LGfLYgR7UuyHY-R_DTpH72SBki9PojSD7YUqJXSEDNAMzYSEEJsXk6SLclM1hCSM7FdRA5\
        SRxHZF4YSSS8x6p-SUjotqBWSVY4SBquSboQKYnUSgfHsczeSgmZaHqVShffDrPqSiX5badKSkIkNuToSmgbm_LuSvQrGO10SwI5HtndSxP9dz0Y\
        SxV_wNyqS16NpaTHS2hx2koQS5TYoBv9S5l-GgL5S_EfTOv3TBV7VKq1TEebRz-VTICTgrwuTLH4fLKHTOlZmqF8TWfXRLxWTaW4P17kTadPXQLn\
        TcI5RNdqTf2W_buOTgtU-A-OTiE6xWjkTwhmQemtT1TlPCkAT2JmQQanT5i4tpc5T5vRXw7gT67Xf71iUCLT-56sUDHpzgtiUFk4aiWJUGn5uhQ9\
        UG7W7hg5UIgiEHglUJcl6eq1ULfMvLfPUNbUyjraUP9NWUNuURGYI56iURglnzCtUb3rirBlUcQBQSK4UdtMuEFwUh_GqdjlUi2HUiOrUjD5kzrQ\
        UnEDdvkFUnvrGnANUrgITI8KUtHOZt0fUvrY66EiUvsMAlE-UwmchRxPUzHQAPIqU2FoaGR1U34zq1gGU6mvatZ1U6q1JnklU6-4d3BxU7C1axXW\
        U7uDof4UU8Ub_A9jU__c0mARVCYjZX-fVFRuZnshVGG2b2T7VHnfEHfKVKXJUCOlVKwdy-GfVMFFTZAtVOjpJg0EVTJNdK-PVUH2CF5zVUYBOSOl\
        VaRrcnDaVbRtICceVbT0yZnBVcCJXp1WVf38vgdtViTRgaoHVia04EmyVif8QRTVVjmWSWXJVkESN2ZjVmv5lwZ4Vm-12GuHVoU72NHGVoy0PYCK\
        VpOc0GL1Vq1LPwdLVrRodaUAVrR1JO2yVudKkKOJVw2tQ94aVzRrdP2gV0GyIjQ9V_JcRDJNWCzHnNUqWD5pttJ4WGWdBOCCWHBi5kJVWHdNQyMk\
        WHwxR2xrWKnS-noVWMWksKi5WQmV8JgkWUsqBsYCWX4zGLWvWZnO7EU7Wcndwn-RWdeKGbeZWhSoOhtKWitOc7AGWiuZMBQ8WnHQ-1GBWoHaP-D7\
        WoTs6f8mWpRb4RRNWsqFWihRWtqRwT9UWxQNfIfmWz8_1vqIW1zuFbchW2htte4bW4QpLIqOW5Bo_LwxW7MatWF2W9Y8jCiWW-XMaPZYW_zT_ytU\
        XFN5U5rEXNhZIRiiXcpwFO9KXf8K6qSVXiUgBLTlXlXz1uEyXqBrtohSXrpei9kmXsg1sutTXuUTm3X8XwfKBV6gXxLkaq4zXyrU_6ngXyr2yb2x\
        Xz0Kv_QIX2NB2a0VX3n5V8ndX4LmZZJ0X48SeIzHX8T95yyuX98pjpoMYAy6AoiSYGgcVSh2YPeYemP-YP-yUWqOYR1J6Yi4YW36_CJ0YXEoViZF\
        YbMKfczhYb8sz5vwYlVFfUmZYmH059CjYnq8muw7Yo0gemSZYuaP9ChaY2KfsC71Y6wEwx3HY8F5gMKZZABmrCZxZDIoDS5CZG5sWBpLZH2a0quf\
        ZLPuwzinZMhgP8ejZNLc5VZaZNfHoKOOZN-yR2vJZPa9Q1qaZQXO61HCZSrQLGHEZXdRB2LkZZVWaZ88Zgcm8tFDZgzNldSWZpmGNG1TZtNPunH4\
        Zt9zw2xSZx1-hTYoZymuhCufZ10UQ97_Z5CHBOSlZ5afUORzZ7imcCsnZ7rgw2gTZ93gQS7bZ_qqX1Q1aFnuCXIvaGuQc1JLaH-XQ_lXaIj09eiN\
        aOXUbLYRaQJPIemtaQiwQsBYaSGKgsS8aTlTkUpZaWkjgNLiaY0GZg_vaZaLPJXGadt85lX0ajv8S--jaliZq2jPal89WLidaoF6C0eTaoeqPWe-\
        apO0mAJoaq7bZ1EmawO-XgFCaxq7Wz9ua2YEFmM4a4q9hrmNa5qDHvZVa6PwyCeXa8F8isEda8vIsyYMa95PWAMta-Iw_G9SbBXlW_E_bEc89im8\
        bEye9V4VbGe4ReXFbGsi-WFabJi_ojYfbKvIXESRbLD013pebLum8CcNbPApISUZbTt-l5wabVM8ITgMbZlNndKtbaM-EL3rbdauBmUQbd7BofMT\
        bnT8kgimbof2cPmmbouOMMkmbq6E3Fvhbsanv04cbs6dBe9mbv6cX1GQbxMeeuGubxrkBXCsbyuIxIUDb289Qjb5b47u4-FSb-uHHpAhcDgJIyev\
        cD81EFpvcHFHXYzIcH43Xh6ZcIoa4G_OcJPfI5QmcJVCmlZ8cMp52ccBcNZYt8b1cOtsj_DPcRvNhyCFcTwA8o_ucUewGjkocVTeg6NncaFc6INP\
        caOEjJZocaypAZR8ccJ9skyZcemOgkIycesQlwELchh9FMbvcj8VfMxScnpoF3uYcp7ffgiEcrTC7BB9crkaDQgNct_0K-wLcuA8ulDwcuzSmNMH\
        cva6ZusDcw0hqA5hcz2NeLo5c2sqlpINc4eIcVkOdAngRusLdB6xwXXDdE-EI6-tdIk8zHQVdJvN5pmAdLD4YJwtdLdLgA49dTBLZJdmdTEH-FCR\
        dT1zcXTTdWwSJ92odW5pfYyZdXe2kkuodYgfP3VodYo8lRhedcXSBhktdhAwrIFcdl5Sb_HtdoOJjIm7dteuOdMrduKxLAmSdu9FQGZFdvrMBEwD\
        dyzNyvbJd2KJpaCRd2z3CWhfd4paJ3mSd9chyBf5eDp8RLBHeI8CxRmKeJdn7SgNePG9a45EeQ1FXURNeVuSW7rveY2r8BJuebncXMc2eeIBM_i5\
        eeuZ3HTpejfoD59PemnTsHNSenfdj2_3er9dGnuketR3F0JQevGYQfNwev8pqmwOexKWR-5texWL2CMFex9YkwV_eyTzlZeme0G9vAFKe43O0RSv\
        e6r-40NofCmmpRBXfGDBWIeXfGHJ1NZJfJmhUllffK6JJs-RfOg-PFbZfRPATO12fRojPIZbfaETKar4fbhcuZN6fd5G5c_lff7qYNiofjyeG4aU\
        fnjlBjnpfpFOHpiBfrfbib-zfwFgV7i4fzvOgjjyf1R6spXWf3ELjrr6f3rvC85Of8Zne40mf9PStxFqgBMBaAf_gB8W-UGFgEqxki1KgExdExF6\
        gE-gGIKAgFKem3cHgK2nQtsMgM0EBqd4gOnusulygPXA9CCagUhUiNmNgVLp61zcgWQwtQE4ga9i-6x4gkxo86LPgmQIcdgKgpMWDoxPgrDdwKZ7\
        gtHrrb7ygtIB3O9kgtrnXsAXgxDnkmrSgyDcsrHfgznQ4mtSgz980vhyg04iWwkjg1kZbUg2g1y_myWNg4t_hI1cg7PxTWTPg77Ld5_vg87mtFNt\
        hA8mBUMJhBdKxEswhFDRRtp7hFiLj6ubhGd_XWzRhHRiFtUHhIfIDKfehIzN7rF5hKpAjmiLhSBnUri-hS52MbsYhUFPWqaphZHp81ShhdTvuplQ\
        hhRJGL4Uhhnqacl-hjZRDi3OhqkfOOBKhryXosM7hwabZb4Khyw9V35Lhz-wiUWnh1E0WChbh2uMDWMlh4Ym3r2zh447kHkah8Drym3Xh8pIPRxd\
        h-mxqQ4UiClvLp2siDis6IUYiErP3fzkiHi55pkeiId41EeUiJBB6DaHiOLoVmWPiOSwKgv6iOvDGjq-iSj2s8tLiXANUNm5iXNJr7puif5Y9ARr\
        ijCT7ouGiltQwYIfil2OxSlOinwMgbw6ioDTuH6tiqb_gin5irKxC3ybirXnk0Q1isgcD76dislzWeDlivJR-TSBixpRAj8IixsXqXQMizF4n2Qp\
        izcrwdwwi3q_OfjYi7D-09pri7j7H0Goi7qpJNNDjAMMBs3rjBdMz7HhjLpXYELljMMo8vWRjNGT8SxzjQgnGzWpjRbSwTS6jSL8C6LejX-ZtMlf\
        jdmyi7ALjdxGDMKfjeAXyN9Cjf7WvB-wjgEW6f0TjjQH8BQbjnoZgyXqjn9Vw1ZojpPBhtGFjqKsDjxKjwUD4YZ3jwa1HFMej2i4Iaqzj4xgueQO\
        j669_HGkj7kH5DBuj-egYc8ZkA9dvl-ekCbT0XNPkDLX0NPmkDsm3Q5IkFn3jopokJ0MYi_FkKLgHzvrkLVBKFzakQyCxsVrkQyvmfo9kTb6gyxu\
        kVuAkRLnkWMXNqBRkXFDCbmRkZFiUnRwkg_jAIZZkidOPfPOkqaxHOCnktC1j3PWkwYbV9Jgkwi2xcylkxWejP6Rkxqlcs9DkyqyOniFky_W3Rz7\
        k2646AVak280XlaIlCklgvf6lGtivt1DlJaQgJUblJcjRTSGlLzgp-gXlN_VOwXblRW52VqPlSR3jslkldWyPOzLldt1oUqklqYMpYPRlu6kiyZ7\
        lxzttlmyl5ICBBQal9CHAbjEmAYBasGxmBef5hUzmEej93hbmElN5BssmEpMYPBLmFVUVRS-mFlJxV8HmFvxKtUlmFwgqRv1mM50ZG8jmO1qoxdW\
        mVvNw62smY627QmCmdfj4xTnmdvVN0BNmdw0pxwkmeP4_6PEmeXyiDLFmhSpe4gBmli1L7nImoZTQW-pmpmGpM_TmqUAbhYFmtwVaUa6muCwU-7n\
        mvJX1UEFmvdR6rkOmwfEyQA9mzQ0SS-Hm0m2UqUMm05YKRIem2QeGqiKm8hc6Vqam9FDWxnznCXZulo2nC7SbL01nFCOgp4anJe2XDmynMfQXzYa\
        nO7vpjo1nQLOdatrnRgW9joMnU_DL3_-nVWr1539naSLnyPgncac0_5Nnc1LhB5undFtKX51nePdpA-tnehinbBOngnlqTy9ng97n9Rbnhn1JK-m\
        nk0lgYwenlnVR23Anl0ghQZNnnX9Mp2YnpUsEszenqFIpY0znrv0BE1hnsgF4HLWnt1J_pcnnvgih4HGnwMK-uIpnwpViF4bnxkmwR__n0I8vWN6\
        n7AGBWwzn7JzL6krn9FFX2iBn9Pe9Kh6oBitf6BNoC5c2vDFoDAPH2aRoGS1AuYdoHc5D_YloLUoKYwCoNZUsn93oTGvIPuhoTKY-rNIoT5Q-AQN\
        oVEggQypoYZpDnppoZInGYGBoaMwaopLodAAz0Q4odWeqn0RofMLUXZlofi64C8hofvc6wl2ojOkoF8LokEZCTglolyIPdmRomW2EFb5on1muiuy\
        ooLei2pgorwlshzZoyLckDzAoyXXaBNFo2NkyzNWo49IyCoeo5pbWIApo6tjR6I3o8kMhlVUo-pp3NE3o_aMAkPwo_kxgyGko_m4wPMGpAG2yRW6\
        pCfWeVKQpEXyBcaCpGELJb_8pGfFMR2rpJcU4XhHpJu5d-xbpKMbgsYCpKn8XeYTpLxbZ4-npMj4wpBTpMt3sKMapPQcTL_FpRfv3L9fpWurZEZC\
        pZUJs9aApZazSafTpaKqH5VNpbs5ADjppcF8WEdepdzIYPAxpd7nllqhpepneUiapf81rx6lphnjpwtGphpDvsstpiz1tQs4pl4oOBOOpl-8Q-hI\
        powsi8XBpp5ocuUSpq54EWpppstfjdtPpuDfb7E-pxlndTPfp7BzirvJp8YiIizJqA0ALxmzqBAG-EHXqDyQqOZ3qFKTvW-eqIPZmdW9qIRFmqMd\
        qIvv0g43qKzfMDelqMrIqkBqqQseFqnVqSQnkFN1qSot6sk9qTBsz3AlqXT3s-dFqgpdD123qmwcSA2KqqF2xiiRquPasFvfqyN186P1qzj2Lwn2\
        q0FAeTW-q_4IHZkurAuF95-RrD4nrbIArPzoEHpYrTeQSaBWrVHanaEprXdOeGyBrYUfbJBurZv0-4Y_rakhovs0rb8JdTTyrcIF_pHLrdvuWWfA\
        reLXRnyyrebaXdSzre5DxpI6rfJ9idxTrgD5XFdxrlWTRKzvrmARjrnCrmOXhGOmrofBVIigrq8oJXNBrwbEm7KYr0MX9nZ9r1RQ1z0Wr2TDkZUf\
        r3l31Cdyr55PK1Z-r8boq9rYr9UxRyN8r-xXRu94r-xnEAdjr_ALeeFvsC5frmiesEaDa5A-sEfeJpJcsF6xktf6sGhpM14JsHL9WN5VsLg4tr2M\
        sLk8JSJFsM67ySIQsQh46anKsUjQadRKsXKT8I93sZbGwe3KsZeYuO0OsbEJKXoKsbEkVjPSscAa_rksshP13jTaskO-w6uisprAtiocsqgbBgWm\
        sq9qKh7NsrEyPm4hstvB-q1LsvEzFYOWsxCo-ItGsxnvAdEIs1n0MZq2s2v1nq2ns5P8_rzUs6HAjEnUtD-2I-LYtFEZ9s1ttHDbitf8tNszVgv4\
        tPjgR5_-tSDmdz7HtTPyM0JgtTTnKYWatZJRT5h1tbBNZrFptdEu-IohtdwskBMFtd-99AIztjw2ot-atmDTFkQrtqVimHljtsa4KWk7tvpVHcjp\
        tvsCTB1ptvyQ96Ljtw7J3n4etzR3CQGzt_edfQQtuB4slEsluCegnZ4kuD-ZxQIguEu-rfAluI7JT8GJuKgJd0DwuKu0Feh-uLM660scuM3BHT2Z\
        uNkgrNk4uOzfOaKyuTRL7Y7nuUkRXtk9uV1P9uOOuV87HUoGueLCVBw5ugJzalX1uiFf5pScuk0godQYullmC30Quni_tq6ruoVx-KOsurhPQZoB\
        utRZruxpuvYXKQ2iuwes1HYkuySqDL7zuyzO4lyYu1rpHNiivCZznFGfvIJCK1fHvPTtzpBkvPgyZRYbvTGgw_MmvUjRpXJXvVUzeuFAvV0bi3G2\
        vYpB0UUbvYueXgqpvcSGH85Xvcwrcd3yvdZva8CzvdcacFMIvf-sje0MvlNdzo9_vm4Ghp-Svo3o1_cLvq_JGSzivs1ZFYATvtt8n1Jwvxt0Sr30\
        v1AsH__ev3p-qGFav3_lyWdvv65PLz_Xv8v4i2Tov-01HmPwwAOV01_2wCWTMksKwEoyvSGBwFgx5t5pwHeZwY2LwHwg_rOswLYwS9bOwMK5R_ry\
        wQ0uzeU6wYx_L_PuwaFsMKblwagTQK5nwjxoGy3ZwklrJRXxwk6Q5STHwlD498iIwpFIo1gTw0PXZ2k4w5LMPxppw6ksELkBw86od3x7xCfU0kVc\
        xE--8Ob7xIIDMQVyxItwt72axLQ5WuPYxNQagvuAxNm5vJ6dxRgq_lT2xT5NXLb5xVHyaFfExVMg_wm4xaW-so5XxalDN4UexdiaOwlRxhMK-t6C\
        xkeJFzoHxlc9VGOrxrPFpqVzx04qh5Fbx5goPnl5x6w40f_sx72OJ560x80Qf-Nvx-l3fyzIyBAw6OaRyB4YDiY8yCP2wPBMyDPhl4yfyDr06r-7\
        yEgpxuCryGTjgTPwyKXOZBRsyLSnq3H2yN6221EqyOItNDTeyRbOcihnyRsvOgHNyUGxpFq7yVU26ZysyWp-6Vq1yWzJHqtQyf9DTaPLyh0lL5LB\
        yh_bGp6iyiZmO3qrykkrS9Y6ylJLPQiKylztkMyHyprLukjzyrwkqz8DyuyZ4i7byyeE3Ixby01Qp_9ay3yrniaKy5v59LtMy6aIqXVgy7GCbllH\
        y8IzWjA6y92XPO5-zDk1SPG_zFOTCp6HzGNJrWuFzHfrgWbAzKQuzoAQzNMMF08_zRb0L7qxzSAtDOPUzWwffR3GzXcqcxyhzbLIRW8TzeRp58Md\
        ze8hgutAzgZkVDN6zg8mYJlIziRSPZn_znMwdvH6zoyHLdvfzpqyQdpxzrFgdt6-zrREgixWzspTHJ06ztxpj2rhzwxJgomOzxPOF9xJzzDzGosW\
        z0E3QRJYz0aTagFiz8aPNJx2z9zV1yfA0CHjZmvb0DLBR9Kg0F3xUgW00IEaQe450NqXldt40OAuU5F30ORzTlcn0RMuvLoO0XkSjS2j0a0H4fq3\
        0dB6uUFd0fu0a8eE0n9MxFsS0qnDu3JV0xp0vMaf0x5iLZh_0yCJS8Tk0zl6xSU-0z41jbQV01M7KUyf03ZLZd0w0-pu5J8Q1DHuY9PT1DzVIZKu\
        1IVG4zV_1K6EA8291LkeCwdQ1LxwDiL61OWPb87l1Pym4pfx1QgBiHW31Sy5FIdl1UGNnuq11US7Rue_1WVmb2H21Xpj6i6f1ZAk47zx1ZCaotGu\
        1Z-_ryfx1al13-Aw1dldvUB11jUhCcwH1lr7uFUl1mKwglT71qrg9luH1rH7fqHx1rsc-i-61uokDgr41wFwP1Dm1xdtAeNw1yFr2saf1zqPk6iS\
        10kpGvp01073BX9412t-II4c14G6dC-I140G-rlg189SK_2B197xRyO91_2gjWpe2BHu2reF2CvgJP-k2CvwJnAX2EEUJyOU2E4EYeEi2Ge7cQ87\
        2HcV-OnM2Kmzl_5Q2LXAgUhE2MOEkktL2NTZ7xni2N35GbWV2Qp8oRh32UAaBQGl2UZ0_RfW2UlHmN1O2bn74F0Q2bzk6atG2co_W83J2f1qJAGj\
        2f8yFUnh2jR7DbAK2joF_pzD2orIVTQJ2owUAZim2qFCiiil2rt43I6V2tqtMyzV2uyZKhNj2wSFLfzq2xwF7vP_21bNtPTl22gzWTJ524lrlGZz\
        2439GSuJ2-jxScld2-_cCnN03A9t4Uxt3CZQEpri3ELUJ-Qs3HJ4XzG23LTxlu_k3NhYBFyo3NpCdPTU3OYaT6993SICJ4vA3Sym3bJX3XqCjCzS\
        3Zk_axg53cY1rB7Z3cl1RuLn3dZI9L8n3eZNBhJQ3hBMdVH73iJNMfVa3iz9Wsyb3jhGlU443k8-tFri3npMPMLp3uZI2tIo3uZuLO8c3xEoIGzB\
        3z3kgmER30M2QIyD31xj6H3733dZH8pf34OzwQpa34eM7Gef35-jPwp138ZCFXU438-30eJZ4DXTJHd64HPG6m704MfDh5No4R6cfpCV4TqHYEQB\
        4XUF-__U4XjAEu4g4YLWVLxq4bMF68yH4bhbJ9a84dIbTOMX4gcngRPL4iyLjC424jXx0PSK4rewwoQD4s7bOVbD4uslAzh04vpC9oef4v-YqzB0\
        41Kh38TC427CNo1v48EsnNuj48uUE3B84_Gfxbbe5BeW0qiY5Egtdz4u5JjWYWv45RtUje8i5SeOb8Ul5TM3ZSXS5VZEywjj5V6zo-Nu5WYnhHRU\
        5X-dTLDI5Zg89EVr5aZe2o_95cYyakAE5crxqNdH5fmpWAR75gU0mD-m5hzIDwUf5iX1Fvsm5ivbtb4S5s3cufLK5tQ3b4ys5tZc4sw75xt46Wvt\
        5y8keCCe5zI64sj053yP8Gb454nV2kMW55vNP1P756ugHi_b58go1LzV59RLKa0Y6EXVP_WJ6EyGaY_j6E9SUJhC6HkcbMq16KSGzSfs6MtMDeeP\
        6Nnyqh-N6N8alzUg6N9hlStE6PUKsHfO6Qc4grkh6Ufryam66U7p-vCn6Vwzprly6W_un35y6XwMlDEl6a4LIJ8w6biCyGJd6etZdGhH6e3bvqPF\
        6fgqzcTg6nD5YzwJ6o29YHMC6qniTpPd62GbsWBM66Ko7unC666e5L1u679_Leti7FU0UFnX7JLpRoLS7KL_gLKN7Nfa7fiT7N8I3p4s7O1h4w8Q\
        7RkntjNl7Sox1_Y-7Txm5ft87eB7pyv87fQPPUGf7jkSpdA57mmkn4a07moDjbYr7tPwrF4_7uMZXyfl70RRAtM670c1BKm-71TGsLkP71w-8a-o\
        75eYz9eA761UIk_P78u_m8xW7-NiSuOa7-Pw4QYD8BL9Bg4v8CG6usvy8Ca_HAJw8D2y5gH98E1C0_Ps8FyspmlC8JwcgPZ48M5Sw6no8NsU-Or3\
        8OCxqQrd8OVAjf4Y8PU0R1Kr8SclH1J_8S4YgBfS8UDJnAdT8Us4u31d8dT5K2Nw8eXamHxg8hX6-diL8kGBW0Yi8l7Con2b8m74fHqg8pqcscHV\
        8ud2Cz_Q8wUvZXFr8zSljCb584uZ7N_687U4OBZh87tG4bNP89C4bho28-P9jYdw9AcpeMKH9Ap2CjD29BmMbNkw9BwIj9Ff9F5B9ifI9G3knwGa\
        9Hyf9QMZ9H4tS1y09KIGislz9OcjhlG89STj05qE9Sn-ZBkV9Vi-vRux9XXlX9a59ZNHtHlq9dmwAqi-9ekP4Q6h9gzhj7dJ9icFPpTZ9k5WvQFu\
        9mPUch3H9sXGi0wA9tvXgWu49vjpPHvD9xvyS3Ra9yQenWsO90-mHPBX93M0rT3w93kQymCN95Bo2TsX96T5ypaB969XSegP98DYsvGV992Hy-m5\
        9_EaGVCI9_icaRu-9_t6nce49_2xqWkL9_6a9pyt-ALfEdfr-ATM1F4_-BD0-wX6-Fwe1ac_-JaQ5P43-McIJNRH-NfXOX0d-OCNZffi-ODWidDZ\
        -QX4s9dS-QrVyYPK-SgwuZDK-VsTuHNR-W-ntcZC-XPAMrTt-YD5tcwy-a0PJtO5-hxXLrzq-sxf8Faa-vSt9ii_-w0EfR5W-w3kot6l-0HCbsw1\
        -0ayWdHK-0hjvwPL-05VO5TW-16bzlua-2oFN9kn-3a_rs7E-4G8eQTI-9QvfX8c-_ZpPd0K-_lnVGL7_B_b43OH_Eiqxv3T_Pru1k_B_QwZZH5p\
        _U3sdavC_a3iKGwu_gVlldxU_hi9QLcn_kdAGILT_mCh4tdx_nCho33J_pZvuG6I_qkvimPQ_sgXZal-_sqWk6Kv_x0IanSz_0GVQCiv_2VhFpUp\
        _2XthkWg_2gFaV7C_3vN_VLU_4G6F3Xz_-BU_nrg__Z6Wo_D
        """
}

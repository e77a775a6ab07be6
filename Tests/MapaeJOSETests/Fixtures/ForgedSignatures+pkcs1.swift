// Written by `scripts/forge-signatures`; not to be edited.
extension ForgedSignatures {
    /// PKCS #1 v1.5 with wrong paddings.
    static let pkcs1Cases: [Case] = [
        Case(
            "no NULL in the identifier",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.FJKkxCeu_6SUsKS1DgKN746J3j1fBE-nZZyAEVmjAUdd8qDEP8AD3szpjDmEpx-wg_TYkspQ-1U\
            y_7O1v2-ns9lAxrfYWGXh12c3YifauJ1APsIPum-QzHw72Sa_LdbxTnW9XTZdXy-cyQw_2NeJ-KNoFdLxKtmpOoIBhthOQqZMTbc\
            WJk_68Y0Dm4TMfmuJ1je0YSflI7iaPPRxAiRrW9tDpEy4kuL7pzwlfe_e_lqzhHX3JaNTb9hoczopVjAyJqXQNaXAIgeVi2USS_5\
            P9RQeFJuHaopH_IyLKpiO0k3NDJRcal6yXNj246EiwjVcVui9AvcIWq9-268kbOv3Mg
            """),
        Case(
            "long length of the outer sequence",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.nUXHZ_jVawpQw_BdEr7cmw_8WhlNNz_li-Te70T_DUqOk0D7UnjvYGHjZLRasHtQUSOI5PQUu_q\
            0cU46PuzmYuiJNXU0pjzjlTqQlNTGMLB4yA_0aqxCKDN4660abdKjNfq1dzs9i1x6Fu3onSIhCSVnpDYwF25Lrs2BlYPMFHcUzUM\
            ixfmB4qHcL6vSBKc6YBjCBj7nPIAvNG2SY1rJmH9EJvQHeNiSxcLqEBYs25oBMoy8uIcwQ-kEpAqs0a8cToGVnAjEtBYkkeQq28F\
            kPaFrbGRI8KiWwRUtD1uy7D00qgn5PCF8z7oFappcKqf3jGk6nwh03hlOVcyZLcXe6g
            """),
        Case(
            "longer length of the outer sequence",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.Oy0hm6yG4kX63Tg-s5Z6AiBtvacchjRL93T9XX6SiqR8Lhg17GT0IDA8dbCoh8yNhumvuv2uYLn\
            aiQA3C4YhN7DWzWsL8wLPbH3Wv4P5BBDvQUkxehR2zQlDfZ2ntS9usFuy7CnS0wf_uMCFg6vq8nDWvZEp45lOtUHCw8ACJtJ95vA\
            _IEypJKfJLnl2uiTPycTqUjPBwRZJcMQdNoJcP_9gn-xj7ESsG0z-cGbeJUyNweBudzeczZtg9zznqVw05L2Vj1xF3Ug9xdf7vaS\
            WFF0fyYov3rRQp_RRjIuMbuRWys4Llsy0r1MEgnFPzjiPoKataq8nPvhDIkvNDjZLRw
            """),
        Case(
            "indefinite length",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.WUb4OoF7fxTJpo-IUo9ssaUh8dSglZ7x1uAmm7_Am21in8XTy9ffvtyXdnmbpmC2JniqK6tlOQg\
            Mfvu6qs_1C7oRxN7SLCqNosCeJJPzbJXxULC0EfuR9iTeMvXap-eP33Gc14DrS8stBE7OInLrQwOpHFOPRG356Gof3KNdLWutEMp\
            JwVQH_CB9oiLcohN_EmOkxQHIsPt0ffU2NF5RLy4LWpoJwyMVxoK1W0nAALGXkotA29R_VGJbfiOgcRxNPs06ScvdJPzkelYSGyT\
            syTje9lkXUGdWhmvZVrnE7XAJ8wo1VwJ5dJ-IF841CpCc_NQbxG2s0SttGpSCpAZiGg
            """),
        Case(
            "long length of the identifier",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.jBg_-7VhR9dAwz61MVtBfgk0FtgPx4YwWIdZR2jFeFGZClMETsuHqsbpBWUn6Tmt6PaiI23WRAi\
            qj6NZchz6sZY_DCTaxBHw5kJEryUXs-eX0gSZDti5XJJTvpC_l4Fbk1lGxuQnSRg3wFLz-P616LjuKyr3HKSoxfhX334iO_-pBYc\
            zzPH2jHvOOBSlvBnjll4RK7G_ROBccuskke74lfqkX1UZu40WzHTtYWDlbxpTaUKVn33z818k9Mnf2bv4tPeBM7YLh3kKIFjPOtf\
            qyqqvL90qmRurdKYZflhg7PLRGrsknkCNDjNZaCOVcol_OBoRCPKGTXHCMrGV8Jw-UA
            """),
        Case(
            "long length of the digest",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.qKaT79fcI3c3KBrmAuQsg1ehRbPGwmBbgSqS68qrevBBxIJ52eFRv_gXzYja922U3PhwpHth8t3\
            AXDywA-QS2O1EwTqW4S8aSA0AofuiVCHeiewaAP9csKkpG1K0kFluAUWQeecpsOjqJFUXwpiJcxrk1PzrwHZV8sdEjeZaCrNVC4j\
            xd7UBbBJ9xBOg-colH9SybWCjnrI1PBKINGmp9F_5PL40X02gqMCgNFHg8kfnd-Hp9nuKdklZyd9bOJfBJdqeEvwNiaC6ddAWgfZ\
            hdPXYtnUZ-SB9jWv-UIrcvaaVRnTjKiW9gY5uinsIRaqS2OLMYLEpW2TYg7w9yyT--Q
            """),
        Case(
            "long length of the object identifier",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.VlpYvl7c1JxRp_QnQRwBQv7H2qnikbq_KkYzwZ4IXE_qTFG8mjHpbB35Cp9p65zZ2z480lAmb97\
            QqQmpUOw57l1CGZn_oSTUtXfTokxaCkp2-1sMmOlIJRth7cB82dKZUE7oZD5mizZq_qPfWX3-qCKdKIhCpnZEFv-jeXNUNejA7B0\
            xq70BMInnNbJnIU6wYP-9Da4Suy7cTyvlCebn87xkaCcqAIovI579otW9dxNJ6zY3R8nXRQbuD_r-8Alh8E_EEcQplx7wFfcLjaV\
            uKr_uc8vtcvVuwPkBSUT3KeaCbx9M-wu1iKfPm4_pkxIjcYCi4gCyOKjLSJsG11jeNg
            """),
        Case(
            "long length of NULL",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.oQuFNpaVyw7je2RAGkvTWSfB0gOILnzb5LbWaqTQvOcFa_qtHMFI8myFg2HqJfBJ5D8bm6ee02h\
            Fkcv9RTAUmtuVgJv6Nb5X0_uWlE4ZTcNjhsZGM4Me4VH4_Pbmc1KzA41RM5ynt0ditmzKHWJNkw2jhipdo2oOVNoafCfNC843HMS\
            p7Yr5K4B0YopbovivVYlxUMg2UmhGPGjBwSAsBBTjc73LISwPcvzR8nuTue4jDxnCLen1UFlNsyU7AFD62VO31FOnFAZf_RcY83Q\
            xcT_C8y6Jqfsw12aEeyYlq8Q-5hZHRdBn-Nj8-hOfFkskTaTgWkKUAt-c1HrSk-qN2g
            """),
        Case(
            "something in NULL",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.j3vHCriySHARhXadjt5HrW8J2Jye_5A2DEDpArFJRlEW9cjSQ8mhSDJ21VlMJTFy2U7AuWddWb3\
            rvuh80U5mnB1LWN7jVGTL8aMa9kUE9t79jQhvaVqx2taPC3E62dhMTIWnAf7JViV9o5W9W2DVjXn4SucXfmi0dvvOhA7exFbYGkz\
            GYaMY7cAkfDDCSsFAWRr8NSBrMh4VlrLWEvfIrODSoxEIfjVWCUmLeGoc3A_NWld3S_mVPf5w6V32NiRT7o1VHHZOyxXlX5Y6xc2\
            nwMmQMJGAEJtybdb5lF1SfQZKG2xk_N6KYJYVbN9DsmRZQqFbczYDLxx52vIGodn8aA
            """),
        Case(
            "a text instead of NULL",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.FXpI8k1OtyBSqz-98ozX068T87H8zB_fX_QrMc_xKq6vSO-oXGCcmALg50ZBDWKua4W0FZeRASJ\
            iDw6EoH1YCqdQTYgTbQkfHe7KjDqh3f9sTg036kJ-BZ0QNIjHryD6Xk39n5jWLux9Xn-b_TYKwAmBk6ubTMyaiWVWYihP9cL9z26\
            st5gv2eJ2IGAEZU_iI8HKX25rBP9L-HnY3o3BauHdFUxpF02lHvxVqRkv99f6ODqP1gTU9vWucj_jlyGfg-SD9PEdsVRulNakeAk\
            7Ocyf3GmoZX8s2WqX5B1kCXWPYoBDZFuA5fU96zOxaT1NWNuOSB3XcgU01S2SmKihZg
            """),
        Case(
            "something behind the digest",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.C1OOjg6yboQA1t2Mq22VIFzvSQ1WXhoiV_TUtSF-Hqyf0gX5Nnd3m7TuDiXNDyHTVY3Bm2LNIQN\
            LHLy9pA8MoZPOyXQzFhh6he4780N-_B9qJz7vkzCZvkRKsGKL736EKaBdx6nH8sMJvZCsSkPSohS8dM6AfrwlJ4eZaD_kp5ssZhz\
            LZN2RCkwQP6pRf3DNET93fCAeiM9Yconi_nDxUeY-Nx6Ld6g7kbOPIGMY4uojGVWM4b_ueWE4QCvwWApZFcbSRy0yl0Expb1xZ_U\
            KDd0le3Vq8b2FudAzBNqW6TgBkClAPM5u6X7t9oCgRjJ0f-AjgvXa_noyz6qO4KbCOQ
            """),
        Case(
            "something behind the sequence",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.D4fzYHJp0X7lm9Mehvv5nPSh47W7dPW0dH3YHrc7DDyUaunJlTU1aw2FrHI5hP9gHePbLvoWmdX\
            6o61plvO2TJeoBm-ZpkkKdfUVrrRlwCcQ0e0GfK8wRKvzJ38UAvC5zKwVzGmnREsbRtghoFd5vbQ7IJyUjUkdIgPrV3kEZRY06IA\
            0pyVFeaksjSYNmT0JTigPd4XdgH3Ud2GGmll5r8b7JBjx1rN1o6dKfEyDp0e3kuRQSA-nBXEfzBK_zPusAqI-SydhAzN4CChVpAD\
            XqqB0txQxapBfK7BcgLf4X3yLGwIXRed0SGBIR7FFWxo9dRgG2KWJnmvhRVdcLnjLug
            """),
        Case(
            "eight bytes of padding, then garbage",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.ZnKGPHvVeMNaXg8ZHYbKa2kjKVllgZnTicAS0_YxYZ9pOTN84kH8bczY12qjN4hpQwxCOt4GlH9\
            68aGcpcyraURqoiOhlmFxhLFEon5il5SlwKpcirmO9rBsq_vdtOYmRPSkHFM6SILmTOMXI7csRxw7AvUunCLP3Hoi1HKXeiUzjFo\
            nOs0wEeyK5L-axtQMa7mHjv5TAlVHgWfD9WRP-2U27qP07vqCPVYz3EUAmxVNIetEiYj2Wx4LBC9XEVENgwECGdgRHT8Zu_zmMRG\
            61cDYD8nI7FiRnCRuwpT76Apimd_4A6nVAK4pBjbj2wpYzQ2bZePoigQZsHJXPEGtcA
            """),
        Case(
            "no padding, then garbage",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.m_0xhRNlmz2yEL5D10DZYwnypkhI8CgD2eJqsx9OXlAt5AEEAVWUOazQABPvvdPmylVZgEDa6su\
            H3YtvmOxu3V_sGxPa93rvkNgn1hCfhWXZFSECBn2e0Zex9uh0n-oMP1Yfm9Eb4fKkd3by5F5a1bjd_uLxVFIiswEB27LHKLRiLel\
            BuApwIIqvXIf89FGoTajB-Th2kKf_gyoc082pGpvBs0wdffpGeuCZpJtQhIprVDEHfjqIv_ZrTePOqJ6sywJItQX4tdMpu0Z2pFe\
            m7any-NbSxFTCyUocWH7j2mAOzTx47hPuISrbTOP8F6Egvj5MEEO39h9KKNPkuqLLvQ
            """),
        Case(
            "block type 0",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.byL-gQFUtoIDJ8QTEKUTJkHLl3MjpJvdJiWBUmQjiKto1Zkhe2DgdSOiViIz5xYvA5tIz5Q-zil\
            XCGSHaiM0Usygu_PTDm4nlkRbXQhJsMcLhcu2_RIBM3jm0CtzIeGLVg9mjRtVp-fDmPbeDCqnPrIvWueaXVB2isa4YKp2slpCeyA\
            EJJHY_ZKsni-RsBDatSIx_2d7cjc17-UI4NLj8Q8SpqmE_lDCbYLd-cLf4vMd_MO09tEuikrCDn1UiCuYv5fLjfteeDj5OUQlmXe\
            naD3BFk83-ZzsYt8EWEcFmfuIHJAS4Wsveja230PF9uenQBGoIa6ZyrakXyEi3UzMBw
            """),
        Case(
            "block type 2",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.bbwsSmM6vOZg5-Txb8NsbPmelHB5h5NsTWKyTeS_T_bxEmCfUbn55_GYsMQCky5zysMq-361ltS\
            SBI_MQStSR2LKXbcmDmXEYrJU8MeUe0BvgCHfoGBeZQ2bK70lXVcNpkVdXbfR8yAXfkuaSuc_Rv_uPhBDhMA43PdPCInWRCJS7of\
            0VopDfDc920JSkQ3eHt0Gl-VeFNoolG4zwrodhfyBLAP5jJVSyS6fPqCU57JUvS-bFUVwooWFMpeiCMklF4iz-LQ4dmNTwLB86tR\
            -S3qnSoOASbc-TyXnNyEt1K2DwT--ZGpSaRBcIsTVg0f3ctAK1Ps_aaSGROKrhug_3A
            """),
        Case(
            "first byte 1",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.XEA2qSo98wUbAKqqPZsOh2ULcpRA4LhGDli6SLR55CX9vzqyXDfAseq00bpkSd8WAa7crPg4Qrg\
            v4_fL9jc2dyyF3U9IGZLa7-aVEFkemSa37uyWhSwdo2PaE9TEUTzMLDVdaiq9dZW4G0wut42eG36-rIgjq3952bwQDBtgPBEXp-4\
            yzf8g90rKwSZ-sjPwuFuBP87xOfhIm8CHZ0CswvjqBVN2acub4pCXG7bwC20MdxkeS_rCWpNOY2kxmCywt9z5Cxmp3Ev1AHTMUPf\
            -M1NZ7AzE_xQUTHVoWXrPBUm81I8KD_fnhIIqWzLspzWqfnASylewxCuQPlOm-sb_Xw
            """),
        Case(
            "padding of zeros",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.FHta47hgLABvGR0EIIUn6hK0G3Wrxy8wDOefZ1qXSrJiupJ7-cQPK9FuWkH09FEHTyJPTkbxUnh\
            p-JWQgOthLqaqFkeXzsTGODgfFWia6WKeabIxiXYXKQX70BQKJ2SL_icZTS1Z-z4uHZLFcs7c1b1mH0fUZvvgks6Yk3xARCkKfd3\
            fFtDaLmhOjqFUh--0szYT4QAj0uj4570VPU5BF3I6vpPhUbHPjMzc0X2JWELuIxH-mKCJPR6T6IOS1pPGOUwu3tYZ5UBnMf0irtP\
            zMHHCi1DJ4D67_kiNNhTccnxMGcdFf_O2WU6hD02kRByEuDGfmlpmm97IoNjCRsbfyw
            """),
        Case(
            "a byte of the padding changed",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.HvwC1wzO2JFO6tI2hCCXN3vU3dEE8dluquUNHzMqxD9Khd27T-Vdk4UNZ1wwRgNkmd25_E7aPxE\
            NN-d0SooitisE26AvlYpHYLJOh_WCEqByyZ1U-YStSUjDOb8xY_0eT4BZvo2nQAaZkqeOPkPb7G-2e9BC5W0Cr7KxtZ7D8aUJxm0\
            JgU7nzL9gkKbfckXpy71-9poLtUv5Qrk-moovQlB1T_8MkUJycF7k6k6HI0L1F8I6i8Fv1kQ2y3iPY0i6F0HRd9qSwA-Q2dSO6jg\
            9YJkTu3Ibw9rZl1S5QMrKX3G9PXTIMxUije7ENx0DE3uHSZvbMfnZi4oQ79TIZDZLaQ
            """),
        Case(
            "no zero behind the padding",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.Tucs4z3PWg-XQ0uUZercebWPPSmavD7M8LqEiE7CUGuRjWvJ8GQncC4VovRM4Bu6ELS2l_sAvRQ\
            8PKEJNhnbJYGkqhUCg5gzu6uVH9VQ0-5E44K3DK_-87ncj-05kCTOzhSCNF1ECBAbFxtZ109KPcggze62WBX0eQFJq48xKZ1mhGC\
            8qMlWTVbN7f0UvWT069-IMeiEAWvitUCFwizbtq_Ycji0guURJ01lHtY1wzhkllhaBlrS_VARRNB9jfSDH50WgP5kcirx4UG50vN\
            GDczrk86YRP06Gj6-sHL0u70zgOq_kxsrBj1C8dtaOYBmhzJ1ckIOGwM_WyUm4OmQQw
            """),
        Case(
            "the bare digest",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.kg0Ikx-aMBul6i4C5QMo-_08I6cl1b7m0c3J4VHtQu9QxUnMuaR3lMOdD4yjttfj5F7z-O0e97Z\
            BR-6ABiXEGTpbX7rU-F0wV9sI-BUvYdoQXPX5rhq87gReyGZ_APRaUPs9CUpjVLPPD4TB9ZsQG2oUHQ4HoVBhIJkbcjKR9k9aFcC\
            4jEkbedINornTE2taBMRDGcQH6t5b3EbFlBGUdmHomBp5WjO4o_DYNCilSRmu63x9sFAZFX7HxTz6cdtDs8_oKZOkspCH7AmhUy0\
            0xyuo5KjCh7qFpG4CTmopr6-soHeFxgkneA2y5bqGvSaZzXiKff6gpwQkcrjPENYn4w
            """),
        Case(
            "SHA-1",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.PM5BxsItH8MyZwuhVziZb3LeNUnCx6yIq2eXxbWkMaQ9d5o-3Bw-NplItV7uBs3iUgHNjefkwjZ\
            oyIxOaYzOOHlY7ajK-asc2YKgpiO-Cj2dgWoUJCvdjKkbfNj-hY9fXdxuAfu95fxIzp-QNjuYDEA_3bQe2r5f6Jtg34HqN_hEW4z\
            7DGKtvE3qjc2yNIwsWJ_zG3pm19_1y4S7VosRAAJU-rh0JROi9hODgTd2Hbs_QetKULgcc7JFRAjET0F1tgxCz_vJT-D3eNI4dk0\
            a0kWGinA3GP8jpMyPS4-Sh0vExutREhefqiQZN4zT0E6gZueY9y2adqm_7g8LCVJfaQ
            """),
        Case(
            "MD5",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.f6Mmg7H2PQSFaWOUScnvEv5bqzeXkVYpD-k5xmdFuSQZ4M_aWVFYpi3cXbHWVRjPjmUsi5K7cNy\
            zw0AJcJNjhqDEo7foHTzqcF1j-Tq4-gXXUeQPBieiKscD05vaRryQRN_bw7BepHLjZHP30Paz68ApJWTBjQ0bZK-KUw56bXasZ9T\
            osnWX6N8s9UsMdXwrLWZFV_loAejeLqMME5jSoKoMEras2aYg652ofGvOEAjDP0rIn7R50Bd9Ym7onPRJovXJV0HTPXlxwuS27zq\
            NjqEcmcRrz2-rTxcR6mLfXcJusWJIOZiBRyHfRHZlsPSJy55JsjhHvv_b1oxrOGbXQw
            """),
        Case(
            "SHA-384",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.NwUV-7fBowWgUO6BIdSni1TLKzhX83SwCjKEHX9Nx_Y4YX6JVbJ7TnyuCMDzaVzeALLI4YLBI45\
            dtJ42Bu-geLj_wGLo_vu007_hn3NbBkH6PCb2KyNjQ5GUQQO4u58S4mly4S5W3pK79IGWYMeMOYtbWsVBJU5tUcwkTkVdVKzE4AW\
            tJOz8vjaEhtr-XlDCmHliS89PEyBcB-D2KG0O50EkByyvwr6AUCJr_a_dxm4g5p2Q82oeoVU2w_VWYWVRHV1T7k1DCRZpzj5gUiw\
            ED0U7_HHnY9JwbtCuos1ZqybPTXgrkziNKrXHlNv3mCDUjxYvm1SrOL8b-QV71AippQ
            """),
        Case(
            "SHA-384 by name, SHA-256 by digest",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.jf6kE8WOko8y5eM_X8EV0RXFNzUQIosF4KZhtI0ZK9COgVR4-Go6SofvK2ORGcIhDjjrDHrxnRO\
            uISokhiWcBVgeZOiccaieWCBY1L0zLPU2XhnT0EuH0kZUGT4IubBMRJZmZE7DJc3NdV8VCdvXLbfkPMz31CUAXPHlX7G2AjMWqwW\
            YEVatlexr7rQ79Qa6jtTUJ5HfPn5U6h3-VHznAzSYQFwWM-VzX8xl5hHG4p8fm15kq2s6Ghf_FId-cx-qQ6kkB9PQmAjTDc8E-QT\
            v0w8EbWbg3kISnBKYz3LgGiEpGOUos3yE3fA-oAAaBDZiCpzQvGZIUoFR3fiGB7lB7A
            """),
        Case(
            "a digest with its last byte cut",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.e6EJREb0WOExJ8LoRRdzbgQD-tQk59BX1_m4uQNqhOixTrWXFNRDLbxJEXSZ7AF3XpYnMsnJwBw\
            FWC1KXXNHvUuBs1DVY7FAprUQcRY7xHIeolWa-M758CUhLauDuzdLDEZDju0DcpLK4ONyb5z5jvZDODM3l_DbAkBJjx3B5115PX5\
            dNYnHReY7jOmzQm-gJjD3Z7znF3V02DmBj2nEaRmGZD6q-FYnfSj6xDmi7f2pyUdVyFqA7e3lcvEYV6y2UAVUSyHH0E_gD-DBunU\
            T26TASGRAuxqyZDTGQOZSnXzHKadOp3amlYEh_h8j3rAJmJTmrnofHZehJL2dOr0-0Q
            """),
        Case(
            "a digest with a byte more",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.fbOEchH3gkf0doPUYohAGSYa6ysdBKIn5zkLm-qxIK0NpaMeEijz1KsBT-SlBXJdk3Jwf79vVKu\
            gtJSHJ5gyHhhmpWZd6j2WaqyIdcRjie1KTXgEq9fHLdaWjks7EFZt0Doz9uFGqITiqHu6RH7Rvh1Iodsd6_RKaC-7VItNyJc9-tX\
            v5Iv1aswjDQiqAP1ZJC4FnapYb-kVE40rIA9n3GY1M3-tPORv5mTSFly7ke_emHgrPn1_lBD8K9wmOyF9Xl4Q3ObOqK0vzYm3QpO\
            xKGC-fTKITMpZdpf2dwmvrRgTBtp9M6HKPo4KSCuQzGjFAxPAJ5SqfmighDc7EU6a8g
            """),
        Case(
            "no digest",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.ffMKpM5-nPTO5r6niAQcxDOuxndY2v3eJp6UnbUaPix2j8uUA3-ftffA0FeSQLhBCeyGasN52ZB\
            m6XE7y7joXeSu995AUpNOgIusZFhBfqHQnQSVl0sxQ-nA60JRddsIr_40_5KOY8rhidChBk75s4QAV8JW-j9M3gMfIJ47PBb3zg9\
            Ch90Xn4QQcBWEqIioeo--_WRiT_Z6GfuzjAyMMVHkNbwhZSMxI3v0XDLedr1xqFfcLOE_LAQI2qx_E09LOXdcFsqc-qI3j8Tfm_7\
            VbpatZWQwOqIol7E9PNZ5JP_9DHMsG4DH24g24PZiZHijfoZcq5uFKg9aa0P7m1sjyQ
            """),
        Case(
            "the digest of something else",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.DWiSkVYe38P9hJvnAz903NpTY7NPmq9g--xYrwO-0IkyvxqhhzYqyoDPwYsu_oF-5SUU4eAu8Jr\
            -SkxfaP0SmiBVNS1ojvylaEbYQ4Amd_aS5PXywBzXo7D0r0_gS49eWQKoTxdxPumANvzimrJqZAp9J5CN2Fxbs76Z7JIUC1K5Fox\
            -GGk6IKPx9YOu5P79C_vfY2g7ihfNu9ecdXtqZ-bLUMoVM6fLcX5ouskuFI39k6fxpBbrpDuFQjqbqpsIF6bdZjlNVa_rlQGwP_j\
            9ZxeQu7f1woWMMPmHaERfwz2VyWJw4N4StY-Mt_QfVYIpUFLLiP-aL2k4F9us84iohQ
            """),
        Case(
            "0",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
            """),
        Case(
            "1",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQ
            """),
        Case(
            "n - 1",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.toGjEWOQ69Aa3-xhmJ4XACXIpAGW90OzOX_7KS-9Wd838yPoENfqtATeFp4qRh6dVMsUSZ8UU-B\
            6uqFvHJDiUqgbxeCO2lIUyq4zyU2HW_KwBGH-NlhGhajP-ZUK-ddx-YSaMXDbgUxCBtpmthsUMzELqAc-HLELDrHqoxdC3f_Pj7e\
            KvZWFlemYDm7WtMRRpqEK8l0nP1r4e_UuroaHO4lexNiQ187VtTHGYdvIHc0Z0czKvrbT-jgqT90xp9iW5-jMDthpz4aipm-blUM\
            tEl7tnYsNoJbacnp_BfPfrZCgWoNGIDc3gi79BZJxPDqSD5qypnkFC9w1QYckqugT2g
            """),
        Case(
            "n",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.toGjEWOQ69Aa3-xhmJ4XACXIpAGW90OzOX_7KS-9Wd838yPoENfqtATeFp4qRh6dVMsUSZ8UU-B\
            6uqFvHJDiUqgbxeCO2lIUyq4zyU2HW_KwBGH-NlhGhajP-ZUK-ddx-YSaMXDbgUxCBtpmthsUMzELqAc-HLELDrHqoxdC3f_Pj7e\
            KvZWFlemYDm7WtMRRpqEK8l0nP1r4e_UuroaHO4lexNiQ187VtTHGYdvIHc0Z0czKvrbT-jgqT90xp9iW5-jMDthpz4aipm-blUM\
            tEl7tnYsNoJbacnp_BfPfrZCgWoNGIDc3gi79BZJxPDqSD5qypnkFC9w1QYckqugT2w
            """),
        Case(
            "all ones",
            """
            eyJhbGciOiJSUzI1NiJ9.e30.___________________________________________________________________________\
            ____________________________________________________________________________________________________\
            ____________________________________________________________________________________________________\
            __________________________________________________________________w
            """),
    ]
}

// GENERATED from gateway-config/openapi.yaml by `npm run contract`: do not edit.

export interface paths {
    "/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Log in as wafer2-client-sdk does
         * @description For mini-programs on wafer2-client-sdk, whose login() and loginWithCode() send this. Who the user is comes from
         *     the code alone; the encrypted data must be the same user's, and only fills in the profile.
         */
        get: operations["waferLogin"];
        put?: never;
        /**
         * Log in with a wx.login code
         * @description The code works once, within five minutes, and is sent to WeChat at most once. Get a fresh one from `wx.login` for
         *     every attempt, unless the failure's `retry` is `sameCode`.
         */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's session */
        get: operations["getSession"];
        put?: never;
        post?: never;
        /**
         * Log out
         * @description The session is deleted; every instance refuses its token from the next request on.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/renewal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a new token for the same session
         * @description Does not involve WeChat. The new token expires later, but never after the session itself (`endsAt`). The old token
         *     remains valid until it expires, so a request that is under way does not fail.
         */
        post: operations["renewSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the devices where the caller is logged in */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Log out everywhere else */
        delete: operations["revokeOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/key-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check whether WeChat still accepts this session's key
         * @description If not, data that WeChat encrypts from now on cannot be read in this session: log in again first. The token is
         *     not affected.
         */
        post: operations["checkSessionKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/key-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replace this session's key at WeChat */
        post: operations["resetSessionKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of the caller's sessions */
        delete: operations["revokeSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the caller's user */
        get: operations["getUser"];
        put?: never;
        post?: never;
        /**
         * Erase everything about the caller
         * @description Deletes sessions, profile, phone number and openid in one commit; uploaded files follow within seconds. All of the
         *     user's tokens are refused from the next request on. A later login creates a new user with a new id.
         */
        delete: operations["eraseUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Save nickname and avatar
         * @description `avatarKey` is the key of `grantAvatar`, after the upload. The picture is checked and kept, and takes the place of
         *     the one before. Without it the avatar stays; null removes it.
         */
        put: operations["saveProfile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Permit the upload of a picture
         * @description Answers with a form for `wx.uploadFile`: send its fields in their order to `url`, the picture last, as `file`. It
         *     is good for one key, one content type and five minutes. Then name the key in `saveProfile`.
         */
        post: operations["grantAvatar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bind the phone number behind a phone button's code
         * @description WeChat checks that the code was issued for this user. The number is stored encrypted and shown masked; functions
         *     can decrypt it.
         */
        post: operations["bindPhone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user/open-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decrypt data that WeChat encrypted for the caller
         * @description Uses the session's key, which never leaves the server. Whatever is wrong with the data, the answer is the same.
         *     The data describes the caller; it does not prove anybody's identity.
         */
        post: operations["decryptOpenData"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/wechat/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prove to WeChat that this address knows the token
         * @description WeChat's console calls it once, when the address of the message push is saved.
         */
        get: operations["verifyPushAddress"];
        put?: never;
        /**
         * Receive a message from WeChat
         * @description Stores the message and answers at once; it is processed within seconds, and once even if it is sent again.
         *     JSON or XML, encrypted or, where the token has no key, plain.
         */
        post: operations["receivePush"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/go/{ad}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Click an ad
         * @description Stores the click and redirects at once; it is counted within seconds. Public, so that it works in any browser.
         */
        get: operations["clickAd"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/go/{ad}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How often an ad was clicked
         * @description Clicks that have been counted, in total and for each of the last 168 hours that had any.
         */
        get: operations["getAdStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shop/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products, newest first */
        get: operations["listProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shop/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One product, as it is now */
        get: operations["getProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shop/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The products that have all these words
         * @description In Chinese or English, in any case. First those with the first word in the title.
         */
        get: operations["searchProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shop/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's orders, newest first */
        get: operations["listOrders"];
        put?: never;
        /**
         * Order a product
         * @description Takes it from the stock and returns what wx.requestPayment needs. The same key returns the same order, with
         *     `payment` for as long as it waits to be paid; a new one is a new order.
         */
        post: operations["placeOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shop/orders/{no}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of the caller's orders */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shop/orders/{no}/payment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pay an order that was placed earlier */
        post: operations["payOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shop/orders/{no}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an unpaid order
         * @description Others can buy what it held. An order that has been paid meanwhile stays paid; look at `state`.
         */
        post: operations["cancelOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shop/orders/{no}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refund a paid order
         * @description Once, however often it is called. WeChat Pay returns the money within minutes to days.
         */
        post: operations["refundOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pay/notify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive a notification from WeChat Pay
         * @description Its body counts as it came, byte by byte, if the headers `Wechatpay-Timestamp`, `-Nonce`, `-Serial` and `-Signature`
         *     are WeChat Pay's. Anything but 204 makes WeChat Pay repeat it.
         */
        post: operations["payNotify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        WaferSession: {
            /** @constant */
            code: 0;
            data: {
                /** @description The token; send it as X-WX-Skey */
                skey: string;
                userinfo: components["schemas"]["WaferUser"];
                /** @description The server's clock in seconds */
                time: number;
            };
        };
        WaferUser: {
            openId: string;
            nickName: string;
            gender: number;
            language: string;
            city: string;
            province: string;
            country: string;
            avatarUrl: string;
        };
        WaferFailure: {
            /** @constant */
            code: -1;
            /** @enum {string} */
            error: "ERR_HEADER_MISSED" | "ERR_GET_SESSION_KEY" | "ERR_IN_DECRYPT_DATA" | "ERR_SKEY_INVALID";
        };
        Failure: {
            code: components["schemas"]["ErrorCode"];
            /** @description For developers; no details from status 500 on */
            message: string;
            /** @description The same as X-Request-Id */
            requestId: string;
        };
        /** @enum {string} */
        ErrorCode: "INVALID_REQUEST" | "CODE_INVALID" | "CODE_USED" | "UNAUTHENTICATED" | "SIGNATURE_INVALID" | "USER_BLOCKED" | "NOT_FOUND" | "FILE_NOT_YOURS" | "FILE_UNKNOWN" | "FILE_MISSING" | "SESSION_KEY_STALE" | "PHONE_CODE_INVALID" | "OPEN_DATA_INVALID" | "CONTENT_RISKY" | "FILE_EMPTY" | "FILE_TOO_LARGE" | "FILE_TYPE_REFUSED" | "METHOD_NOT_ALLOWED" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "RATE_LIMITED" | "SERVER_ERROR" | "SERVER_MISCONFIGURED" | "WECHAT_BAD_ANSWER" | "SETTINGS_UNAVAILABLE" | "DATABASE_UNAVAILABLE" | "STORAGE_UNAVAILABLE" | "LOGIN_NOT_RECORDED" | "PHONE_NOT_RECORDED" | "KEY_NOT_RECORDED" | "OUTCOME_UNKNOWN" | "WECHAT_UNAVAILABLE" | "WECHAT_TIMEOUT" | "PAY_UNAVAILABLE";
        LoginRequest: {
            /** @description The code from wx.login */
            code: string;
            /** @description The mini-program, if the back end serves several; the first one by default */
            appId?: string;
            /** @description The device's name in its owner's list of sessions */
            device?: string;
        };
        LoginResult: {
            /** @description Send it as Authorization: Bearer <token> */
            token: string;
            /**
             * Format: date-time
             * @description When the token expires; renew it before
             */
            expiresAt: string;
            session: components["schemas"]["Session"];
        };
        Session: {
            id: components["schemas"]["Id"];
            userId: components["schemas"]["Id"];
            /** @description The device's name as sent with the login */
            device?: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description Accurate to five minutes
             */
            lastSeenAt: string;
            /**
             * Format: date-time
             * @description When the session ends unless it is renewed
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description When the session ends however often it is renewed
             */
            endsAt: string;
            /** @description True for the session of this request */
            current: boolean;
        };
        /** @description Opaque */
        Id: string;
        SessionResult: {
            session: components["schemas"]["Session"];
        };
        SessionList: {
            /** @description Most recently seen first */
            sessions: components["schemas"]["Session"][];
        };
        KeyCheck: {
            valid: boolean;
        };
        UserResult: {
            user: components["schemas"]["User"];
        };
        User: {
            id: components["schemas"]["Id"];
            /**
             * Format: date-time
             * @description The first login
             */
            createdAt: string;
            nickname?: components["schemas"]["Nickname"];
            avatarUrl?: components["schemas"]["AvatarUrl"];
            /** @description Masked, with its country code: +86 138****8000 */
            phone?: string;
            checks?: components["schemas"]["ContentChecks"];
        };
        /** @description As typed into WeChat's nickname field */
        Nickname: string;
        /**
         * @description An address that shows the picture. It may be signed: it stays the same for half an hour or longer, and is good for
         *     as long again.
         */
        AvatarUrl: string;
        /**
         * @description What other users do not see, because WeChat has not let it pass: `checking` until WeChat has judged it, `review`
         *     until a person has; what was `risky` is removed.
         */
        ContentChecks: {
            nickname?: components["schemas"]["ContentVerdict"];
            avatar?: components["schemas"]["ContentVerdict"];
        };
        /** @enum {string} */
        ContentVerdict: "checking" | "review" | "risky";
        Profile: {
            nickname: components["schemas"]["Nickname"];
            avatarKey?: string | null;
        };
        AvatarRequest: {
            /** @enum {string} */
            contentType: "image/jpeg" | "image/png" | "image/webp";
        };
        UploadGrant: {
            /** @description Where the form is sent */
            url: string;
            /** @description Fields of the form, in their order; the file comes after them, as `file` */
            form: {
                [key: string]: string;
            };
            /** @description Names the file from now on */
            key: string;
            /**
             * Format: date-time
             * @description The upload must have begun by then
             */
            expiresAt: string;
        };
        PhoneRequest: {
            /** @description The code from the phone number button, not from wx.login */
            code: string;
        };
        OpenDataRequest: {
            encryptedData: string;
            iv: string;
            /** @description Byte for byte as WeChat returned it */
            rawData?: string;
            signature?: string;
        };
        OpenDataResult: {
            /** @description The decrypted data, without openId, unionId and watermark */
            openData: {
                [key: string]: unknown;
            };
        };
        AdStats: {
            total: number;
            hours: {
                /**
                 * Format: date-time
                 * @description When the hour began
                 */
                hour: string;
                clicks: number;
            }[];
        };
        ProductPage: {
            products: components["schemas"]["Product"][];
            /** @description The cursor of the next page */
            next?: string;
        };
        Product: {
            id: components["schemas"]["ProductId"];
            title: string;
            priceFen: components["schemas"]["Fen"];
            /** @description What nobody has ordered yet; 0 is sold out */
            stock: number;
            pictureUrl?: string;
        };
        ProductId: number;
        /** @description Hundredths of a yuan */
        Fen: number;
        FoundPage: {
            products: components["schemas"]["Product"][];
            page: number;
            pages: number;
        };
        OrderRequest: {
            productId: components["schemas"]["ProductId"];
            quantity: number;
        };
        PlacedOrder: {
            order: components["schemas"]["Order"];
            payment?: components["schemas"]["Payment"];
        };
        Order: {
            no: components["schemas"]["OrderNo"];
            /**
             * @description `paid` once WeChat Pay has confirmed it, whatever wx.requestPayment says. `mismatch`: something else was paid than
             *     it costs; a person decides.
             * @enum {string}
             */
            state: "unpaid" | "paid" | "closed" | "refunding" | "refunded" | "mismatch";
            productId: components["schemas"]["ProductId"];
            title: string;
            quantity: number;
            priceFen: components["schemas"]["Fen"];
            totalFen: components["schemas"]["Fen"];
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description The end of the time to pay
             */
            expiresAt: string;
            /**
             * Format: date-time
             * @description When its state last changed
             */
            changedAt: string;
        };
        /** @description Also the out_trade_no of WeChat Pay */
        OrderNo: string;
        /** @description As wx.requestPayment takes it */
        Payment: {
            timeStamp: string;
            nonceStr: string;
            package: string;
            /** @constant */
            signType: "RSA";
            paySign: string;
        };
        ShopFailure: {
            code: components["schemas"]["ErrorCode"] | components["schemas"]["ShopCode"];
            /** @description For developers; no details from status 500 on */
            message: string;
            /** @description The same as X-Request-Id */
            requestId: string;
        };
        /** @enum {string} */
        ShopCode: "SOLD_OUT" | "ORDER_CHANGED" | "KEY_REUSED";
        OrderPage: {
            orders: components["schemas"]["Order"][];
            /** @description The cursor of the next page */
            next?: string;
        };
        OrderResult: {
            order: components["schemas"]["Order"];
        };
    };
    responses: {
        /** @description The request does not match the contract */
        InvalidRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description The body is larger than 8 KB */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description The body is not application/json */
        NotJson: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description A limit was exceeded, ours (for this user or address) or WeChat's */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description An error on the server; the log has the details under the request id */
        ServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description The token is missing, malformed, forged, expired or revoked; which of these is not disclosed */
        Unauthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description The database cannot be reached; the token remains valid */
        DatabaseUnavailable: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description WeChat's answer cannot be understood */
        WechatBadAnswer: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description Temporarily unavailable; the token remains valid */
        WechatUnavailable: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description WeChat did not answer in time */
        WechatTimeout: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description WeChat no longer accepts this session's key */
        KeyStale: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description Temporarily unavailable; the token remains valid */
        KeyNotReplaced: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description The caller has no session with this id; whether another user has one is not disclosed */
        NoSuchSession: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description Another user uploaded the file */
        FileNotYours: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description No upload was granted for the key, or it is long ago */
        FileUnknown: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description Nothing was uploaded under the key */
        FileMissing: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description The file cannot be kept, or WeChat finds the nickname risky */
        FileRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description Database or file storage cannot be reached; the token remains valid */
        StorageUnavailable: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description Temporarily unavailable; the token remains valid */
        PhoneNotBound: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description It is not WeChat that calls, or its settings differ from ours */
        NotWechat: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description There is no such ad */
        NoSuchAd: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description There is no such product */
        NoProduct: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description There is not enough of it left */
        SoldOut: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ShopFailure"];
            };
        };
        /** @description The key belongs to another order */
        KeyReused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ShopFailure"];
            };
        };
        /** @description Temporarily unavailable; the same request can be sent again */
        PayUnavailable: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description There is no such order of the caller's */
        NoOrder: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description The order is in a state that does not allow this */
        OrderChanged: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ShopFailure"];
            };
        };
        /** @description Not signed by WeChat Pay */
        NoticeRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
    };
    parameters: {
        Signature: string;
        Timestamp: string;
        Nonce: string;
        /** @description Whatever else WeChat adds */
        Others: {
            [key: string]: string;
        };
        /** @example spring-sale */
        Ad: string;
        OrderNo: components["schemas"]["OrderNo"];
    };
    requestBodies: never;
    headers: {
        /** @description Identifies this request in every log */
        "X-Request-Id": string;
        /** @description Seconds to wait before the next try */
        "Retry-After": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    waferLogin: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The code from wx.login. A call without it is refused with ERR_HEADER_MISSED, in the form that these clients
                 *     expect.
                 */
                "X-WX-Code"?: string;
                /** @description encryptedData of wx.getUserInfo */
                "X-WX-Encrypted-Data"?: string;
                /** @description iv of wx.getUserInfo */
                "X-WX-IV"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Logged in */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaferSession"];
                };
            };
            /** @description No code, or headers that WeChat cannot have produced */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaferFailure"] | components["schemas"]["Failure"];
                };
            };
            /** @description WeChat does not accept the code, or the encrypted data is not this user */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaferFailure"];
                };
            };
            /** @description WeChat blocks this user */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaferFailure"];
                };
            };
            /** @description A limit was exceeded */
            429: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaferFailure"];
                };
            };
            /** @description An error on the server */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaferFailure"];
                };
            };
            /** @description WeChat's answer cannot be understood */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaferFailure"];
                };
            };
            /** @description Temporarily unavailable */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaferFailure"];
                };
            };
            /** @description WeChat did not answer in time */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaferFailure"];
                };
            };
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginRequest"];
            };
        };
        responses: {
            /** @description Logged in; the session is recorded */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginResult"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            /** @description WeChat does not accept the code */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description WeChat blocks this user */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            /** @description WeChat's answer cannot be understood */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Temporarily unavailable */
            503: {
                headers: {
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description WeChat did not answer in time */
            504: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session is valid */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionResult"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Logged out */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    renewSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Renewed */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginResult"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller's valid sessions */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    revokeOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All other sessions have ended */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    checkSessionKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description WeChat's answer */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyCheck"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            502: components["responses"]["WechatBadAnswer"];
            503: components["responses"]["WechatUnavailable"];
            504: components["responses"]["WechatTimeout"];
        };
    };
    resetSessionKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new key has been saved */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            409: components["responses"]["KeyStale"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            502: components["responses"]["WechatBadAnswer"];
            503: components["responses"]["KeyNotReplaced"];
            504: components["responses"]["WechatTimeout"];
        };
    };
    revokeSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NoSuchSession"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user; fields that were never filled in are left out */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResult"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    eraseUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Erased */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    saveProfile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Profile"];
            };
        };
        responses: {
            /** @description Saved */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResult"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["FileNotYours"];
            404: components["responses"]["FileUnknown"];
            409: components["responses"]["FileMissing"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["FileRefused"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["StorageUnavailable"];
        };
    };
    grantAvatar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AvatarRequest"];
            };
        };
        responses: {
            /** @description Permitted */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadGrant"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    bindPhone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PhoneRequest"];
            };
        };
        responses: {
            /** @description Bound */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResult"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description WeChat does not accept the phone code */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            502: components["responses"]["WechatBadAnswer"];
            503: components["responses"]["PhoneNotBound"];
            504: components["responses"]["WechatTimeout"];
        };
    };
    decryptOpenData: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenDataRequest"];
            };
        };
        responses: {
            /** @description Decrypted */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenDataResult"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            /** @description The data cannot be used; the reason is not disclosed */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    verifyPushAddress: {
        parameters: {
            query?: {
                signature?: components["parameters"]["Signature"];
                timestamp?: components["parameters"]["Timestamp"];
                nonce?: components["parameters"]["Nonce"];
                /** @description Whatever else WeChat adds */
                others?: components["parameters"]["Others"];
                echostr?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The given echostr */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NotWechat"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    receivePush: {
        parameters: {
            query?: {
                signature?: components["parameters"]["Signature"];
                timestamp?: components["parameters"]["Timestamp"];
                nonce?: components["parameters"]["Nonce"];
                /** @description Whatever else WeChat adds */
                others?: components["parameters"]["Others"];
                /** @description Of an encrypted message */
                msg_signature?: string;
                encrypt_type?: string;
                openid?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "*/*": UploadedFile;
            };
        };
        responses: {
            /** @description Stored */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": "success";
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["NotWechat"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    clickAd: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example spring-sale */
                ad: components["parameters"]["Ad"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To where the ad leads */
            302: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @example https://www.example.com/spring-sale */
                    Location: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoSuchAd"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    getAdStats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example spring-sale */
                ad: components["parameters"]["Ad"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Clicks by hour, oldest first */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdStats"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoSuchAd"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    listProducts: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; without `next` it is the last */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductPage"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["schemas"]["ProductId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        product: components["schemas"]["Product"];
                    };
                };
            };
            400: components["responses"]["InvalidRequest"];
            404: components["responses"]["NoProduct"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    searchProducts: {
        parameters: {
            query: {
                q: string;
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundPage"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description The `next` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; without `next` it is the last */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    placeOrder: {
        parameters: {
            query?: never;
            header: {
                /** @description Made by the client for each order */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderRequest"];
            };
        };
        responses: {
            /** @description Ordered, and ready to be paid */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacedOrder"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NoProduct"];
            409: components["responses"]["SoldOut"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["NotJson"];
            422: components["responses"]["KeyReused"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["PayUnavailable"];
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                no: components["parameters"]["OrderNo"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderResult"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NoOrder"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    payOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                no: components["parameters"]["OrderNo"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What wx.requestPayment needs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacedOrder"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NoOrder"];
            409: components["responses"]["OrderChanged"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["PayUnavailable"];
        };
    };
    cancelOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                no: components["parameters"]["OrderNo"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order, closed or paid */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderResult"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NoOrder"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["PayUnavailable"];
        };
    };
    refundOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                no: components["parameters"]["OrderNo"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order, whose money is on its way back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderResult"];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthenticated"];
            404: components["responses"]["NoOrder"];
            409: components["responses"]["OrderChanged"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
    payNotify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "*/*": unknown;
            };
        };
        responses: {
            /** @description Recorded, now or before */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["NoticeRefused"];
            /** @description Of an order that does not exist here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            413: components["responses"]["TooLarge"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["DatabaseUnavailable"];
        };
    };
}


/** Without what belongs into answers only, or into requests only. */
type InRequest<Body> = Body
type InResponse<Body> = Body

export type Schemas = components['schemas']
export type OperationId = keyof operations

/** A part of a multipart body that has a file name. */
export interface UploadedFile {
  filename: string
  contentType: string
  bytes: Uint8Array
}

/** The body of each media type: JSON and forms by their schema, others as text or bytes. */
type Bodies<Content> = {
  [Media in keyof Content]: Media extends `${string}json` | `application/x-www-form-urlencoded` | `multipart/${string}`
    ? Content[Media]
    : Media extends `text/${string}` | `${string}xml`
      ? string
      : Uint8Array
}
type AnyBody<Content> = Bodies<Content>[keyof Content]

/** JSON where there is any, else whatever there is. */
type PreferJson<Content> = [Extract<keyof Content, `${string}json`>] extends [never]
  ? AnyBody<Content>
  : Content[Extract<keyof Content, `${string}json`>]

type RequestContent<O extends OperationId> =
  NonNullable<operations[O]['requestBody']> extends { content: infer Content }
    ? InRequest<Content>
    : never
type IfOptional<O extends OperationId> = undefined extends operations[O]['requestBody']
  ? undefined
  : never

/** What a client sends as an operation's body, as JSON where it can; `undefined` where there is none. */
export type RequestBody<O extends OperationId> = [RequestContent<O>] extends [never]
  ? undefined
  : PreferJson<RequestContent<O>> | IfOptional<O>

/** What a handler gets as the body, of any media type that the operation takes. */
export type ReceivedBody<O extends OperationId> = [RequestContent<O>] extends [never]
  ? undefined
  : AnyBody<RequestContent<O>> | IfOptional<O>

export type ParameterPlace = 'query' | 'path' | 'header' | 'cookie'

/** The parameters that a client sends at one place, by the names in the contract. */
export type SentParameters<O extends OperationId, Place extends ParameterPlace> = [
  NonNullable<operations[O]['parameters'][Place]>
] extends [never]
  ? Record<never, never>
  : NonNullable<operations[O]['parameters'][Place]>

type Defaulted<O, Place> = O extends keyof DefaultedParameters
  ? Place extends keyof DefaultedParameters[O]
    ? DefaultedParameters[O][Place]
    : never
  : never
type LowerCase<Sent> = { [Name in keyof Sent as Name extends string ? Lowercase<Name> : Name]: Sent[Name] }
type WithDefaults<Sent, Names> = Sent & Required<Pick<Sent, Extract<Names, keyof Sent>>>

/** The parameters that a handler gets, defaults included; names of headers are in lower case. */
export type ReceivedParameters<O extends OperationId, Place extends ParameterPlace> = WithDefaults<
  Place extends 'header' ? LowerCase<SentParameters<O, Place>> : SentParameters<O, Place>,
  Defaulted<O, Place>
>

type Responses<O extends OperationId> = operations[O]['responses']
type SuccessKey<Declared> = {
  [Key in keyof Declared]: `${Key & (string | number)}` extends `2${string}` ? Key : never
}[keyof Declared]
type BodyOf<Response> = Response extends { content: infer Content }
  ? PreferJson<InResponse<Content>>
  : undefined

/** The body of an operation when all goes well; `undefined` where there is none (204). */
export type Result<O extends OperationId> = [SuccessKey<Responses<O>>] extends [never]
  ? 'default' extends keyof Responses<O>
    ? BodyOf<Responses<O>['default']>
    : undefined
  : BodyOf<Responses<O>[SuccessKey<Responses<O>>]>

/** The statuses that are declared; any number where there is a range or `default`. */
export type DeclaredStatus<O extends OperationId> = {
  [Key in keyof Responses<O>]: Key extends number ? Key : number
}[keyof Responses<O>]

type DeclaredResponse<O extends OperationId, Status extends number> = Status extends keyof Responses<O>
  ? Responses<O>[Status]
  : `${Status}` extends `${infer Digit}${string}`
    ? `${Digit}XX` extends keyof Responses<O>
      ? Responses<O>[`${Digit}XX`]
      : 'default' extends keyof Responses<O>
        ? Responses<O>['default']
        : never
    : never

/** The body of a status, of any media type; `undefined` where there is none. */
export type ResponseBody<O extends OperationId, Status extends number> =
  DeclaredResponse<O, Status> extends { content: infer Content }
    ? AnyBody<InResponse<Content>>
    : undefined

/** The headers that are declared for a status. */
export type ResponseHeaders<O extends OperationId, Status extends number> =
  DeclaredResponse<O, Status> extends { headers: infer Headers } ? Partial<Headers> : Record<never, never>

/** Parameters that have a value even where a request leaves them out: their default. */
interface DefaultedParameters {
  searchProducts: { query: "page" }
}

export const routes = {
  "waferLogin": {
    "method": "GET",
    "path": "/login",
    "authenticated": false,
    "parameters": [
      {
        "name": "X-WX-Code",
        "in": "header",
        "shape": "string"
      },
      {
        "name": "X-WX-Encrypted-Data",
        "in": "header",
        "shape": "string"
      },
      {
        "name": "X-WX-IV",
        "in": "header",
        "shape": "string"
      }
    ]
  },
  "login": {
    "method": "POST",
    "path": "/login",
    "authenticated": false,
    "body": {
      "required": true,
      "media": [
        {
          "type": "application/json",
          "kind": "json"
        }
      ]
    }
  },
  "getSession": {
    "method": "GET",
    "path": "/session",
    "authenticated": true,
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ]
  },
  "endSession": {
    "method": "DELETE",
    "path": "/session",
    "authenticated": true,
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ],
    "answers": {
      "204": []
    }
  },
  "renewSession": {
    "method": "POST",
    "path": "/session/renewal",
    "authenticated": true,
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ]
  },
  "listSessions": {
    "method": "GET",
    "path": "/session/list",
    "authenticated": true,
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ]
  },
  "revokeOtherSessions": {
    "method": "DELETE",
    "path": "/session/others",
    "authenticated": true,
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ],
    "answers": {
      "204": []
    }
  },
  "checkSessionKey": {
    "method": "POST",
    "path": "/session/key-check",
    "authenticated": true,
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ]
  },
  "resetSessionKey": {
    "method": "POST",
    "path": "/session/key-reset",
    "authenticated": true,
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ],
    "answers": {
      "204": []
    }
  },
  "revokeSession": {
    "method": "DELETE",
    "path": "/session/{id}",
    "authenticated": true,
    "parameters": [
      {
        "name": "id",
        "in": "path",
        "required": true,
        "shape": "string"
      }
    ],
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ],
    "answers": {
      "204": []
    }
  },
  "getUser": {
    "method": "GET",
    "path": "/user",
    "authenticated": true,
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ]
  },
  "eraseUser": {
    "method": "DELETE",
    "path": "/user",
    "authenticated": true,
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ],
    "answers": {
      "204": []
    }
  },
  "saveProfile": {
    "method": "PUT",
    "path": "/user/profile",
    "authenticated": true,
    "body": {
      "required": true,
      "media": [
        {
          "type": "application/json",
          "kind": "json"
        }
      ]
    },
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ]
  },
  "grantAvatar": {
    "method": "POST",
    "path": "/user/avatar",
    "authenticated": true,
    "body": {
      "required": true,
      "media": [
        {
          "type": "application/json",
          "kind": "json"
        }
      ]
    },
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ],
    "answers": {
      "201": [
        "application/json"
      ]
    }
  },
  "bindPhone": {
    "method": "POST",
    "path": "/user/phone",
    "authenticated": true,
    "body": {
      "required": true,
      "media": [
        {
          "type": "application/json",
          "kind": "json"
        }
      ]
    },
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ]
  },
  "decryptOpenData": {
    "method": "POST",
    "path": "/user/open-data",
    "authenticated": true,
    "body": {
      "required": true,
      "media": [
        {
          "type": "application/json",
          "kind": "json"
        }
      ]
    },
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ]
  },
  "verifyPushAddress": {
    "method": "GET",
    "path": "/wechat/push",
    "authenticated": false,
    "parameters": [
      {
        "name": "signature",
        "in": "query",
        "shape": "string"
      },
      {
        "name": "timestamp",
        "in": "query",
        "shape": "string"
      },
      {
        "name": "nonce",
        "in": "query",
        "shape": "string"
      },
      {
        "name": "others",
        "in": "query",
        "shape": {
          "properties": {},
          "additional": "string"
        }
      },
      {
        "name": "echostr",
        "in": "query",
        "shape": "string"
      }
    ],
    "answers": {
      "200": [
        "text/plain"
      ]
    }
  },
  "receivePush": {
    "method": "POST",
    "path": "/wechat/push",
    "authenticated": false,
    "parameters": [
      {
        "name": "signature",
        "in": "query",
        "shape": "string"
      },
      {
        "name": "timestamp",
        "in": "query",
        "shape": "string"
      },
      {
        "name": "nonce",
        "in": "query",
        "shape": "string"
      },
      {
        "name": "others",
        "in": "query",
        "shape": {
          "properties": {},
          "additional": "string"
        }
      },
      {
        "name": "msg_signature",
        "in": "query",
        "shape": "string"
      },
      {
        "name": "encrypt_type",
        "in": "query",
        "shape": "string"
      },
      {
        "name": "openid",
        "in": "query",
        "shape": "string"
      }
    ],
    "body": {
      "required": true,
      "maxBytes": 65536,
      "media": [
        {
          "type": "*/*",
          "kind": "binary"
        }
      ]
    },
    "answers": {
      "200": [
        "text/plain"
      ]
    }
  },
  "clickAd": {
    "method": "GET",
    "path": "/go/{ad}",
    "authenticated": false,
    "parameters": [
      {
        "name": "ad",
        "in": "path",
        "required": true,
        "shape": "string"
      }
    ],
    "answers": {
      "302": []
    }
  },
  "getAdStats": {
    "method": "GET",
    "path": "/go/{ad}/stats",
    "authenticated": false,
    "parameters": [
      {
        "name": "ad",
        "in": "path",
        "required": true,
        "shape": "string"
      }
    ]
  },
  "listProducts": {
    "method": "GET",
    "path": "/shop/products",
    "authenticated": false,
    "parameters": [
      {
        "name": "cursor",
        "in": "query",
        "shape": "string"
      }
    ]
  },
  "getProduct": {
    "method": "GET",
    "path": "/shop/products/{id}",
    "authenticated": false,
    "parameters": [
      {
        "name": "id",
        "in": "path",
        "required": true,
        "shape": "integer"
      }
    ]
  },
  "searchProducts": {
    "method": "GET",
    "path": "/shop/search",
    "authenticated": false,
    "parameters": [
      {
        "name": "q",
        "in": "query",
        "required": true,
        "shape": "string"
      },
      {
        "name": "page",
        "in": "query",
        "shape": "integer"
      }
    ]
  },
  "listOrders": {
    "method": "GET",
    "path": "/shop/orders",
    "authenticated": true,
    "parameters": [
      {
        "name": "cursor",
        "in": "query",
        "shape": "string"
      }
    ],
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ]
  },
  "placeOrder": {
    "method": "POST",
    "path": "/shop/orders",
    "authenticated": true,
    "parameters": [
      {
        "name": "Idempotency-Key",
        "in": "header",
        "required": true,
        "shape": "string"
      }
    ],
    "body": {
      "required": true,
      "media": [
        {
          "type": "application/json",
          "kind": "json"
        }
      ]
    },
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ],
    "answers": {
      "201": [
        "application/json"
      ]
    }
  },
  "getOrder": {
    "method": "GET",
    "path": "/shop/orders/{no}",
    "authenticated": true,
    "parameters": [
      {
        "name": "no",
        "in": "path",
        "required": true,
        "shape": "string"
      }
    ],
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ]
  },
  "payOrder": {
    "method": "POST",
    "path": "/shop/orders/{no}/payment",
    "authenticated": true,
    "parameters": [
      {
        "name": "no",
        "in": "path",
        "required": true,
        "shape": "string"
      }
    ],
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ]
  },
  "cancelOrder": {
    "method": "POST",
    "path": "/shop/orders/{no}/cancellation",
    "authenticated": true,
    "parameters": [
      {
        "name": "no",
        "in": "path",
        "required": true,
        "shape": "string"
      }
    ],
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ]
  },
  "refundOrder": {
    "method": "POST",
    "path": "/shop/orders/{no}/refund",
    "authenticated": true,
    "parameters": [
      {
        "name": "no",
        "in": "path",
        "required": true,
        "shape": "string"
      }
    ],
    "security": [
      [
        {
          "scheme": "sessionToken",
          "scopes": []
        }
      ],
      [
        {
          "scheme": "waferSkey",
          "scopes": []
        }
      ]
    ]
  },
  "payNotify": {
    "method": "POST",
    "path": "/pay/notify",
    "authenticated": false,
    "body": {
      "required": false,
      "media": [
        {
          "type": "*/*",
          "kind": "binary"
        }
      ]
    },
    "answers": {
      "204": []
    }
  }
} as const

/** How the credential of each security scheme is sent. */
export const securitySchemes = {
  "sessionToken": {
    "type": "bearer",
    "in": "header",
    "key": "authorization"
  },
  "waferSkey": {
    "type": "apiKey",
    "in": "header",
    "key": "x-wx-skey"
  }
} as const

/** How long a client waits for a reply. */
export const clientTimeoutMs = 15000

/** What each code means: its HTTP status, and how a client may try again. */
export interface CodeMeaning {
  status: number
  message: string
  retry: 'no' | 'sameCode' | 'newCode' | 'login'
  retryAfterSeconds?: number
}

export type ErrorCode = 'INVALID_REQUEST' | 'CODE_INVALID' | 'CODE_USED' | 'UNAUTHENTICATED' | 'SIGNATURE_INVALID' | 'USER_BLOCKED' | 'NOT_FOUND' | 'FILE_NOT_YOURS' | 'FILE_UNKNOWN' | 'FILE_MISSING' | 'FILE_EMPTY' | 'FILE_TOO_LARGE' | 'FILE_TYPE_REFUSED' | 'SESSION_KEY_STALE' | 'PHONE_CODE_INVALID' | 'OPEN_DATA_INVALID' | 'CONTENT_RISKY' | 'METHOD_NOT_ALLOWED' | 'PAYLOAD_TOO_LARGE' | 'UNSUPPORTED_MEDIA_TYPE' | 'RATE_LIMITED' | 'SERVER_ERROR' | 'SERVER_MISCONFIGURED' | 'WECHAT_BAD_ANSWER' | 'SETTINGS_UNAVAILABLE' | 'DATABASE_UNAVAILABLE' | 'STORAGE_UNAVAILABLE' | 'LOGIN_NOT_RECORDED' | 'PHONE_NOT_RECORDED' | 'KEY_NOT_RECORDED' | 'OUTCOME_UNKNOWN' | 'WECHAT_UNAVAILABLE' | 'WECHAT_TIMEOUT' | 'PAY_UNAVAILABLE' | 'SOLD_OUT' | 'ORDER_CHANGED' | 'KEY_REUSED'

export const codes: Record<ErrorCode, CodeMeaning> = {
  "INVALID_REQUEST": {
    "status": 400,
    "retry": "no",
    "message": "The request does not match the contract"
  },
  "CODE_INVALID": {
    "status": 401,
    "retry": "newCode",
    "message": "WeChat does not know this code; call wx.login again"
  },
  "CODE_USED": {
    "status": 401,
    "retry": "newCode",
    "message": "This code has been used; call wx.login again"
  },
  "UNAUTHENTICATED": {
    "status": 401,
    "retry": "login",
    "message": "Log in again"
  },
  "SIGNATURE_INVALID": {
    "status": 401,
    "retry": "no",
    "message": "The signature is not accepted"
  },
  "USER_BLOCKED": {
    "status": 403,
    "retry": "no",
    "message": "WeChat has blocked this user's login"
  },
  "NOT_FOUND": {
    "status": 404,
    "retry": "no",
    "message": "There is nothing at this address"
  },
  "FILE_NOT_YOURS": {
    "status": 403,
    "retry": "no",
    "message": "This file was uploaded by somebody else"
  },
  "FILE_UNKNOWN": {
    "status": 404,
    "retry": "no",
    "message": "No upload was granted for this key or it is long ago"
  },
  "FILE_MISSING": {
    "status": 409,
    "retry": "no",
    "message": "Nothing was uploaded under this key"
  },
  "FILE_EMPTY": {
    "status": 422,
    "retry": "no",
    "message": "The file is empty"
  },
  "FILE_TOO_LARGE": {
    "status": 422,
    "retry": "no",
    "message": "The file is too large"
  },
  "FILE_TYPE_REFUSED": {
    "status": 422,
    "retry": "no",
    "message": "The file is not of the type that it was granted for"
  },
  "SESSION_KEY_STALE": {
    "status": 409,
    "retry": "newCode",
    "message": "WeChat has replaced this session's key; log in again"
  },
  "PHONE_CODE_INVALID": {
    "status": 422,
    "retry": "no",
    "message": "WeChat does not know this phone code; let the user press the button again"
  },
  "OPEN_DATA_INVALID": {
    "status": 422,
    "retry": "newCode",
    "message": "This data cannot be used; log in again and get it from WeChat once more"
  },
  "CONTENT_RISKY": {
    "status": 422,
    "retry": "no",
    "message": "WeChat does not let this text pass; choose another"
  },
  "METHOD_NOT_ALLOWED": {
    "status": 405,
    "retry": "no",
    "message": "This address does not support this method"
  },
  "PAYLOAD_TOO_LARGE": {
    "status": 413,
    "retry": "no",
    "message": "The body is larger than 8 KB"
  },
  "UNSUPPORTED_MEDIA_TYPE": {
    "status": 415,
    "retry": "no",
    "message": "Send the body as application/json"
  },
  "RATE_LIMITED": {
    "status": 429,
    "retry": "newCode",
    "retryAfterSeconds": 60,
    "message": "Too many requests; wait a minute"
  },
  "SERVER_ERROR": {
    "status": 500,
    "retry": "no",
    "message": "Something went wrong on our side"
  },
  "SERVER_MISCONFIGURED": {
    "status": 500,
    "retry": "no",
    "message": "Something went wrong on our side"
  },
  "WECHAT_BAD_ANSWER": {
    "status": 502,
    "retry": "newCode",
    "message": "Something went wrong on our side"
  },
  "SETTINGS_UNAVAILABLE": {
    "status": 503,
    "retry": "sameCode",
    "retryAfterSeconds": 2,
    "message": "Something went wrong on our side"
  },
  "DATABASE_UNAVAILABLE": {
    "status": 503,
    "retry": "sameCode",
    "retryAfterSeconds": 2,
    "message": "Something went wrong on our side"
  },
  "STORAGE_UNAVAILABLE": {
    "status": 503,
    "retry": "sameCode",
    "retryAfterSeconds": 2,
    "message": "Something went wrong on our side"
  },
  "LOGIN_NOT_RECORDED": {
    "status": 503,
    "retry": "newCode",
    "retryAfterSeconds": 2,
    "message": "Something went wrong on our side"
  },
  "PHONE_NOT_RECORDED": {
    "status": 503,
    "retry": "newCode",
    "retryAfterSeconds": 2,
    "message": "Something went wrong on our side"
  },
  "KEY_NOT_RECORDED": {
    "status": 503,
    "retry": "newCode",
    "retryAfterSeconds": 2,
    "message": "Something went wrong on our side"
  },
  "OUTCOME_UNKNOWN": {
    "status": 500,
    "retry": "no",
    "message": "Something went wrong on our side"
  },
  "WECHAT_UNAVAILABLE": {
    "status": 503,
    "retry": "newCode",
    "retryAfterSeconds": 5,
    "message": "Something went wrong on our side"
  },
  "WECHAT_TIMEOUT": {
    "status": 504,
    "retry": "newCode",
    "message": "Something went wrong on our side"
  },
  "PAY_UNAVAILABLE": {
    "status": 503,
    "retry": "sameCode",
    "retryAfterSeconds": 2,
    "message": "Something went wrong on our side"
  },
  "SOLD_OUT": {
    "status": 409,
    "retry": "no",
    "message": "There is not enough of it left"
  },
  "ORDER_CHANGED": {
    "status": 409,
    "retry": "no",
    "message": "The order is in another state by now; get it again"
  },
  "KEY_REUSED": {
    "status": 422,
    "retry": "no",
    "message": "This key belongs to another order; make a new one"
  }
}

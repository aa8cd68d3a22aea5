// GENERATED from gateway-config/openapi.yaml by `npm run contract`: do not edit.

export interface paths {
    "/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in with a code of wx.login
         * @description The code is single-use and lives five minutes; it is sent to WeChat at most once. Take a fresh one from
         *     `wx.login` for every attempt, unless the failure says `retry: sameCode`.
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
         * @description The session's row is deleted; its token is refused from the next request on, by every instance.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        LoginRequest: {
            /** @description The code that wx.login gave */
            code: string;
        };
        LoginResult: {
            /** @description Send it as Authorization: Bearer <token> */
            token: string;
            /**
             * Format: date-time
             * @description When the token ends
             */
            expiresAt: string;
            session: components["schemas"]["Session"];
        };
        SessionResult: {
            session: components["schemas"]["Session"];
        };
        Session: {
            id: components["schemas"]["Id"];
            userId: components["schemas"]["Id"];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
        };
        /** @description Opaque */
        Id: string;
        Failure: {
            code: components["schemas"]["ErrorCode"];
            /** @description For developers; from status 500 up it says nothing */
            message: string;
            /** @description The same as X-Request-Id */
            requestId: string;
        };
        /** @enum {string} */
        ErrorCode: "INVALID_REQUEST" | "CODE_INVALID" | "CODE_USED" | "UNAUTHENTICATED" | "USER_BLOCKED" | "NOT_FOUND" | "METHOD_NOT_ALLOWED" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "RATE_LIMITED" | "SERVER_ERROR" | "SERVER_MISCONFIGURED" | "WECHAT_BAD_ANSWER" | "DATABASE_UNAVAILABLE" | "LOGIN_NOT_RECORDED" | "WECHAT_UNAVAILABLE" | "WECHAT_TIMEOUT";
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
        /** @description The token is missing, malformed, forged, expired or revoked; which one is not told */
        Unauthenticated: {
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
        /** @description WeChat's limit for this user or this mini-program is reached */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description Our fault; the log has the whole story under the request id */
        ServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
        /** @description The database cannot be reached; the token stays good */
        DatabaseUnavailable: {
            headers: {
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Failure"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description Names this request in every log */
        "X-Request-Id": string;
        /** @description Seconds to wait before the next try */
        "Retry-After": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
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
            /** @description WeChat gave an answer that makes no sense */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Failure"];
                };
            };
            /** @description Not possible just now */
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
            /** @description The session is alive */
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
}

export type Schemas = components['schemas']
export type ErrorCode = Schemas['ErrorCode']
export type OperationId = keyof operations

/** The JSON that an operation takes; `undefined` where it takes none. */
export type RequestBody<O extends OperationId> = operations[O] extends {
  requestBody: { content: { 'application/json': infer Body } }
}
  ? Body
  : undefined

/** The JSON of an operation when all goes well; `undefined` where there is none (204). */
export type Result<O extends OperationId> = operations[O]['responses'] extends {
  200: { content: { 'application/json': infer Body } }
}
  ? Body
  : undefined

export const routes = {
  "login": {
    "method": "POST",
    "path": "/login",
    "authenticated": false
  },
  "getSession": {
    "method": "GET",
    "path": "/session",
    "authenticated": true
  },
  "endSession": {
    "method": "DELETE",
    "path": "/session",
    "authenticated": true
  }
} as const

/** What each code means: its HTTP status, and how a client may try again. */
export interface CodeMeaning {
  status: number
  message: string
  retry: 'no' | 'sameCode' | 'newCode' | 'login'
  retryAfterSeconds?: number
}

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
  "METHOD_NOT_ALLOWED": {
    "status": 405,
    "retry": "no",
    "message": "This address does not take this method"
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
    "message": "Too many logins; wait a minute"
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
  "DATABASE_UNAVAILABLE": {
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
  }
}

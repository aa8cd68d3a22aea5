/** What to do about refusals that the cloud explains only by a code. */
const ADVICE: [code: RegExp, advice: string][] = [
  [
    /^AuthFailure\.SecretIdNotFound$/,
    'TENCENTCLOUD_SECRET_ID is wrong, or the key was deleted (console: CAM, API keys)'
  ],
  [
    /^AuthFailure\.SignatureFailure$/,
    'TENCENTCLOUD_SECRET_KEY does not belong to TENCENTCLOUD_SECRET_ID'
  ],
  [/^AuthFailure\.SignatureExpire$/, "this machine's clock is wrong"],
  [
    /^(UnauthorizedOperation\.Role|FailedOperation\.QcsRoleNotFound)$/,
    'grant SCF its role SCF_QcsRole, once, in the console of SCF (docs/deploy.md, 2)'
  ],
  [
    /^(AuthFailure\.)?UnauthorizedOperation/,
    "the key's policy lacks this: attach deploy/policy.json to the sub-account"
  ],
  [
    /^FailedOperation\.(UnOpenedService|OpenService)$/,
    'open its console once, so that the service is activated'
  ],
  [/InsufficientBalance$/, 'the account has no money left: recharge it'],
  [/^(NoAnswer|ENOTFOUND|ECONN\w+|ETIMEDOUT|EAI_AGAIN)$/, 'is there a network, and a right proxy?']
]

/** Advice about an error's code; undefined where the cloud's own message has to do. */
export function adviceFor(code: string): string | undefined {
  return ADVICE.find(([known]) => known.test(code))?.[1]
}

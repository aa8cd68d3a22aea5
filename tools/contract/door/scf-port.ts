/**
 * The port that SCF expects a web function to listen on.
 * @see https://www.tencentcloud.com/document/product/583/40690
 */
export const SCF_PORT = 9000

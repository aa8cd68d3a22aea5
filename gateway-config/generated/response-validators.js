// GENERATED from gateway-config/openapi.yaml by `npm run contract`: do not edit.
"use strict";
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

// node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
  "node_modules/ajv/dist/runtime/ucs2length.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports2.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

// node_modules/ajv-formats/dist/formats.js
var require_formats = __commonJS({
  "node_modules/ajv-formats/dist/formats.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.formatNames = exports2.fastFormats = exports2.fullFormats = void 0;
    function fmtDef(validate, compare) {
      return { validate, compare };
    }
    exports2.fullFormats = {
      // date: http://tools.ietf.org/html/rfc3339#section-5.6
      date: fmtDef(date, compareDate),
      // date-time: http://tools.ietf.org/html/rfc3339#section-5.6
      time: fmtDef(getTime(true), compareTime),
      "date-time": fmtDef(getDateTime(true), compareDateTime),
      "iso-time": fmtDef(getTime(), compareIsoTime),
      "iso-date-time": fmtDef(getDateTime(), compareIsoDateTime),
      // duration: https://tools.ietf.org/html/rfc3339#appendix-A
      duration: /^P(?!$)((\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?|(\d+W)?)$/,
      uri,
      "uri-reference": /^(?:[a-z][a-z0-9+\-.]*:)?(?:\/?\/(?:(?:[a-z0-9\-._~!$&'()*+,;=:]|%[0-9a-f]{2})*@)?(?:\[(?:(?:(?:(?:[0-9a-f]{1,4}:){6}|::(?:[0-9a-f]{1,4}:){5}|(?:[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){4}|(?:(?:[0-9a-f]{1,4}:){0,1}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){3}|(?:(?:[0-9a-f]{1,4}:){0,2}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){2}|(?:(?:[0-9a-f]{1,4}:){0,3}[0-9a-f]{1,4})?::[0-9a-f]{1,4}:|(?:(?:[0-9a-f]{1,4}:){0,4}[0-9a-f]{1,4})?::)(?:[0-9a-f]{1,4}:[0-9a-f]{1,4}|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?))|(?:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4})?::[0-9a-f]{1,4}|(?:(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4})?::)|[Vv][0-9a-f]+\.[a-z0-9\-._~!$&'()*+,;=:]+)\]|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?)|(?:[a-z0-9\-._~!$&'"()*+,;=]|%[0-9a-f]{2})*)(?::\d*)?(?:\/(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})*)*|\/(?:(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})*)*)?|(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})*)*)?(?:\?(?:[a-z0-9\-._~!$&'"()*+,;=:@/?]|%[0-9a-f]{2})*)?(?:#(?:[a-z0-9\-._~!$&'"()*+,;=:@/?]|%[0-9a-f]{2})*)?$/i,
      // uri-template: https://tools.ietf.org/html/rfc6570
      "uri-template": /^(?:(?:[^\x00-\x20"'<>%\\^`{|}]|%[0-9a-f]{2})|\{[+#./;?&=,!@|]?(?:[a-z0-9_]|%[0-9a-f]{2})+(?::[1-9][0-9]{0,3}|\*)?(?:,(?:[a-z0-9_]|%[0-9a-f]{2})+(?::[1-9][0-9]{0,3}|\*)?)*\})*$/i,
      // For the source: https://gist.github.com/dperini/729294
      // For test cases: https://mathiasbynens.be/demo/url-regex
      url: /^(?:https?|ftp):\/\/(?:\S+(?::\S*)?@)?(?:(?!(?:10|127)(?:\.\d{1,3}){3})(?!(?:169\.254|192\.168)(?:\.\d{1,3}){2})(?!172\.(?:1[6-9]|2\d|3[0-1])(?:\.\d{1,3}){2})(?:[1-9]\d?|1\d\d|2[01]\d|22[0-3])(?:\.(?:1?\d{1,2}|2[0-4]\d|25[0-5])){2}(?:\.(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-4]))|(?:(?:[a-z0-9\u{00a1}-\u{ffff}]+-)*[a-z0-9\u{00a1}-\u{ffff}]+)(?:\.(?:[a-z0-9\u{00a1}-\u{ffff}]+-)*[a-z0-9\u{00a1}-\u{ffff}]+)*(?:\.(?:[a-z\u{00a1}-\u{ffff}]{2,})))(?::\d{2,5})?(?:\/[^\s]*)?$/iu,
      email: /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i,
      hostname: /^(?=.{1,253}\.?$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[-0-9a-z]{0,61}[0-9a-z])?)*\.?$/i,
      // optimized https://www.safaribooksonline.com/library/view/regular-expressions-cookbook/9780596802837/ch07s16.html
      ipv4: /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/,
      ipv6: /^((([0-9a-f]{1,4}:){7}([0-9a-f]{1,4}|:))|(([0-9a-f]{1,4}:){6}(:[0-9a-f]{1,4}|((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})|:))|(([0-9a-f]{1,4}:){5}(((:[0-9a-f]{1,4}){1,2})|:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})|:))|(([0-9a-f]{1,4}:){4}(((:[0-9a-f]{1,4}){1,3})|((:[0-9a-f]{1,4})?:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){3}(((:[0-9a-f]{1,4}){1,4})|((:[0-9a-f]{1,4}){0,2}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){2}(((:[0-9a-f]{1,4}){1,5})|((:[0-9a-f]{1,4}){0,3}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){1}(((:[0-9a-f]{1,4}){1,6})|((:[0-9a-f]{1,4}){0,4}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(:(((:[0-9a-f]{1,4}){1,7})|((:[0-9a-f]{1,4}){0,5}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:)))$/i,
      regex,
      // uuid: http://tools.ietf.org/html/rfc4122
      uuid: /^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
      // JSON-pointer: https://tools.ietf.org/html/rfc6901
      // uri fragment: https://tools.ietf.org/html/rfc3986#appendix-A
      "json-pointer": /^(?:\/(?:[^~/]|~0|~1)*)*$/,
      "json-pointer-uri-fragment": /^#(?:\/(?:[a-z0-9_\-.!$&'()*+,;:=@]|%[0-9a-f]{2}|~0|~1)*)*$/i,
      // relative JSON-pointer: http://tools.ietf.org/html/draft-luff-relative-json-pointer-00
      "relative-json-pointer": /^(?:0|[1-9][0-9]*)(?:#|(?:\/(?:[^~/]|~0|~1)*)*)$/,
      // the following formats are used by the openapi specification: https://spec.openapis.org/oas/v3.0.0#data-types
      // byte: https://github.com/miguelmota/is-base64
      byte,
      // signed 32 bit integer
      int32: { type: "number", validate: validateInt32 },
      // signed 64 bit integer
      int64: { type: "number", validate: validateInt64 },
      // C-type float
      float: { type: "number", validate: validateNumber },
      // C-type double
      double: { type: "number", validate: validateNumber },
      // hint to the UI to hide input strings
      password: true,
      // unchecked string payload
      binary: true
    };
    exports2.fastFormats = {
      ...exports2.fullFormats,
      date: fmtDef(/^\d\d\d\d-[0-1]\d-[0-3]\d$/, compareDate),
      time: fmtDef(/^(?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)$/i, compareTime),
      "date-time": fmtDef(/^\d\d\d\d-[0-1]\d-[0-3]\dt(?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)$/i, compareDateTime),
      "iso-time": fmtDef(/^(?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)?$/i, compareIsoTime),
      "iso-date-time": fmtDef(/^\d\d\d\d-[0-1]\d-[0-3]\d[t\s](?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)?$/i, compareIsoDateTime),
      // uri: https://github.com/mafintosh/is-my-json-valid/blob/master/formats.js
      uri: /^(?:[a-z][a-z0-9+\-.]*:)(?:\/?\/)?[^\s]*$/i,
      "uri-reference": /^(?:(?:[a-z][a-z0-9+\-.]*:)?\/?\/)?(?:[^\\\s#][^\s#]*)?(?:#[^\\\s]*)?$/i,
      // email (sources from jsen validator):
      // http://stackoverflow.com/questions/201323/using-a-regular-expression-to-validate-an-email-address#answer-8829363
      // http://www.w3.org/TR/html5/forms.html#valid-e-mail-address (search for 'wilful violation')
      email: /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i
    };
    exports2.formatNames = Object.keys(exports2.fullFormats);
    function isLeapYear(year) {
      return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    }
    var DATE = /^(\d\d\d\d)-(\d\d)-(\d\d)$/;
    var DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    function date(str) {
      const matches = DATE.exec(str);
      if (!matches)
        return false;
      const year = +matches[1];
      const month = +matches[2];
      const day = +matches[3];
      return month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 && isLeapYear(year) ? 29 : DAYS[month]);
    }
    function compareDate(d1, d2) {
      if (!(d1 && d2))
        return void 0;
      if (d1 > d2)
        return 1;
      if (d1 < d2)
        return -1;
      return 0;
    }
    var TIME = /^(\d\d):(\d\d):(\d\d(?:\.\d+)?)(z|([+-])(\d\d)(?::?(\d\d))?)?$/i;
    function getTime(strictTimeZone) {
      return function time(str) {
        const matches = TIME.exec(str);
        if (!matches)
          return false;
        const hr = +matches[1];
        const min = +matches[2];
        const sec = +matches[3];
        const tz = matches[4];
        const tzSign = matches[5] === "-" ? -1 : 1;
        const tzH = +(matches[6] || 0);
        const tzM = +(matches[7] || 0);
        if (tzH > 23 || tzM > 59 || strictTimeZone && !tz)
          return false;
        if (hr <= 23 && min <= 59 && sec < 60)
          return true;
        const utcMin = min - tzM * tzSign;
        const utcHr = hr - tzH * tzSign - (utcMin < 0 ? 1 : 0);
        return (utcHr === 23 || utcHr === -1) && (utcMin === 59 || utcMin === -1) && sec < 61;
      };
    }
    function compareTime(s1, s2) {
      if (!(s1 && s2))
        return void 0;
      const t1 = (/* @__PURE__ */ new Date("2020-01-01T" + s1)).valueOf();
      const t2 = (/* @__PURE__ */ new Date("2020-01-01T" + s2)).valueOf();
      if (!(t1 && t2))
        return void 0;
      return t1 - t2;
    }
    function compareIsoTime(t1, t2) {
      if (!(t1 && t2))
        return void 0;
      const a1 = TIME.exec(t1);
      const a2 = TIME.exec(t2);
      if (!(a1 && a2))
        return void 0;
      t1 = a1[1] + a1[2] + a1[3];
      t2 = a2[1] + a2[2] + a2[3];
      if (t1 > t2)
        return 1;
      if (t1 < t2)
        return -1;
      return 0;
    }
    var DATE_TIME_SEPARATOR = /t|\s/i;
    function getDateTime(strictTimeZone) {
      const time = getTime(strictTimeZone);
      return function date_time(str) {
        const dateTime = str.split(DATE_TIME_SEPARATOR);
        return dateTime.length === 2 && date(dateTime[0]) && time(dateTime[1]);
      };
    }
    function compareDateTime(dt1, dt2) {
      if (!(dt1 && dt2))
        return void 0;
      const d1 = new Date(dt1).valueOf();
      const d2 = new Date(dt2).valueOf();
      if (!(d1 && d2))
        return void 0;
      return d1 - d2;
    }
    function compareIsoDateTime(dt1, dt2) {
      if (!(dt1 && dt2))
        return void 0;
      const [d1, t1] = dt1.split(DATE_TIME_SEPARATOR);
      const [d2, t2] = dt2.split(DATE_TIME_SEPARATOR);
      const res = compareDate(d1, d2);
      if (res === void 0)
        return void 0;
      return res || compareTime(t1, t2);
    }
    var NOT_URI_FRAGMENT = /\/|:/;
    var URI = /^(?:[a-z][a-z0-9+\-.]*:)(?:\/?\/(?:(?:[a-z0-9\-._~!$&'()*+,;=:]|%[0-9a-f]{2})*@)?(?:\[(?:(?:(?:(?:[0-9a-f]{1,4}:){6}|::(?:[0-9a-f]{1,4}:){5}|(?:[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){4}|(?:(?:[0-9a-f]{1,4}:){0,1}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){3}|(?:(?:[0-9a-f]{1,4}:){0,2}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){2}|(?:(?:[0-9a-f]{1,4}:){0,3}[0-9a-f]{1,4})?::[0-9a-f]{1,4}:|(?:(?:[0-9a-f]{1,4}:){0,4}[0-9a-f]{1,4})?::)(?:[0-9a-f]{1,4}:[0-9a-f]{1,4}|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?))|(?:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4})?::[0-9a-f]{1,4}|(?:(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4})?::)|[Vv][0-9a-f]+\.[a-z0-9\-._~!$&'()*+,;=:]+)\]|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?)|(?:[a-z0-9\-._~!$&'()*+,;=]|%[0-9a-f]{2})*)(?::\d*)?(?:\/(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})*)*|\/(?:(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})*)*)?|(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})*)*)(?:\?(?:[a-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?(?:#(?:[a-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?$/i;
    function uri(str) {
      return NOT_URI_FRAGMENT.test(str) && URI.test(str);
    }
    var BYTE = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/gm;
    function byte(str) {
      BYTE.lastIndex = 0;
      return BYTE.test(str);
    }
    var MIN_INT32 = -(2 ** 31);
    var MAX_INT32 = 2 ** 31 - 1;
    function validateInt32(value) {
      return Number.isInteger(value) && value <= MAX_INT32 && value >= MIN_INT32;
    }
    function validateInt64(value) {
      return Number.isInteger(value);
    }
    function validateNumber() {
      return true;
    }
    var Z_ANCHOR = /[^\\]\\Z/;
    function regex(str) {
      if (Z_ANCHOR.test(str))
        return false;
      try {
        new RegExp(str);
        return true;
      } catch (e) {
        return false;
      }
    }
  }
});

// <stdin>
exports["waferLoginResponse:200"] = validate52;
var func1 = require_ucs2length().default;
function validate52(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate52.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.code === void 0 && (missing0 = "code") || data.data === void 0 && (missing0 = "data")) {
        validate52.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "code" || key0 === "data")) {
            validate52.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.code !== void 0) {
            let data0 = data.code;
            const _errs2 = errors;
            if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)))) {
              validate52.errors = [{ instancePath: instancePath + "/code", schemaPath: "#/properties/code/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
              return false;
            }
            if (0 !== data0) {
              validate52.errors = [{ instancePath: instancePath + "/code", schemaPath: "#/properties/code/const", keyword: "const", params: { allowedValue: 0 }, message: "must be equal to constant" }];
              return false;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.data !== void 0) {
              let data1 = data.data;
              const _errs4 = errors;
              if (errors === _errs4) {
                if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
                  let missing1;
                  if (data1.skey === void 0 && (missing1 = "skey") || data1.userinfo === void 0 && (missing1 = "userinfo") || data1.time === void 0 && (missing1 = "time")) {
                    validate52.errors = [{ instancePath: instancePath + "/data", schemaPath: "#/properties/data/required", keyword: "required", params: { missingProperty: missing1 }, message: "must have required property '" + missing1 + "'" }];
                    return false;
                  } else {
                    const _errs6 = errors;
                    for (const key1 in data1) {
                      if (!(key1 === "skey" || key1 === "userinfo" || key1 === "time")) {
                        validate52.errors = [{ instancePath: instancePath + "/data", schemaPath: "#/properties/data/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" }];
                        return false;
                        break;
                      }
                    }
                    if (_errs6 === errors) {
                      if (data1.skey !== void 0) {
                        let data2 = data1.skey;
                        const _errs7 = errors;
                        if (errors === _errs7) {
                          if (typeof data2 === "string") {
                            if (func1(data2) > 4096) {
                              validate52.errors = [{ instancePath: instancePath + "/data/skey", schemaPath: "#/properties/data/properties/skey/maxLength", keyword: "maxLength", params: { limit: 4096 }, message: "must NOT have more than 4096 characters" }];
                              return false;
                            }
                          } else {
                            validate52.errors = [{ instancePath: instancePath + "/data/skey", schemaPath: "#/properties/data/properties/skey/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                            return false;
                          }
                        }
                        var valid1 = _errs7 === errors;
                      } else {
                        var valid1 = true;
                      }
                      if (valid1) {
                        if (data1.userinfo !== void 0) {
                          let data3 = data1.userinfo;
                          const _errs9 = errors;
                          if (errors === _errs9) {
                            if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
                              let missing2;
                              if (data3.openId === void 0 && (missing2 = "openId") || data3.nickName === void 0 && (missing2 = "nickName") || data3.gender === void 0 && (missing2 = "gender") || data3.language === void 0 && (missing2 = "language") || data3.city === void 0 && (missing2 = "city") || data3.province === void 0 && (missing2 = "province") || data3.country === void 0 && (missing2 = "country") || data3.avatarUrl === void 0 && (missing2 = "avatarUrl")) {
                                validate52.errors = [{ instancePath: instancePath + "/data/userinfo", schemaPath: "#/properties/data/properties/userinfo/required", keyword: "required", params: { missingProperty: missing2 }, message: "must have required property '" + missing2 + "'" }];
                                return false;
                              } else {
                                const _errs11 = errors;
                                for (const key2 in data3) {
                                  if (!(key2 === "openId" || key2 === "nickName" || key2 === "gender" || key2 === "language" || key2 === "city" || key2 === "province" || key2 === "country" || key2 === "avatarUrl")) {
                                    validate52.errors = [{ instancePath: instancePath + "/data/userinfo", schemaPath: "#/properties/data/properties/userinfo/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties" }];
                                    return false;
                                    break;
                                  }
                                }
                                if (_errs11 === errors) {
                                  if (data3.openId !== void 0) {
                                    const _errs12 = errors;
                                    if (typeof data3.openId !== "string") {
                                      validate52.errors = [{ instancePath: instancePath + "/data/userinfo/openId", schemaPath: "#/properties/data/properties/userinfo/properties/openId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                      return false;
                                    }
                                    var valid2 = _errs12 === errors;
                                  } else {
                                    var valid2 = true;
                                  }
                                  if (valid2) {
                                    if (data3.nickName !== void 0) {
                                      const _errs14 = errors;
                                      if (typeof data3.nickName !== "string") {
                                        validate52.errors = [{ instancePath: instancePath + "/data/userinfo/nickName", schemaPath: "#/properties/data/properties/userinfo/properties/nickName/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                        return false;
                                      }
                                      var valid2 = _errs14 === errors;
                                    } else {
                                      var valid2 = true;
                                    }
                                    if (valid2) {
                                      if (data3.gender !== void 0) {
                                        let data6 = data3.gender;
                                        const _errs16 = errors;
                                        if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)))) {
                                          validate52.errors = [{ instancePath: instancePath + "/data/userinfo/gender", schemaPath: "#/properties/data/properties/userinfo/properties/gender/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                          return false;
                                        }
                                        var valid2 = _errs16 === errors;
                                      } else {
                                        var valid2 = true;
                                      }
                                      if (valid2) {
                                        if (data3.language !== void 0) {
                                          const _errs18 = errors;
                                          if (typeof data3.language !== "string") {
                                            validate52.errors = [{ instancePath: instancePath + "/data/userinfo/language", schemaPath: "#/properties/data/properties/userinfo/properties/language/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                            return false;
                                          }
                                          var valid2 = _errs18 === errors;
                                        } else {
                                          var valid2 = true;
                                        }
                                        if (valid2) {
                                          if (data3.city !== void 0) {
                                            const _errs20 = errors;
                                            if (typeof data3.city !== "string") {
                                              validate52.errors = [{ instancePath: instancePath + "/data/userinfo/city", schemaPath: "#/properties/data/properties/userinfo/properties/city/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                              return false;
                                            }
                                            var valid2 = _errs20 === errors;
                                          } else {
                                            var valid2 = true;
                                          }
                                          if (valid2) {
                                            if (data3.province !== void 0) {
                                              const _errs22 = errors;
                                              if (typeof data3.province !== "string") {
                                                validate52.errors = [{ instancePath: instancePath + "/data/userinfo/province", schemaPath: "#/properties/data/properties/userinfo/properties/province/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                                return false;
                                              }
                                              var valid2 = _errs22 === errors;
                                            } else {
                                              var valid2 = true;
                                            }
                                            if (valid2) {
                                              if (data3.country !== void 0) {
                                                const _errs24 = errors;
                                                if (typeof data3.country !== "string") {
                                                  validate52.errors = [{ instancePath: instancePath + "/data/userinfo/country", schemaPath: "#/properties/data/properties/userinfo/properties/country/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                                  return false;
                                                }
                                                var valid2 = _errs24 === errors;
                                              } else {
                                                var valid2 = true;
                                              }
                                              if (valid2) {
                                                if (data3.avatarUrl !== void 0) {
                                                  const _errs26 = errors;
                                                  if (typeof data3.avatarUrl !== "string") {
                                                    validate52.errors = [{ instancePath: instancePath + "/data/userinfo/avatarUrl", schemaPath: "#/properties/data/properties/userinfo/properties/avatarUrl/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                                    return false;
                                                  }
                                                  var valid2 = _errs26 === errors;
                                                } else {
                                                  var valid2 = true;
                                                }
                                              }
                                            }
                                          }
                                        }
                                      }
                                    }
                                  }
                                }
                              }
                            } else {
                              validate52.errors = [{ instancePath: instancePath + "/data/userinfo", schemaPath: "#/properties/data/properties/userinfo/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                              return false;
                            }
                          }
                          var valid1 = _errs9 === errors;
                        } else {
                          var valid1 = true;
                        }
                        if (valid1) {
                          if (data1.time !== void 0) {
                            let data12 = data1.time;
                            const _errs28 = errors;
                            if (!(typeof data12 == "number" && (!(data12 % 1) && !isNaN(data12)))) {
                              validate52.errors = [{ instancePath: instancePath + "/data/time", schemaPath: "#/properties/data/properties/time/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                              return false;
                            }
                            var valid1 = _errs28 === errors;
                          } else {
                            var valid1 = true;
                          }
                        }
                      }
                    }
                  }
                } else {
                  validate52.errors = [{ instancePath: instancePath + "/data", schemaPath: "#/properties/data/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                  return false;
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate52.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate52.errors = vErrors;
  return errors === 0;
}
validate52.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
exports["waferLoginResponse:400"] = validate53;
var schema20 = { "anyOf": [{ "type": "object", "additionalProperties": false, "required": ["code", "error"], "properties": { "code": { "type": "integer", "const": -1 }, "error": { "type": "string", "enum": ["ERR_HEADER_MISSED", "ERR_GET_SESSION_KEY", "ERR_IN_DECRYPT_DATA", "ERR_SKEY_INVALID"] } } }, { "type": "object", "additionalProperties": false, "required": ["code", "message", "requestId"], "properties": { "code": { "type": "string", "enum": ["INVALID_REQUEST", "CODE_INVALID", "CODE_USED", "UNAUTHENTICATED", "USER_BLOCKED", "NOT_FOUND", "SESSION_KEY_STALE", "PHONE_CODE_INVALID", "OPEN_DATA_INVALID", "METHOD_NOT_ALLOWED", "PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE", "RATE_LIMITED", "SERVER_ERROR", "SERVER_MISCONFIGURED", "WECHAT_BAD_ANSWER", "SETTINGS_UNAVAILABLE", "DATABASE_UNAVAILABLE", "LOGIN_NOT_RECORDED", "PHONE_NOT_RECORDED", "KEY_NOT_RECORDED", "OUTCOME_UNKNOWN", "WECHAT_UNAVAILABLE", "WECHAT_TIMEOUT"], "x-codes": { "INVALID_REQUEST": { "status": 400, "retry": "no", "message": "The request does not match the contract" }, "CODE_INVALID": { "status": 401, "retry": "newCode", "message": "WeChat does not know this code; call wx.login again" }, "CODE_USED": { "status": 401, "retry": "newCode", "message": "This code has been used; call wx.login again" }, "UNAUTHENTICATED": { "status": 401, "retry": "login", "message": "Log in again" }, "USER_BLOCKED": { "status": 403, "retry": "no", "message": "WeChat has blocked this user's login" }, "NOT_FOUND": { "status": 404, "retry": "no", "message": "There is nothing at this address" }, "SESSION_KEY_STALE": { "status": 409, "retry": "newCode", "message": "WeChat has replaced this session's key; log in again" }, "PHONE_CODE_INVALID": { "status": 422, "retry": "no", "message": "WeChat does not know this phone code; let the user press the button again" }, "OPEN_DATA_INVALID": { "status": 422, "retry": "newCode", "message": "This data cannot be used; log in again and take it from WeChat anew" }, "METHOD_NOT_ALLOWED": { "status": 405, "retry": "no", "message": "This address does not take this method" }, "PAYLOAD_TOO_LARGE": { "status": 413, "retry": "no", "message": "The body is larger than 8 KB" }, "UNSUPPORTED_MEDIA_TYPE": { "status": 415, "retry": "no", "message": "Send the body as application/json" }, "RATE_LIMITED": { "status": 429, "retry": "newCode", "retryAfterSeconds": 60, "message": "Too many requests; wait a minute" }, "SERVER_ERROR": { "status": 500, "retry": "no", "message": "Something went wrong on our side" }, "SERVER_MISCONFIGURED": { "status": 500, "retry": "no", "message": "Something went wrong on our side" }, "WECHAT_BAD_ANSWER": { "status": 502, "retry": "newCode", "message": "Something went wrong on our side" }, "SETTINGS_UNAVAILABLE": { "status": 503, "retry": "sameCode", "retryAfterSeconds": 2, "message": "Something went wrong on our side" }, "DATABASE_UNAVAILABLE": { "status": 503, "retry": "sameCode", "retryAfterSeconds": 2, "message": "Something went wrong on our side" }, "LOGIN_NOT_RECORDED": { "status": 503, "retry": "newCode", "retryAfterSeconds": 2, "message": "Something went wrong on our side" }, "PHONE_NOT_RECORDED": { "status": 503, "retry": "newCode", "retryAfterSeconds": 2, "message": "Something went wrong on our side" }, "KEY_NOT_RECORDED": { "status": 503, "retry": "newCode", "retryAfterSeconds": 2, "message": "Something went wrong on our side" }, "OUTCOME_UNKNOWN": { "status": 500, "retry": "no", "message": "Something went wrong on our side" }, "WECHAT_UNAVAILABLE": { "status": 503, "retry": "newCode", "retryAfterSeconds": 5, "message": "Something went wrong on our side" }, "WECHAT_TIMEOUT": { "status": 504, "retry": "newCode", "message": "Something went wrong on our side" } } }, "message": { "type": "string", "description": "For developers; from status 500 up it says nothing" }, "requestId": { "type": "string", "description": "The same as X-Request-Id" } } }] };
function validate53(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate53.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  const _errs0 = errors;
  let valid0 = false;
  const _errs1 = errors;
  if (errors === _errs1) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.code === void 0 && (missing0 = "code") || data.error === void 0 && (missing0 = "error")) {
        const err0 = { instancePath, schemaPath: "#/anyOf/0/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      } else {
        const _errs3 = errors;
        for (const key0 in data) {
          if (!(key0 === "code" || key0 === "error")) {
            const err1 = { instancePath, schemaPath: "#/anyOf/0/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err1];
            } else {
              vErrors.push(err1);
            }
            errors++;
            break;
          }
        }
        if (_errs3 === errors) {
          if (data.code !== void 0) {
            let data0 = data.code;
            const _errs4 = errors;
            if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)))) {
              const err2 = { instancePath: instancePath + "/code", schemaPath: "#/anyOf/0/properties/code/type", keyword: "type", params: { type: "integer" }, message: "must be integer" };
              if (vErrors === null) {
                vErrors = [err2];
              } else {
                vErrors.push(err2);
              }
              errors++;
            }
            if (-1 !== data0) {
              const err3 = { instancePath: instancePath + "/code", schemaPath: "#/anyOf/0/properties/code/const", keyword: "const", params: { allowedValue: -1 }, message: "must be equal to constant" };
              if (vErrors === null) {
                vErrors = [err3];
              } else {
                vErrors.push(err3);
              }
              errors++;
            }
            var valid1 = _errs4 === errors;
          } else {
            var valid1 = true;
          }
          if (valid1) {
            if (data.error !== void 0) {
              let data1 = data.error;
              const _errs6 = errors;
              if (typeof data1 !== "string") {
                const err4 = { instancePath: instancePath + "/error", schemaPath: "#/anyOf/0/properties/error/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err4];
                } else {
                  vErrors.push(err4);
                }
                errors++;
              }
              if (!(data1 === "ERR_HEADER_MISSED" || data1 === "ERR_GET_SESSION_KEY" || data1 === "ERR_IN_DECRYPT_DATA" || data1 === "ERR_SKEY_INVALID")) {
                const err5 = { instancePath: instancePath + "/error", schemaPath: "#/anyOf/0/properties/error/enum", keyword: "enum", params: { allowedValues: schema20.anyOf[0].properties.error.enum }, message: "must be equal to one of the allowed values" };
                if (vErrors === null) {
                  vErrors = [err5];
                } else {
                  vErrors.push(err5);
                }
                errors++;
              }
              var valid1 = _errs6 === errors;
            } else {
              var valid1 = true;
            }
          }
        }
      }
    } else {
      const err6 = { instancePath, schemaPath: "#/anyOf/0/type", keyword: "type", params: { type: "object" }, message: "must be object" };
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    }
  }
  var _valid0 = _errs1 === errors;
  valid0 = valid0 || _valid0;
  if (_valid0) {
    var props0 = true;
  }
  const _errs8 = errors;
  if (errors === _errs8) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing1;
      if (data.code === void 0 && (missing1 = "code") || data.message === void 0 && (missing1 = "message") || data.requestId === void 0 && (missing1 = "requestId")) {
        const err7 = { instancePath, schemaPath: "#/anyOf/1/required", keyword: "required", params: { missingProperty: missing1 }, message: "must have required property '" + missing1 + "'" };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      } else {
        const _errs10 = errors;
        for (const key1 in data) {
          if (!(key1 === "code" || key1 === "message" || key1 === "requestId")) {
            const err8 = { instancePath, schemaPath: "#/anyOf/1/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
            break;
          }
        }
        if (_errs10 === errors) {
          if (data.code !== void 0) {
            let data2 = data.code;
            const _errs11 = errors;
            if (typeof data2 !== "string") {
              const err9 = { instancePath: instancePath + "/code", schemaPath: "#/anyOf/1/properties/code/type", keyword: "type", params: { type: "string" }, message: "must be string" };
              if (vErrors === null) {
                vErrors = [err9];
              } else {
                vErrors.push(err9);
              }
              errors++;
            }
            if (!(data2 === "INVALID_REQUEST" || data2 === "CODE_INVALID" || data2 === "CODE_USED" || data2 === "UNAUTHENTICATED" || data2 === "USER_BLOCKED" || data2 === "NOT_FOUND" || data2 === "SESSION_KEY_STALE" || data2 === "PHONE_CODE_INVALID" || data2 === "OPEN_DATA_INVALID" || data2 === "METHOD_NOT_ALLOWED" || data2 === "PAYLOAD_TOO_LARGE" || data2 === "UNSUPPORTED_MEDIA_TYPE" || data2 === "RATE_LIMITED" || data2 === "SERVER_ERROR" || data2 === "SERVER_MISCONFIGURED" || data2 === "WECHAT_BAD_ANSWER" || data2 === "SETTINGS_UNAVAILABLE" || data2 === "DATABASE_UNAVAILABLE" || data2 === "LOGIN_NOT_RECORDED" || data2 === "PHONE_NOT_RECORDED" || data2 === "KEY_NOT_RECORDED" || data2 === "OUTCOME_UNKNOWN" || data2 === "WECHAT_UNAVAILABLE" || data2 === "WECHAT_TIMEOUT")) {
              const err10 = { instancePath: instancePath + "/code", schemaPath: "#/anyOf/1/properties/code/enum", keyword: "enum", params: { allowedValues: schema20.anyOf[1].properties.code.enum }, message: "must be equal to one of the allowed values" };
              if (vErrors === null) {
                vErrors = [err10];
              } else {
                vErrors.push(err10);
              }
              errors++;
            }
            var valid2 = _errs11 === errors;
          } else {
            var valid2 = true;
          }
          if (valid2) {
            if (data.message !== void 0) {
              const _errs13 = errors;
              if (typeof data.message !== "string") {
                const err11 = { instancePath: instancePath + "/message", schemaPath: "#/anyOf/1/properties/message/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                if (vErrors === null) {
                  vErrors = [err11];
                } else {
                  vErrors.push(err11);
                }
                errors++;
              }
              var valid2 = _errs13 === errors;
            } else {
              var valid2 = true;
            }
            if (valid2) {
              if (data.requestId !== void 0) {
                const _errs15 = errors;
                if (typeof data.requestId !== "string") {
                  const err12 = { instancePath: instancePath + "/requestId", schemaPath: "#/anyOf/1/properties/requestId/type", keyword: "type", params: { type: "string" }, message: "must be string" };
                  if (vErrors === null) {
                    vErrors = [err12];
                  } else {
                    vErrors.push(err12);
                  }
                  errors++;
                }
                var valid2 = _errs15 === errors;
              } else {
                var valid2 = true;
              }
            }
          }
        }
      }
    } else {
      const err13 = { instancePath, schemaPath: "#/anyOf/1/type", keyword: "type", params: { type: "object" }, message: "must be object" };
      if (vErrors === null) {
        vErrors = [err13];
      } else {
        vErrors.push(err13);
      }
      errors++;
    }
  }
  var _valid0 = _errs8 === errors;
  valid0 = valid0 || _valid0;
  if (_valid0) {
    if (props0 !== true) {
      props0 = true;
    }
  }
  if (!valid0) {
    const err14 = { instancePath, schemaPath: "#/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf" };
    if (vErrors === null) {
      vErrors = [err14];
    } else {
      vErrors.push(err14);
    }
    errors++;
    validate53.errors = vErrors;
    return false;
  } else {
    errors = _errs0;
    if (vErrors !== null) {
      if (_errs0) {
        vErrors.length = _errs0;
      } else {
        vErrors = null;
      }
    }
  }
  validate53.errors = vErrors;
  evaluated0.props = props0;
  return errors === 0;
}
validate53.evaluated = { "dynamicProps": true, "dynamicItems": false };
exports["waferLoginResponse:401"] = validate54;
var schema21 = { "type": "object", "additionalProperties": false, "required": ["code", "error"], "properties": { "code": { "type": "integer", "const": -1 }, "error": { "type": "string", "enum": ["ERR_HEADER_MISSED", "ERR_GET_SESSION_KEY", "ERR_IN_DECRYPT_DATA", "ERR_SKEY_INVALID"] } } };
function validate54(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate54.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.code === void 0 && (missing0 = "code") || data.error === void 0 && (missing0 = "error")) {
        validate54.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "code" || key0 === "error")) {
            validate54.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.code !== void 0) {
            let data0 = data.code;
            const _errs2 = errors;
            if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)))) {
              validate54.errors = [{ instancePath: instancePath + "/code", schemaPath: "#/properties/code/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
              return false;
            }
            if (-1 !== data0) {
              validate54.errors = [{ instancePath: instancePath + "/code", schemaPath: "#/properties/code/const", keyword: "const", params: { allowedValue: -1 }, message: "must be equal to constant" }];
              return false;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.error !== void 0) {
              let data1 = data.error;
              const _errs4 = errors;
              if (typeof data1 !== "string") {
                validate54.errors = [{ instancePath: instancePath + "/error", schemaPath: "#/properties/error/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
              if (!(data1 === "ERR_HEADER_MISSED" || data1 === "ERR_GET_SESSION_KEY" || data1 === "ERR_IN_DECRYPT_DATA" || data1 === "ERR_SKEY_INVALID")) {
                validate54.errors = [{ instancePath: instancePath + "/error", schemaPath: "#/properties/error/enum", keyword: "enum", params: { allowedValues: schema21.properties.error.enum }, message: "must be equal to one of the allowed values" }];
                return false;
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate54.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate54.errors = vErrors;
  return errors === 0;
}
validate54.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
exports["loginResponse:200"] = validate55;
var formats0 = require_formats().fullFormats["date-time"];
var pattern3 = new RegExp("^[0-9a-f]{32}$", "u");
function validate55(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate55.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.token === void 0 && (missing0 = "token") || data.expiresAt === void 0 && (missing0 = "expiresAt") || data.session === void 0 && (missing0 = "session")) {
        validate55.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "token" || key0 === "expiresAt" || key0 === "session")) {
            validate55.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.token !== void 0) {
            let data0 = data.token;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (typeof data0 === "string") {
                if (func1(data0) > 4096) {
                  validate55.errors = [{ instancePath: instancePath + "/token", schemaPath: "#/properties/token/maxLength", keyword: "maxLength", params: { limit: 4096 }, message: "must NOT have more than 4096 characters" }];
                  return false;
                }
              } else {
                validate55.errors = [{ instancePath: instancePath + "/token", schemaPath: "#/properties/token/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.expiresAt !== void 0) {
              let data1 = data.expiresAt;
              const _errs4 = errors;
              if (errors === _errs4) {
                if (errors === _errs4) {
                  if (typeof data1 === "string") {
                    if (!formats0.validate(data1)) {
                      validate55.errors = [{ instancePath: instancePath + "/expiresAt", schemaPath: "#/properties/expiresAt/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }];
                      return false;
                    }
                  } else {
                    validate55.errors = [{ instancePath: instancePath + "/expiresAt", schemaPath: "#/properties/expiresAt/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                    return false;
                  }
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.session !== void 0) {
                let data2 = data.session;
                const _errs6 = errors;
                if (errors === _errs6) {
                  if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
                    let missing1;
                    if (data2.id === void 0 && (missing1 = "id") || data2.userId === void 0 && (missing1 = "userId") || data2.createdAt === void 0 && (missing1 = "createdAt") || data2.lastSeenAt === void 0 && (missing1 = "lastSeenAt") || data2.expiresAt === void 0 && (missing1 = "expiresAt") || data2.endsAt === void 0 && (missing1 = "endsAt") || data2.current === void 0 && (missing1 = "current")) {
                      validate55.errors = [{ instancePath: instancePath + "/session", schemaPath: "#/properties/session/required", keyword: "required", params: { missingProperty: missing1 }, message: "must have required property '" + missing1 + "'" }];
                      return false;
                    } else {
                      const _errs8 = errors;
                      for (const key1 in data2) {
                        if (!(key1 === "id" || key1 === "userId" || key1 === "device" || key1 === "createdAt" || key1 === "lastSeenAt" || key1 === "expiresAt" || key1 === "endsAt" || key1 === "current")) {
                          validate55.errors = [{ instancePath: instancePath + "/session", schemaPath: "#/properties/session/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" }];
                          return false;
                          break;
                        }
                      }
                      if (_errs8 === errors) {
                        if (data2.id !== void 0) {
                          let data3 = data2.id;
                          const _errs9 = errors;
                          if (errors === _errs9) {
                            if (typeof data3 === "string") {
                              if (!pattern3.test(data3)) {
                                validate55.errors = [{ instancePath: instancePath + "/session/id", schemaPath: "#/properties/session/properties/id/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f]{32}$" }, message: 'must match pattern "^[0-9a-f]{32}$"' }];
                                return false;
                              }
                            } else {
                              validate55.errors = [{ instancePath: instancePath + "/session/id", schemaPath: "#/properties/session/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                              return false;
                            }
                          }
                          var valid1 = _errs9 === errors;
                        } else {
                          var valid1 = true;
                        }
                        if (valid1) {
                          if (data2.userId !== void 0) {
                            let data4 = data2.userId;
                            const _errs11 = errors;
                            if (errors === _errs11) {
                              if (typeof data4 === "string") {
                                if (!pattern3.test(data4)) {
                                  validate55.errors = [{ instancePath: instancePath + "/session/userId", schemaPath: "#/properties/session/properties/userId/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f]{32}$" }, message: 'must match pattern "^[0-9a-f]{32}$"' }];
                                  return false;
                                }
                              } else {
                                validate55.errors = [{ instancePath: instancePath + "/session/userId", schemaPath: "#/properties/session/properties/userId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                return false;
                              }
                            }
                            var valid1 = _errs11 === errors;
                          } else {
                            var valid1 = true;
                          }
                          if (valid1) {
                            if (data2.device !== void 0) {
                              const _errs13 = errors;
                              if (typeof data2.device !== "string") {
                                validate55.errors = [{ instancePath: instancePath + "/session/device", schemaPath: "#/properties/session/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                return false;
                              }
                              var valid1 = _errs13 === errors;
                            } else {
                              var valid1 = true;
                            }
                            if (valid1) {
                              if (data2.createdAt !== void 0) {
                                let data6 = data2.createdAt;
                                const _errs15 = errors;
                                if (errors === _errs15) {
                                  if (errors === _errs15) {
                                    if (typeof data6 === "string") {
                                      if (!formats0.validate(data6)) {
                                        validate55.errors = [{ instancePath: instancePath + "/session/createdAt", schemaPath: "#/properties/session/properties/createdAt/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }];
                                        return false;
                                      }
                                    } else {
                                      validate55.errors = [{ instancePath: instancePath + "/session/createdAt", schemaPath: "#/properties/session/properties/createdAt/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                      return false;
                                    }
                                  }
                                }
                                var valid1 = _errs15 === errors;
                              } else {
                                var valid1 = true;
                              }
                              if (valid1) {
                                if (data2.lastSeenAt !== void 0) {
                                  let data7 = data2.lastSeenAt;
                                  const _errs17 = errors;
                                  if (errors === _errs17) {
                                    if (errors === _errs17) {
                                      if (typeof data7 === "string") {
                                        if (!formats0.validate(data7)) {
                                          validate55.errors = [{ instancePath: instancePath + "/session/lastSeenAt", schemaPath: "#/properties/session/properties/lastSeenAt/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }];
                                          return false;
                                        }
                                      } else {
                                        validate55.errors = [{ instancePath: instancePath + "/session/lastSeenAt", schemaPath: "#/properties/session/properties/lastSeenAt/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                        return false;
                                      }
                                    }
                                  }
                                  var valid1 = _errs17 === errors;
                                } else {
                                  var valid1 = true;
                                }
                                if (valid1) {
                                  if (data2.expiresAt !== void 0) {
                                    let data8 = data2.expiresAt;
                                    const _errs19 = errors;
                                    if (errors === _errs19) {
                                      if (errors === _errs19) {
                                        if (typeof data8 === "string") {
                                          if (!formats0.validate(data8)) {
                                            validate55.errors = [{ instancePath: instancePath + "/session/expiresAt", schemaPath: "#/properties/session/properties/expiresAt/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }];
                                            return false;
                                          }
                                        } else {
                                          validate55.errors = [{ instancePath: instancePath + "/session/expiresAt", schemaPath: "#/properties/session/properties/expiresAt/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                          return false;
                                        }
                                      }
                                    }
                                    var valid1 = _errs19 === errors;
                                  } else {
                                    var valid1 = true;
                                  }
                                  if (valid1) {
                                    if (data2.endsAt !== void 0) {
                                      let data9 = data2.endsAt;
                                      const _errs21 = errors;
                                      if (errors === _errs21) {
                                        if (errors === _errs21) {
                                          if (typeof data9 === "string") {
                                            if (!formats0.validate(data9)) {
                                              validate55.errors = [{ instancePath: instancePath + "/session/endsAt", schemaPath: "#/properties/session/properties/endsAt/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }];
                                              return false;
                                            }
                                          } else {
                                            validate55.errors = [{ instancePath: instancePath + "/session/endsAt", schemaPath: "#/properties/session/properties/endsAt/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                            return false;
                                          }
                                        }
                                      }
                                      var valid1 = _errs21 === errors;
                                    } else {
                                      var valid1 = true;
                                    }
                                    if (valid1) {
                                      if (data2.current !== void 0) {
                                        const _errs23 = errors;
                                        if (typeof data2.current !== "boolean") {
                                          validate55.errors = [{ instancePath: instancePath + "/session/current", schemaPath: "#/properties/session/properties/current/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" }];
                                          return false;
                                        }
                                        var valid1 = _errs23 === errors;
                                      } else {
                                        var valid1 = true;
                                      }
                                    }
                                  }
                                }
                              }
                            }
                          }
                        }
                      }
                    }
                  } else {
                    validate55.errors = [{ instancePath: instancePath + "/session", schemaPath: "#/properties/session/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                    return false;
                  }
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate55.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate55.errors = vErrors;
  return errors === 0;
}
validate55.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
exports["loginResponse:400"] = validate56;
var schema23 = { "type": "object", "additionalProperties": false, "required": ["code", "message", "requestId"], "properties": { "code": { "type": "string", "enum": ["INVALID_REQUEST", "CODE_INVALID", "CODE_USED", "UNAUTHENTICATED", "USER_BLOCKED", "NOT_FOUND", "SESSION_KEY_STALE", "PHONE_CODE_INVALID", "OPEN_DATA_INVALID", "METHOD_NOT_ALLOWED", "PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE", "RATE_LIMITED", "SERVER_ERROR", "SERVER_MISCONFIGURED", "WECHAT_BAD_ANSWER", "SETTINGS_UNAVAILABLE", "DATABASE_UNAVAILABLE", "LOGIN_NOT_RECORDED", "PHONE_NOT_RECORDED", "KEY_NOT_RECORDED", "OUTCOME_UNKNOWN", "WECHAT_UNAVAILABLE", "WECHAT_TIMEOUT"], "x-codes": { "INVALID_REQUEST": { "status": 400, "retry": "no", "message": "The request does not match the contract" }, "CODE_INVALID": { "status": 401, "retry": "newCode", "message": "WeChat does not know this code; call wx.login again" }, "CODE_USED": { "status": 401, "retry": "newCode", "message": "This code has been used; call wx.login again" }, "UNAUTHENTICATED": { "status": 401, "retry": "login", "message": "Log in again" }, "USER_BLOCKED": { "status": 403, "retry": "no", "message": "WeChat has blocked this user's login" }, "NOT_FOUND": { "status": 404, "retry": "no", "message": "There is nothing at this address" }, "SESSION_KEY_STALE": { "status": 409, "retry": "newCode", "message": "WeChat has replaced this session's key; log in again" }, "PHONE_CODE_INVALID": { "status": 422, "retry": "no", "message": "WeChat does not know this phone code; let the user press the button again" }, "OPEN_DATA_INVALID": { "status": 422, "retry": "newCode", "message": "This data cannot be used; log in again and take it from WeChat anew" }, "METHOD_NOT_ALLOWED": { "status": 405, "retry": "no", "message": "This address does not take this method" }, "PAYLOAD_TOO_LARGE": { "status": 413, "retry": "no", "message": "The body is larger than 8 KB" }, "UNSUPPORTED_MEDIA_TYPE": { "status": 415, "retry": "no", "message": "Send the body as application/json" }, "RATE_LIMITED": { "status": 429, "retry": "newCode", "retryAfterSeconds": 60, "message": "Too many requests; wait a minute" }, "SERVER_ERROR": { "status": 500, "retry": "no", "message": "Something went wrong on our side" }, "SERVER_MISCONFIGURED": { "status": 500, "retry": "no", "message": "Something went wrong on our side" }, "WECHAT_BAD_ANSWER": { "status": 502, "retry": "newCode", "message": "Something went wrong on our side" }, "SETTINGS_UNAVAILABLE": { "status": 503, "retry": "sameCode", "retryAfterSeconds": 2, "message": "Something went wrong on our side" }, "DATABASE_UNAVAILABLE": { "status": 503, "retry": "sameCode", "retryAfterSeconds": 2, "message": "Something went wrong on our side" }, "LOGIN_NOT_RECORDED": { "status": 503, "retry": "newCode", "retryAfterSeconds": 2, "message": "Something went wrong on our side" }, "PHONE_NOT_RECORDED": { "status": 503, "retry": "newCode", "retryAfterSeconds": 2, "message": "Something went wrong on our side" }, "KEY_NOT_RECORDED": { "status": 503, "retry": "newCode", "retryAfterSeconds": 2, "message": "Something went wrong on our side" }, "OUTCOME_UNKNOWN": { "status": 500, "retry": "no", "message": "Something went wrong on our side" }, "WECHAT_UNAVAILABLE": { "status": 503, "retry": "newCode", "retryAfterSeconds": 5, "message": "Something went wrong on our side" }, "WECHAT_TIMEOUT": { "status": 504, "retry": "newCode", "message": "Something went wrong on our side" } } }, "message": { "type": "string", "description": "For developers; from status 500 up it says nothing" }, "requestId": { "type": "string", "description": "The same as X-Request-Id" } } };
function validate56(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate56.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.code === void 0 && (missing0 = "code") || data.message === void 0 && (missing0 = "message") || data.requestId === void 0 && (missing0 = "requestId")) {
        validate56.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "code" || key0 === "message" || key0 === "requestId")) {
            validate56.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.code !== void 0) {
            let data0 = data.code;
            const _errs2 = errors;
            if (typeof data0 !== "string") {
              validate56.errors = [{ instancePath: instancePath + "/code", schemaPath: "#/properties/code/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
              return false;
            }
            if (!(data0 === "INVALID_REQUEST" || data0 === "CODE_INVALID" || data0 === "CODE_USED" || data0 === "UNAUTHENTICATED" || data0 === "USER_BLOCKED" || data0 === "NOT_FOUND" || data0 === "SESSION_KEY_STALE" || data0 === "PHONE_CODE_INVALID" || data0 === "OPEN_DATA_INVALID" || data0 === "METHOD_NOT_ALLOWED" || data0 === "PAYLOAD_TOO_LARGE" || data0 === "UNSUPPORTED_MEDIA_TYPE" || data0 === "RATE_LIMITED" || data0 === "SERVER_ERROR" || data0 === "SERVER_MISCONFIGURED" || data0 === "WECHAT_BAD_ANSWER" || data0 === "SETTINGS_UNAVAILABLE" || data0 === "DATABASE_UNAVAILABLE" || data0 === "LOGIN_NOT_RECORDED" || data0 === "PHONE_NOT_RECORDED" || data0 === "KEY_NOT_RECORDED" || data0 === "OUTCOME_UNKNOWN" || data0 === "WECHAT_UNAVAILABLE" || data0 === "WECHAT_TIMEOUT")) {
              validate56.errors = [{ instancePath: instancePath + "/code", schemaPath: "#/properties/code/enum", keyword: "enum", params: { allowedValues: schema23.properties.code.enum }, message: "must be equal to one of the allowed values" }];
              return false;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.message !== void 0) {
              const _errs4 = errors;
              if (typeof data.message !== "string") {
                validate56.errors = [{ instancePath: instancePath + "/message", schemaPath: "#/properties/message/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.requestId !== void 0) {
                const _errs6 = errors;
                if (typeof data.requestId !== "string") {
                  validate56.errors = [{ instancePath: instancePath + "/requestId", schemaPath: "#/properties/requestId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                  return false;
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate56.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate56.errors = vErrors;
  return errors === 0;
}
validate56.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
exports["getSessionResponse:200"] = validate57;
function validate57(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate57.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.session === void 0 && (missing0 = "session")) {
        validate57.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "session")) {
            validate57.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.session !== void 0) {
            let data0 = data.session;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
                let missing1;
                if (data0.id === void 0 && (missing1 = "id") || data0.userId === void 0 && (missing1 = "userId") || data0.createdAt === void 0 && (missing1 = "createdAt") || data0.lastSeenAt === void 0 && (missing1 = "lastSeenAt") || data0.expiresAt === void 0 && (missing1 = "expiresAt") || data0.endsAt === void 0 && (missing1 = "endsAt") || data0.current === void 0 && (missing1 = "current")) {
                  validate57.errors = [{ instancePath: instancePath + "/session", schemaPath: "#/properties/session/required", keyword: "required", params: { missingProperty: missing1 }, message: "must have required property '" + missing1 + "'" }];
                  return false;
                } else {
                  const _errs4 = errors;
                  for (const key1 in data0) {
                    if (!(key1 === "id" || key1 === "userId" || key1 === "device" || key1 === "createdAt" || key1 === "lastSeenAt" || key1 === "expiresAt" || key1 === "endsAt" || key1 === "current")) {
                      validate57.errors = [{ instancePath: instancePath + "/session", schemaPath: "#/properties/session/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" }];
                      return false;
                      break;
                    }
                  }
                  if (_errs4 === errors) {
                    if (data0.id !== void 0) {
                      let data1 = data0.id;
                      const _errs5 = errors;
                      if (errors === _errs5) {
                        if (typeof data1 === "string") {
                          if (!pattern3.test(data1)) {
                            validate57.errors = [{ instancePath: instancePath + "/session/id", schemaPath: "#/properties/session/properties/id/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f]{32}$" }, message: 'must match pattern "^[0-9a-f]{32}$"' }];
                            return false;
                          }
                        } else {
                          validate57.errors = [{ instancePath: instancePath + "/session/id", schemaPath: "#/properties/session/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                          return false;
                        }
                      }
                      var valid1 = _errs5 === errors;
                    } else {
                      var valid1 = true;
                    }
                    if (valid1) {
                      if (data0.userId !== void 0) {
                        let data2 = data0.userId;
                        const _errs7 = errors;
                        if (errors === _errs7) {
                          if (typeof data2 === "string") {
                            if (!pattern3.test(data2)) {
                              validate57.errors = [{ instancePath: instancePath + "/session/userId", schemaPath: "#/properties/session/properties/userId/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f]{32}$" }, message: 'must match pattern "^[0-9a-f]{32}$"' }];
                              return false;
                            }
                          } else {
                            validate57.errors = [{ instancePath: instancePath + "/session/userId", schemaPath: "#/properties/session/properties/userId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                            return false;
                          }
                        }
                        var valid1 = _errs7 === errors;
                      } else {
                        var valid1 = true;
                      }
                      if (valid1) {
                        if (data0.device !== void 0) {
                          const _errs9 = errors;
                          if (typeof data0.device !== "string") {
                            validate57.errors = [{ instancePath: instancePath + "/session/device", schemaPath: "#/properties/session/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                            return false;
                          }
                          var valid1 = _errs9 === errors;
                        } else {
                          var valid1 = true;
                        }
                        if (valid1) {
                          if (data0.createdAt !== void 0) {
                            let data4 = data0.createdAt;
                            const _errs11 = errors;
                            if (errors === _errs11) {
                              if (errors === _errs11) {
                                if (typeof data4 === "string") {
                                  if (!formats0.validate(data4)) {
                                    validate57.errors = [{ instancePath: instancePath + "/session/createdAt", schemaPath: "#/properties/session/properties/createdAt/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }];
                                    return false;
                                  }
                                } else {
                                  validate57.errors = [{ instancePath: instancePath + "/session/createdAt", schemaPath: "#/properties/session/properties/createdAt/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                  return false;
                                }
                              }
                            }
                            var valid1 = _errs11 === errors;
                          } else {
                            var valid1 = true;
                          }
                          if (valid1) {
                            if (data0.lastSeenAt !== void 0) {
                              let data5 = data0.lastSeenAt;
                              const _errs13 = errors;
                              if (errors === _errs13) {
                                if (errors === _errs13) {
                                  if (typeof data5 === "string") {
                                    if (!formats0.validate(data5)) {
                                      validate57.errors = [{ instancePath: instancePath + "/session/lastSeenAt", schemaPath: "#/properties/session/properties/lastSeenAt/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }];
                                      return false;
                                    }
                                  } else {
                                    validate57.errors = [{ instancePath: instancePath + "/session/lastSeenAt", schemaPath: "#/properties/session/properties/lastSeenAt/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                    return false;
                                  }
                                }
                              }
                              var valid1 = _errs13 === errors;
                            } else {
                              var valid1 = true;
                            }
                            if (valid1) {
                              if (data0.expiresAt !== void 0) {
                                let data6 = data0.expiresAt;
                                const _errs15 = errors;
                                if (errors === _errs15) {
                                  if (errors === _errs15) {
                                    if (typeof data6 === "string") {
                                      if (!formats0.validate(data6)) {
                                        validate57.errors = [{ instancePath: instancePath + "/session/expiresAt", schemaPath: "#/properties/session/properties/expiresAt/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }];
                                        return false;
                                      }
                                    } else {
                                      validate57.errors = [{ instancePath: instancePath + "/session/expiresAt", schemaPath: "#/properties/session/properties/expiresAt/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                      return false;
                                    }
                                  }
                                }
                                var valid1 = _errs15 === errors;
                              } else {
                                var valid1 = true;
                              }
                              if (valid1) {
                                if (data0.endsAt !== void 0) {
                                  let data7 = data0.endsAt;
                                  const _errs17 = errors;
                                  if (errors === _errs17) {
                                    if (errors === _errs17) {
                                      if (typeof data7 === "string") {
                                        if (!formats0.validate(data7)) {
                                          validate57.errors = [{ instancePath: instancePath + "/session/endsAt", schemaPath: "#/properties/session/properties/endsAt/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }];
                                          return false;
                                        }
                                      } else {
                                        validate57.errors = [{ instancePath: instancePath + "/session/endsAt", schemaPath: "#/properties/session/properties/endsAt/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                        return false;
                                      }
                                    }
                                  }
                                  var valid1 = _errs17 === errors;
                                } else {
                                  var valid1 = true;
                                }
                                if (valid1) {
                                  if (data0.current !== void 0) {
                                    const _errs19 = errors;
                                    if (typeof data0.current !== "boolean") {
                                      validate57.errors = [{ instancePath: instancePath + "/session/current", schemaPath: "#/properties/session/properties/current/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" }];
                                      return false;
                                    }
                                    var valid1 = _errs19 === errors;
                                  } else {
                                    var valid1 = true;
                                  }
                                }
                              }
                            }
                          }
                        }
                      }
                    }
                  }
                }
              } else {
                validate57.errors = [{ instancePath: instancePath + "/session", schemaPath: "#/properties/session/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                return false;
              }
            }
          }
        }
      }
    } else {
      validate57.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate57.errors = vErrors;
  return errors === 0;
}
validate57.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
exports["listSessionsResponse:200"] = validate58;
function validate58(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate58.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.sessions === void 0 && (missing0 = "sessions")) {
        validate58.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "sessions")) {
            validate58.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.sessions !== void 0) {
            let data0 = data.sessions;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (Array.isArray(data0)) {
                var valid1 = true;
                const len0 = data0.length;
                for (let i0 = 0; i0 < len0; i0++) {
                  let data1 = data0[i0];
                  const _errs4 = errors;
                  if (errors === _errs4) {
                    if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
                      let missing1;
                      if (data1.id === void 0 && (missing1 = "id") || data1.userId === void 0 && (missing1 = "userId") || data1.createdAt === void 0 && (missing1 = "createdAt") || data1.lastSeenAt === void 0 && (missing1 = "lastSeenAt") || data1.expiresAt === void 0 && (missing1 = "expiresAt") || data1.endsAt === void 0 && (missing1 = "endsAt") || data1.current === void 0 && (missing1 = "current")) {
                        validate58.errors = [{ instancePath: instancePath + "/sessions/" + i0, schemaPath: "#/properties/sessions/items/required", keyword: "required", params: { missingProperty: missing1 }, message: "must have required property '" + missing1 + "'" }];
                        return false;
                      } else {
                        const _errs6 = errors;
                        for (const key1 in data1) {
                          if (!(key1 === "id" || key1 === "userId" || key1 === "device" || key1 === "createdAt" || key1 === "lastSeenAt" || key1 === "expiresAt" || key1 === "endsAt" || key1 === "current")) {
                            validate58.errors = [{ instancePath: instancePath + "/sessions/" + i0, schemaPath: "#/properties/sessions/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" }];
                            return false;
                            break;
                          }
                        }
                        if (_errs6 === errors) {
                          if (data1.id !== void 0) {
                            let data2 = data1.id;
                            const _errs7 = errors;
                            if (errors === _errs7) {
                              if (typeof data2 === "string") {
                                if (!pattern3.test(data2)) {
                                  validate58.errors = [{ instancePath: instancePath + "/sessions/" + i0 + "/id", schemaPath: "#/properties/sessions/items/properties/id/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f]{32}$" }, message: 'must match pattern "^[0-9a-f]{32}$"' }];
                                  return false;
                                }
                              } else {
                                validate58.errors = [{ instancePath: instancePath + "/sessions/" + i0 + "/id", schemaPath: "#/properties/sessions/items/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                return false;
                              }
                            }
                            var valid2 = _errs7 === errors;
                          } else {
                            var valid2 = true;
                          }
                          if (valid2) {
                            if (data1.userId !== void 0) {
                              let data3 = data1.userId;
                              const _errs9 = errors;
                              if (errors === _errs9) {
                                if (typeof data3 === "string") {
                                  if (!pattern3.test(data3)) {
                                    validate58.errors = [{ instancePath: instancePath + "/sessions/" + i0 + "/userId", schemaPath: "#/properties/sessions/items/properties/userId/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f]{32}$" }, message: 'must match pattern "^[0-9a-f]{32}$"' }];
                                    return false;
                                  }
                                } else {
                                  validate58.errors = [{ instancePath: instancePath + "/sessions/" + i0 + "/userId", schemaPath: "#/properties/sessions/items/properties/userId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                  return false;
                                }
                              }
                              var valid2 = _errs9 === errors;
                            } else {
                              var valid2 = true;
                            }
                            if (valid2) {
                              if (data1.device !== void 0) {
                                const _errs11 = errors;
                                if (typeof data1.device !== "string") {
                                  validate58.errors = [{ instancePath: instancePath + "/sessions/" + i0 + "/device", schemaPath: "#/properties/sessions/items/properties/device/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                  return false;
                                }
                                var valid2 = _errs11 === errors;
                              } else {
                                var valid2 = true;
                              }
                              if (valid2) {
                                if (data1.createdAt !== void 0) {
                                  let data5 = data1.createdAt;
                                  const _errs13 = errors;
                                  if (errors === _errs13) {
                                    if (errors === _errs13) {
                                      if (typeof data5 === "string") {
                                        if (!formats0.validate(data5)) {
                                          validate58.errors = [{ instancePath: instancePath + "/sessions/" + i0 + "/createdAt", schemaPath: "#/properties/sessions/items/properties/createdAt/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }];
                                          return false;
                                        }
                                      } else {
                                        validate58.errors = [{ instancePath: instancePath + "/sessions/" + i0 + "/createdAt", schemaPath: "#/properties/sessions/items/properties/createdAt/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                        return false;
                                      }
                                    }
                                  }
                                  var valid2 = _errs13 === errors;
                                } else {
                                  var valid2 = true;
                                }
                                if (valid2) {
                                  if (data1.lastSeenAt !== void 0) {
                                    let data6 = data1.lastSeenAt;
                                    const _errs15 = errors;
                                    if (errors === _errs15) {
                                      if (errors === _errs15) {
                                        if (typeof data6 === "string") {
                                          if (!formats0.validate(data6)) {
                                            validate58.errors = [{ instancePath: instancePath + "/sessions/" + i0 + "/lastSeenAt", schemaPath: "#/properties/sessions/items/properties/lastSeenAt/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }];
                                            return false;
                                          }
                                        } else {
                                          validate58.errors = [{ instancePath: instancePath + "/sessions/" + i0 + "/lastSeenAt", schemaPath: "#/properties/sessions/items/properties/lastSeenAt/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                          return false;
                                        }
                                      }
                                    }
                                    var valid2 = _errs15 === errors;
                                  } else {
                                    var valid2 = true;
                                  }
                                  if (valid2) {
                                    if (data1.expiresAt !== void 0) {
                                      let data7 = data1.expiresAt;
                                      const _errs17 = errors;
                                      if (errors === _errs17) {
                                        if (errors === _errs17) {
                                          if (typeof data7 === "string") {
                                            if (!formats0.validate(data7)) {
                                              validate58.errors = [{ instancePath: instancePath + "/sessions/" + i0 + "/expiresAt", schemaPath: "#/properties/sessions/items/properties/expiresAt/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }];
                                              return false;
                                            }
                                          } else {
                                            validate58.errors = [{ instancePath: instancePath + "/sessions/" + i0 + "/expiresAt", schemaPath: "#/properties/sessions/items/properties/expiresAt/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                            return false;
                                          }
                                        }
                                      }
                                      var valid2 = _errs17 === errors;
                                    } else {
                                      var valid2 = true;
                                    }
                                    if (valid2) {
                                      if (data1.endsAt !== void 0) {
                                        let data8 = data1.endsAt;
                                        const _errs19 = errors;
                                        if (errors === _errs19) {
                                          if (errors === _errs19) {
                                            if (typeof data8 === "string") {
                                              if (!formats0.validate(data8)) {
                                                validate58.errors = [{ instancePath: instancePath + "/sessions/" + i0 + "/endsAt", schemaPath: "#/properties/sessions/items/properties/endsAt/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }];
                                                return false;
                                              }
                                            } else {
                                              validate58.errors = [{ instancePath: instancePath + "/sessions/" + i0 + "/endsAt", schemaPath: "#/properties/sessions/items/properties/endsAt/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                              return false;
                                            }
                                          }
                                        }
                                        var valid2 = _errs19 === errors;
                                      } else {
                                        var valid2 = true;
                                      }
                                      if (valid2) {
                                        if (data1.current !== void 0) {
                                          const _errs21 = errors;
                                          if (typeof data1.current !== "boolean") {
                                            validate58.errors = [{ instancePath: instancePath + "/sessions/" + i0 + "/current", schemaPath: "#/properties/sessions/items/properties/current/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" }];
                                            return false;
                                          }
                                          var valid2 = _errs21 === errors;
                                        } else {
                                          var valid2 = true;
                                        }
                                      }
                                    }
                                  }
                                }
                              }
                            }
                          }
                        }
                      }
                    } else {
                      validate58.errors = [{ instancePath: instancePath + "/sessions/" + i0, schemaPath: "#/properties/sessions/items/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                      return false;
                    }
                  }
                  var valid1 = _errs4 === errors;
                  if (!valid1) {
                    break;
                  }
                }
              } else {
                validate58.errors = [{ instancePath: instancePath + "/sessions", schemaPath: "#/properties/sessions/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
                return false;
              }
            }
          }
        }
      }
    } else {
      validate58.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate58.errors = vErrors;
  return errors === 0;
}
validate58.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
exports["checkSessionKeyResponse:200"] = validate59;
function validate59(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate59.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.valid === void 0 && (missing0 = "valid")) {
        validate59.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "valid")) {
            validate59.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.valid !== void 0) {
            if (typeof data.valid !== "boolean") {
              validate59.errors = [{ instancePath: instancePath + "/valid", schemaPath: "#/properties/valid/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" }];
              return false;
            }
          }
        }
      }
    } else {
      validate59.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate59.errors = vErrors;
  return errors === 0;
}
validate59.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
exports["getUserResponse:200"] = validate60;
var pattern10 = new RegExp("^[^\\u0000-\\u001f\\u007f\\u2028\\u2029]+$", "u");
var pattern11 = new RegExp("^https://[!-~]+$", "u");
function validate60(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate60.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.user === void 0 && (missing0 = "user")) {
        validate60.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "user")) {
            validate60.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.user !== void 0) {
            let data0 = data.user;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
                let missing1;
                if (data0.id === void 0 && (missing1 = "id") || data0.createdAt === void 0 && (missing1 = "createdAt")) {
                  validate60.errors = [{ instancePath: instancePath + "/user", schemaPath: "#/properties/user/required", keyword: "required", params: { missingProperty: missing1 }, message: "must have required property '" + missing1 + "'" }];
                  return false;
                } else {
                  const _errs4 = errors;
                  for (const key1 in data0) {
                    if (!(key1 === "id" || key1 === "createdAt" || key1 === "nickname" || key1 === "avatarUrl" || key1 === "phone")) {
                      validate60.errors = [{ instancePath: instancePath + "/user", schemaPath: "#/properties/user/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" }];
                      return false;
                      break;
                    }
                  }
                  if (_errs4 === errors) {
                    if (data0.id !== void 0) {
                      let data1 = data0.id;
                      const _errs5 = errors;
                      if (errors === _errs5) {
                        if (typeof data1 === "string") {
                          if (!pattern3.test(data1)) {
                            validate60.errors = [{ instancePath: instancePath + "/user/id", schemaPath: "#/properties/user/properties/id/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f]{32}$" }, message: 'must match pattern "^[0-9a-f]{32}$"' }];
                            return false;
                          }
                        } else {
                          validate60.errors = [{ instancePath: instancePath + "/user/id", schemaPath: "#/properties/user/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                          return false;
                        }
                      }
                      var valid1 = _errs5 === errors;
                    } else {
                      var valid1 = true;
                    }
                    if (valid1) {
                      if (data0.createdAt !== void 0) {
                        let data2 = data0.createdAt;
                        const _errs7 = errors;
                        if (errors === _errs7) {
                          if (errors === _errs7) {
                            if (typeof data2 === "string") {
                              if (!formats0.validate(data2)) {
                                validate60.errors = [{ instancePath: instancePath + "/user/createdAt", schemaPath: "#/properties/user/properties/createdAt/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }];
                                return false;
                              }
                            } else {
                              validate60.errors = [{ instancePath: instancePath + "/user/createdAt", schemaPath: "#/properties/user/properties/createdAt/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                              return false;
                            }
                          }
                        }
                        var valid1 = _errs7 === errors;
                      } else {
                        var valid1 = true;
                      }
                      if (valid1) {
                        if (data0.nickname !== void 0) {
                          let data3 = data0.nickname;
                          const _errs9 = errors;
                          if (errors === _errs9) {
                            if (typeof data3 === "string") {
                              if (func1(data3) > 64) {
                                validate60.errors = [{ instancePath: instancePath + "/user/nickname", schemaPath: "#/properties/user/properties/nickname/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters" }];
                                return false;
                              } else {
                                if (func1(data3) < 1) {
                                  validate60.errors = [{ instancePath: instancePath + "/user/nickname", schemaPath: "#/properties/user/properties/nickname/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                                  return false;
                                } else {
                                  if (!pattern10.test(data3)) {
                                    validate60.errors = [{ instancePath: instancePath + "/user/nickname", schemaPath: "#/properties/user/properties/nickname/pattern", keyword: "pattern", params: { pattern: "^[^\\u0000-\\u001f\\u007f\\u2028\\u2029]+$" }, message: 'must match pattern "^[^\\u0000-\\u001f\\u007f\\u2028\\u2029]+$"' }];
                                    return false;
                                  }
                                }
                              }
                            } else {
                              validate60.errors = [{ instancePath: instancePath + "/user/nickname", schemaPath: "#/properties/user/properties/nickname/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                              return false;
                            }
                          }
                          var valid1 = _errs9 === errors;
                        } else {
                          var valid1 = true;
                        }
                        if (valid1) {
                          if (data0.avatarUrl !== void 0) {
                            let data4 = data0.avatarUrl;
                            const _errs11 = errors;
                            if (errors === _errs11) {
                              if (typeof data4 === "string") {
                                if (func1(data4) > 512) {
                                  validate60.errors = [{ instancePath: instancePath + "/user/avatarUrl", schemaPath: "#/properties/user/properties/avatarUrl/maxLength", keyword: "maxLength", params: { limit: 512 }, message: "must NOT have more than 512 characters" }];
                                  return false;
                                } else {
                                  if (!pattern11.test(data4)) {
                                    validate60.errors = [{ instancePath: instancePath + "/user/avatarUrl", schemaPath: "#/properties/user/properties/avatarUrl/pattern", keyword: "pattern", params: { pattern: "^https://[!-~]+$" }, message: 'must match pattern "^https://[!-~]+$"' }];
                                    return false;
                                  }
                                }
                              } else {
                                validate60.errors = [{ instancePath: instancePath + "/user/avatarUrl", schemaPath: "#/properties/user/properties/avatarUrl/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                return false;
                              }
                            }
                            var valid1 = _errs11 === errors;
                          } else {
                            var valid1 = true;
                          }
                          if (valid1) {
                            if (data0.phone !== void 0) {
                              const _errs13 = errors;
                              if (typeof data0.phone !== "string") {
                                validate60.errors = [{ instancePath: instancePath + "/user/phone", schemaPath: "#/properties/user/properties/phone/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                return false;
                              }
                              var valid1 = _errs13 === errors;
                            } else {
                              var valid1 = true;
                            }
                          }
                        }
                      }
                    }
                  }
                }
              } else {
                validate60.errors = [{ instancePath: instancePath + "/user", schemaPath: "#/properties/user/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                return false;
              }
            }
          }
        }
      }
    } else {
      validate60.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate60.errors = vErrors;
  return errors === 0;
}
validate60.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
exports["decryptOpenDataResponse:200"] = validate61;
function validate61(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate61.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.openData === void 0 && (missing0 = "openData")) {
        validate61.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "openData")) {
            validate61.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.openData !== void 0) {
            let data0 = data.openData;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
              } else {
                validate61.errors = [{ instancePath: instancePath + "/openData", schemaPath: "#/properties/openData/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                return false;
              }
            }
          }
        }
      }
    } else {
      validate61.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate61.errors = vErrors;
  return errors === 0;
}
validate61.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
exports["waferLoginResponse:403"] = exports["waferLoginResponse:401"];
exports["waferLoginResponse:429"] = exports["waferLoginResponse:401"];
exports["waferLoginResponse:500"] = exports["waferLoginResponse:401"];
exports["waferLoginResponse:502"] = exports["waferLoginResponse:401"];
exports["waferLoginResponse:503"] = exports["waferLoginResponse:401"];
exports["waferLoginResponse:504"] = exports["waferLoginResponse:401"];
exports["loginResponse:401"] = exports["loginResponse:400"];
exports["loginResponse:403"] = exports["loginResponse:400"];
exports["loginResponse:413"] = exports["loginResponse:400"];
exports["loginResponse:415"] = exports["loginResponse:400"];
exports["loginResponse:429"] = exports["loginResponse:400"];
exports["loginResponse:500"] = exports["loginResponse:400"];
exports["loginResponse:502"] = exports["loginResponse:400"];
exports["loginResponse:503"] = exports["loginResponse:400"];
exports["loginResponse:504"] = exports["loginResponse:400"];
exports["getSessionResponse:400"] = exports["loginResponse:400"];
exports["getSessionResponse:401"] = exports["loginResponse:400"];
exports["getSessionResponse:500"] = exports["loginResponse:400"];
exports["getSessionResponse:503"] = exports["loginResponse:400"];
exports["endSessionResponse:400"] = exports["loginResponse:400"];
exports["endSessionResponse:401"] = exports["loginResponse:400"];
exports["endSessionResponse:500"] = exports["loginResponse:400"];
exports["endSessionResponse:503"] = exports["loginResponse:400"];
exports["renewSessionResponse:200"] = exports["loginResponse:200"];
exports["renewSessionResponse:400"] = exports["loginResponse:400"];
exports["renewSessionResponse:401"] = exports["loginResponse:400"];
exports["renewSessionResponse:500"] = exports["loginResponse:400"];
exports["renewSessionResponse:503"] = exports["loginResponse:400"];
exports["listSessionsResponse:400"] = exports["loginResponse:400"];
exports["listSessionsResponse:401"] = exports["loginResponse:400"];
exports["listSessionsResponse:500"] = exports["loginResponse:400"];
exports["listSessionsResponse:503"] = exports["loginResponse:400"];
exports["revokeOtherSessionsResponse:400"] = exports["loginResponse:400"];
exports["revokeOtherSessionsResponse:401"] = exports["loginResponse:400"];
exports["revokeOtherSessionsResponse:500"] = exports["loginResponse:400"];
exports["revokeOtherSessionsResponse:503"] = exports["loginResponse:400"];
exports["checkSessionKeyResponse:400"] = exports["loginResponse:400"];
exports["checkSessionKeyResponse:401"] = exports["loginResponse:400"];
exports["checkSessionKeyResponse:429"] = exports["loginResponse:400"];
exports["checkSessionKeyResponse:500"] = exports["loginResponse:400"];
exports["checkSessionKeyResponse:502"] = exports["loginResponse:400"];
exports["checkSessionKeyResponse:503"] = exports["loginResponse:400"];
exports["checkSessionKeyResponse:504"] = exports["loginResponse:400"];
exports["resetSessionKeyResponse:400"] = exports["loginResponse:400"];
exports["resetSessionKeyResponse:401"] = exports["loginResponse:400"];
exports["resetSessionKeyResponse:409"] = exports["loginResponse:400"];
exports["resetSessionKeyResponse:429"] = exports["loginResponse:400"];
exports["resetSessionKeyResponse:500"] = exports["loginResponse:400"];
exports["resetSessionKeyResponse:502"] = exports["loginResponse:400"];
exports["resetSessionKeyResponse:503"] = exports["loginResponse:400"];
exports["resetSessionKeyResponse:504"] = exports["loginResponse:400"];
exports["revokeSessionResponse:400"] = exports["loginResponse:400"];
exports["revokeSessionResponse:401"] = exports["loginResponse:400"];
exports["revokeSessionResponse:404"] = exports["loginResponse:400"];
exports["revokeSessionResponse:500"] = exports["loginResponse:400"];
exports["revokeSessionResponse:503"] = exports["loginResponse:400"];
exports["getUserResponse:400"] = exports["loginResponse:400"];
exports["getUserResponse:401"] = exports["loginResponse:400"];
exports["getUserResponse:500"] = exports["loginResponse:400"];
exports["getUserResponse:503"] = exports["loginResponse:400"];
exports["eraseUserResponse:400"] = exports["loginResponse:400"];
exports["eraseUserResponse:401"] = exports["loginResponse:400"];
exports["eraseUserResponse:500"] = exports["loginResponse:400"];
exports["eraseUserResponse:503"] = exports["loginResponse:400"];
exports["saveProfileResponse:200"] = exports["getUserResponse:200"];
exports["saveProfileResponse:400"] = exports["loginResponse:400"];
exports["saveProfileResponse:401"] = exports["loginResponse:400"];
exports["saveProfileResponse:413"] = exports["loginResponse:400"];
exports["saveProfileResponse:415"] = exports["loginResponse:400"];
exports["saveProfileResponse:500"] = exports["loginResponse:400"];
exports["saveProfileResponse:503"] = exports["loginResponse:400"];
exports["bindPhoneResponse:200"] = exports["getUserResponse:200"];
exports["bindPhoneResponse:400"] = exports["loginResponse:400"];
exports["bindPhoneResponse:401"] = exports["loginResponse:400"];
exports["bindPhoneResponse:413"] = exports["loginResponse:400"];
exports["bindPhoneResponse:415"] = exports["loginResponse:400"];
exports["bindPhoneResponse:422"] = exports["loginResponse:400"];
exports["bindPhoneResponse:429"] = exports["loginResponse:400"];
exports["bindPhoneResponse:500"] = exports["loginResponse:400"];
exports["bindPhoneResponse:502"] = exports["loginResponse:400"];
exports["bindPhoneResponse:503"] = exports["loginResponse:400"];
exports["bindPhoneResponse:504"] = exports["loginResponse:400"];
exports["decryptOpenDataResponse:400"] = exports["loginResponse:400"];
exports["decryptOpenDataResponse:401"] = exports["loginResponse:400"];
exports["decryptOpenDataResponse:413"] = exports["loginResponse:400"];
exports["decryptOpenDataResponse:415"] = exports["loginResponse:400"];
exports["decryptOpenDataResponse:422"] = exports["loginResponse:400"];
exports["decryptOpenDataResponse:500"] = exports["loginResponse:400"];
exports["decryptOpenDataResponse:503"] = exports["loginResponse:400"];

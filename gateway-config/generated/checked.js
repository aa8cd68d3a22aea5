// GENERATED from gateway-config/openapi.yaml by `npm run contract`: do not edit.
"use strict";

// <stdin>
exports.environments = validate52;
var schema20 = { "type": "object", "additionalProperties": false, "required": ["source"], "properties": { "source": { "$ref": "#/$defs/source" }, "rateLimit": { "$ref": "#/$defs/rateLimit" }, "maxBodyBytes": { "$ref": "#/$defs/maxBodyBytes" }, "maxHeaderBytes": { "$ref": "#/$defs/maxHeaderBytes" }, "statusMap": { "$ref": "#/$defs/statusMap" }, "latency": { "$ref": "#/$defs/latency" }, "fault": { "$ref": "#/$defs/fault" }, "domain": { "type": "string", "pattern": "^[a-z0-9-]+(\\.[a-z0-9-]+)+$" }, "cors": { "type": "object", "additionalProperties": false, "required": ["origins"], "properties": { "origins": { "type": "array", "items": { "type": "string", "pattern": "^(\\*|https?://[^/ ]+)$" } }, "headers": { "type": "array", "items": { "type": "string", "pattern": "^[a-z0-9-]+$" } }, "maxAgeSeconds": { "type": "integer", "minimum": 0, "maximum": 86400 } } }, "routes": { "type": "object", "additionalProperties": { "type": "object", "additionalProperties": false, "required": [], "properties": { "source": { "$ref": "#/$defs/source" }, "rateLimit": { "$ref": "#/$defs/rateLimit" }, "maxBodyBytes": { "$ref": "#/$defs/maxBodyBytes" }, "maxHeaderBytes": { "$ref": "#/$defs/maxHeaderBytes" }, "statusMap": { "$ref": "#/$defs/statusMap" }, "latency": { "$ref": "#/$defs/latency" }, "fault": { "$ref": "#/$defs/fault" } } } } } };
var func0 = Object.prototype.hasOwnProperty;
var schema21 = { "enum": ["mock", "function", "shadow", "record"] };
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
  if (!(data === "mock" || data === "function" || data === "shadow" || data === "record")) {
    validate54.errors = [{ instancePath, schemaPath: "#/enum", keyword: "enum", params: { allowedValues: schema21.enum }, message: "must be equal to one of the allowed values" }];
    return false;
  }
  validate54.errors = vErrors;
  return errors === 0;
}
validate54.evaluated = { "dynamicProps": false, "dynamicItems": false };
var schema22 = { "type": "object", "additionalProperties": false, "required": ["count", "per", "by"], "properties": { "count": { "type": "integer", "minimum": 1 }, "per": { "enum": ["second", "minute"] }, "by": { "enum": ["address", "token"] } } };
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
      if (data.count === void 0 && (missing0 = "count") || data.per === void 0 && (missing0 = "per") || data.by === void 0 && (missing0 = "by")) {
        validate56.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "count" || key0 === "per" || key0 === "by")) {
            validate56.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.count !== void 0) {
            let data0 = data.count;
            const _errs2 = errors;
            if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
              validate56.errors = [{ instancePath: instancePath + "/count", schemaPath: "#/properties/count/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
              return false;
            }
            if (errors === _errs2) {
              if (typeof data0 == "number" && isFinite(data0)) {
                if (data0 < 1 || isNaN(data0)) {
                  validate56.errors = [{ instancePath: instancePath + "/count", schemaPath: "#/properties/count/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" }];
                  return false;
                }
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.per !== void 0) {
              let data1 = data.per;
              const _errs4 = errors;
              if (!(data1 === "second" || data1 === "minute")) {
                validate56.errors = [{ instancePath: instancePath + "/per", schemaPath: "#/properties/per/enum", keyword: "enum", params: { allowedValues: schema22.properties.per.enum }, message: "must be equal to one of the allowed values" }];
                return false;
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.by !== void 0) {
                let data2 = data.by;
                const _errs5 = errors;
                if (!(data2 === "address" || data2 === "token")) {
                  validate56.errors = [{ instancePath: instancePath + "/by", schemaPath: "#/properties/by/enum", keyword: "enum", params: { allowedValues: schema22.properties.by.enum }, message: "must be equal to one of the allowed values" }];
                  return false;
                }
                var valid0 = _errs5 === errors;
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
  if (!(typeof data == "number" && (!(data % 1) && !isNaN(data)) && isFinite(data))) {
    validate58.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
    return false;
  }
  if (errors === 0) {
    if (typeof data == "number" && isFinite(data)) {
      if (data > 6291456 || isNaN(data)) {
        validate58.errors = [{ instancePath, schemaPath: "#/maximum", keyword: "maximum", params: { comparison: "<=", limit: 6291456 }, message: "must be <= 6291456" }];
        return false;
      } else {
        if (data < 0 || isNaN(data)) {
          validate58.errors = [{ instancePath, schemaPath: "#/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
          return false;
        }
      }
    }
  }
  validate58.errors = vErrors;
  return errors === 0;
}
validate58.evaluated = { "dynamicProps": false, "dynamicItems": false };
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
  if (!(typeof data == "number" && (!(data % 1) && !isNaN(data)) && isFinite(data))) {
    validate60.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
    return false;
  }
  if (errors === 0) {
    if (typeof data == "number" && isFinite(data)) {
      if (data > 16384 || isNaN(data)) {
        validate60.errors = [{ instancePath, schemaPath: "#/maximum", keyword: "maximum", params: { comparison: "<=", limit: 16384 }, message: "must be <= 16384" }];
        return false;
      } else {
        if (data < 256 || isNaN(data)) {
          validate60.errors = [{ instancePath, schemaPath: "#/minimum", keyword: "minimum", params: { comparison: ">=", limit: 256 }, message: "must be >= 256" }];
          return false;
        }
      }
    }
  }
  validate60.errors = vErrors;
  return errors === 0;
}
validate60.evaluated = { "dynamicProps": false, "dynamicItems": false };
var pattern3 = new RegExp("^[2-5][0-9][0-9]$", "u");
function validate62(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate62.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      for (const key0 in data) {
        const _errs1 = errors;
        if (typeof key0 === "string") {
          if (!pattern3.test(key0)) {
            const err0 = { instancePath, schemaPath: "#/propertyNames/pattern", keyword: "pattern", params: { pattern: "^[2-5][0-9][0-9]$" }, message: 'must match pattern "^[2-5][0-9][0-9]$"', propertyName: key0 };
            if (vErrors === null) {
              vErrors = [err0];
            } else {
              vErrors.push(err0);
            }
            errors++;
          }
        }
        var valid0 = _errs1 === errors;
        if (!valid0) {
          const err1 = { instancePath, schemaPath: "#/propertyNames", keyword: "propertyNames", params: { propertyName: key0 }, message: "property name must be valid" };
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
          validate62.errors = vErrors;
          return false;
          break;
        }
      }
      if (valid0) {
        for (const key1 in data) {
          let data0 = data[key1];
          const _errs3 = errors;
          if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
            validate62.errors = [{ instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/additionalProperties/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
            return false;
          }
          if (errors === _errs3) {
            if (typeof data0 == "number" && isFinite(data0)) {
              if (data0 > 599 || isNaN(data0)) {
                validate62.errors = [{ instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/additionalProperties/maximum", keyword: "maximum", params: { comparison: "<=", limit: 599 }, message: "must be <= 599" }];
                return false;
              } else {
                if (data0 < 200 || isNaN(data0)) {
                  validate62.errors = [{ instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/additionalProperties/minimum", keyword: "minimum", params: { comparison: ">=", limit: 200 }, message: "must be >= 200" }];
                  return false;
                }
              }
            }
          }
          var valid1 = _errs3 === errors;
          if (!valid1) {
            break;
          }
        }
      }
    } else {
      validate62.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate62.errors = vErrors;
  return errors === 0;
}
validate62.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate64(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate64.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  const _errs0 = errors;
  let valid0 = true;
  const _errs1 = errors;
  if (!(data && typeof data == "object" && !Array.isArray(data))) {
    const err0 = {};
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  var _valid0 = _errs1 === errors;
  errors = _errs0;
  if (vErrors !== null) {
    if (_errs0) {
      vErrors.length = _errs0;
    } else {
      vErrors = null;
    }
  }
  let ifClause0;
  if (_valid0) {
    const _errs3 = errors;
    if (errors === _errs3) {
      if (data && typeof data == "object" && !Array.isArray(data)) {
        let missing0;
        if (data.p50 === void 0 && (missing0 = "p50") || data.p99 === void 0 && (missing0 = "p99")) {
          validate64.errors = [{ instancePath, schemaPath: "#/then/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
          return false;
        } else {
          const _errs5 = errors;
          for (const key0 in data) {
            if (!(key0 === "p50" || key0 === "p99")) {
              validate64.errors = [{ instancePath, schemaPath: "#/then/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
              return false;
              break;
            }
          }
          if (_errs5 === errors) {
            if (data.p50 !== void 0) {
              let data0 = data.p50;
              const _errs6 = errors;
              if (errors === _errs6) {
                if (typeof data0 == "number" && isFinite(data0)) {
                  if (data0 > 6e4 || isNaN(data0)) {
                    validate64.errors = [{ instancePath: instancePath + "/p50", schemaPath: "#/then/properties/p50/maximum", keyword: "maximum", params: { comparison: "<=", limit: 6e4 }, message: "must be <= 60000" }];
                    return false;
                  } else {
                    if (data0 < 0 || isNaN(data0)) {
                      validate64.errors = [{ instancePath: instancePath + "/p50", schemaPath: "#/then/properties/p50/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                      return false;
                    }
                  }
                } else {
                  validate64.errors = [{ instancePath: instancePath + "/p50", schemaPath: "#/then/properties/p50/type", keyword: "type", params: { type: "number" }, message: "must be number" }];
                  return false;
                }
              }
              var valid1 = _errs6 === errors;
            } else {
              var valid1 = true;
            }
            if (valid1) {
              if (data.p99 !== void 0) {
                let data1 = data.p99;
                const _errs8 = errors;
                if (errors === _errs8) {
                  if (typeof data1 == "number" && isFinite(data1)) {
                    if (data1 > 6e4 || isNaN(data1)) {
                      validate64.errors = [{ instancePath: instancePath + "/p99", schemaPath: "#/then/properties/p99/maximum", keyword: "maximum", params: { comparison: "<=", limit: 6e4 }, message: "must be <= 60000" }];
                      return false;
                    } else {
                      if (data1 < 0 || isNaN(data1)) {
                        validate64.errors = [{ instancePath: instancePath + "/p99", schemaPath: "#/then/properties/p99/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                        return false;
                      }
                    }
                  } else {
                    validate64.errors = [{ instancePath: instancePath + "/p99", schemaPath: "#/then/properties/p99/type", keyword: "type", params: { type: "number" }, message: "must be number" }];
                    return false;
                  }
                }
                var valid1 = _errs8 === errors;
              } else {
                var valid1 = true;
              }
            }
          }
        }
      } else {
        validate64.errors = [{ instancePath, schemaPath: "#/then/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
        return false;
      }
    }
    var _valid0 = _errs3 === errors;
    valid0 = _valid0;
    if (valid0) {
      var props0 = true;
    }
    ifClause0 = "then";
  } else {
    const _errs10 = errors;
    if (errors === _errs10) {
      if (typeof data == "number" && isFinite(data)) {
        if (data > 6e4 || isNaN(data)) {
          validate64.errors = [{ instancePath, schemaPath: "#/else/maximum", keyword: "maximum", params: { comparison: "<=", limit: 6e4 }, message: "must be <= 60000" }];
          return false;
        } else {
          if (data < 0 || isNaN(data)) {
            validate64.errors = [{ instancePath, schemaPath: "#/else/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
            return false;
          }
        }
      } else {
        validate64.errors = [{ instancePath, schemaPath: "#/else/type", keyword: "type", params: { type: "number" }, message: "must be number" }];
        return false;
      }
    }
    var _valid0 = _errs10 === errors;
    valid0 = _valid0;
    ifClause0 = "else";
  }
  if (!valid0) {
    const err1 = { instancePath, schemaPath: "#/if", keyword: "if", params: { failingKeyword: ifClause0 }, message: 'must match "' + ifClause0 + '" schema' };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
    validate64.errors = vErrors;
    return false;
  }
  validate64.errors = vErrors;
  evaluated0.props = props0;
  return errors === 0;
}
validate64.evaluated = { "dynamicProps": true, "dynamicItems": false };
var schema27 = { "if": { "type": "object" }, "then": { "type": "object", "additionalProperties": false, "required": ["kind", "share"], "properties": { "kind": { "enum": ["close", "truncate", 429, 432, 433, 434, 500, 502, 503, 504] }, "share": { "type": "number", "minimum": 0, "maximum": 1 } } }, "else": { "enum": ["close", "truncate", 429, 432, 433, 434, 500, 502, 503, 504] } };
function validate66(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate66.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  const _errs0 = errors;
  let valid0 = true;
  const _errs1 = errors;
  if (!(data && typeof data == "object" && !Array.isArray(data))) {
    const err0 = {};
    if (vErrors === null) {
      vErrors = [err0];
    } else {
      vErrors.push(err0);
    }
    errors++;
  }
  var _valid0 = _errs1 === errors;
  errors = _errs0;
  if (vErrors !== null) {
    if (_errs0) {
      vErrors.length = _errs0;
    } else {
      vErrors = null;
    }
  }
  let ifClause0;
  if (_valid0) {
    const _errs3 = errors;
    if (errors === _errs3) {
      if (data && typeof data == "object" && !Array.isArray(data)) {
        let missing0;
        if (data.kind === void 0 && (missing0 = "kind") || data.share === void 0 && (missing0 = "share")) {
          validate66.errors = [{ instancePath, schemaPath: "#/then/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
          return false;
        } else {
          const _errs5 = errors;
          for (const key0 in data) {
            if (!(key0 === "kind" || key0 === "share")) {
              validate66.errors = [{ instancePath, schemaPath: "#/then/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
              return false;
              break;
            }
          }
          if (_errs5 === errors) {
            if (data.kind !== void 0) {
              let data0 = data.kind;
              const _errs6 = errors;
              if (!(data0 === "close" || data0 === "truncate" || data0 === 429 || data0 === 432 || data0 === 433 || data0 === 434 || data0 === 500 || data0 === 502 || data0 === 503 || data0 === 504)) {
                validate66.errors = [{ instancePath: instancePath + "/kind", schemaPath: "#/then/properties/kind/enum", keyword: "enum", params: { allowedValues: schema27.then.properties.kind.enum }, message: "must be equal to one of the allowed values" }];
                return false;
              }
              var valid1 = _errs6 === errors;
            } else {
              var valid1 = true;
            }
            if (valid1) {
              if (data.share !== void 0) {
                let data1 = data.share;
                const _errs7 = errors;
                if (errors === _errs7) {
                  if (typeof data1 == "number" && isFinite(data1)) {
                    if (data1 > 1 || isNaN(data1)) {
                      validate66.errors = [{ instancePath: instancePath + "/share", schemaPath: "#/then/properties/share/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1 }, message: "must be <= 1" }];
                      return false;
                    } else {
                      if (data1 < 0 || isNaN(data1)) {
                        validate66.errors = [{ instancePath: instancePath + "/share", schemaPath: "#/then/properties/share/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                        return false;
                      }
                    }
                  } else {
                    validate66.errors = [{ instancePath: instancePath + "/share", schemaPath: "#/then/properties/share/type", keyword: "type", params: { type: "number" }, message: "must be number" }];
                    return false;
                  }
                }
                var valid1 = _errs7 === errors;
              } else {
                var valid1 = true;
              }
            }
          }
        }
      } else {
        validate66.errors = [{ instancePath, schemaPath: "#/then/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
        return false;
      }
    }
    var _valid0 = _errs3 === errors;
    valid0 = _valid0;
    if (valid0) {
      var props0 = true;
    }
    ifClause0 = "then";
  } else {
    const _errs9 = errors;
    if (!(data === "close" || data === "truncate" || data === 429 || data === 432 || data === 433 || data === 434 || data === 500 || data === 502 || data === 503 || data === 504)) {
      validate66.errors = [{ instancePath, schemaPath: "#/else/enum", keyword: "enum", params: { allowedValues: schema27.else.enum }, message: "must be equal to one of the allowed values" }];
      return false;
    }
    var _valid0 = _errs9 === errors;
    valid0 = _valid0;
    ifClause0 = "else";
  }
  if (!valid0) {
    const err1 = { instancePath, schemaPath: "#/if", keyword: "if", params: { failingKeyword: ifClause0 }, message: 'must match "' + ifClause0 + '" schema' };
    if (vErrors === null) {
      vErrors = [err1];
    } else {
      vErrors.push(err1);
    }
    errors++;
    validate66.errors = vErrors;
    return false;
  }
  validate66.errors = vErrors;
  evaluated0.props = props0;
  return errors === 0;
}
validate66.evaluated = { "dynamicProps": true, "dynamicItems": false };
var pattern4 = new RegExp("^[a-z0-9-]+(\\.[a-z0-9-]+)+$", "u");
var pattern5 = new RegExp("^(\\*|https?://[^/ ]+)$", "u");
var pattern6 = new RegExp("^[a-z0-9-]+$", "u");
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
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.source === void 0 && (missing0 = "source")) {
        validate53.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!func0.call(schema20.properties, key0)) {
            validate53.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.source !== void 0) {
            const _errs2 = errors;
            if (!validate54(data.source, { instancePath: instancePath + "/source", parentData: data, parentDataProperty: "source", rootData, dynamicAnchors })) {
              vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
              errors = vErrors.length;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.rateLimit !== void 0) {
              const _errs3 = errors;
              if (!validate56(data.rateLimit, { instancePath: instancePath + "/rateLimit", parentData: data, parentDataProperty: "rateLimit", rootData, dynamicAnchors })) {
                vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors);
                errors = vErrors.length;
              }
              var valid0 = _errs3 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.maxBodyBytes !== void 0) {
                const _errs4 = errors;
                if (!validate58(data.maxBodyBytes, { instancePath: instancePath + "/maxBodyBytes", parentData: data, parentDataProperty: "maxBodyBytes", rootData, dynamicAnchors })) {
                  vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
                  errors = vErrors.length;
                }
                var valid0 = _errs4 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.maxHeaderBytes !== void 0) {
                  const _errs5 = errors;
                  if (!validate60(data.maxHeaderBytes, { instancePath: instancePath + "/maxHeaderBytes", parentData: data, parentDataProperty: "maxHeaderBytes", rootData, dynamicAnchors })) {
                    vErrors = vErrors === null ? validate60.errors : vErrors.concat(validate60.errors);
                    errors = vErrors.length;
                  }
                  var valid0 = _errs5 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.statusMap !== void 0) {
                    const _errs6 = errors;
                    if (!validate62(data.statusMap, { instancePath: instancePath + "/statusMap", parentData: data, parentDataProperty: "statusMap", rootData, dynamicAnchors })) {
                      vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
                      errors = vErrors.length;
                    }
                    var valid0 = _errs6 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.latency !== void 0) {
                      const _errs7 = errors;
                      if (!validate64(data.latency, { instancePath: instancePath + "/latency", parentData: data, parentDataProperty: "latency", rootData, dynamicAnchors })) {
                        vErrors = vErrors === null ? validate64.errors : vErrors.concat(validate64.errors);
                        errors = vErrors.length;
                      }
                      var valid0 = _errs7 === errors;
                    } else {
                      var valid0 = true;
                    }
                    if (valid0) {
                      if (data.fault !== void 0) {
                        const _errs8 = errors;
                        if (!validate66(data.fault, { instancePath: instancePath + "/fault", parentData: data, parentDataProperty: "fault", rootData, dynamicAnchors })) {
                          vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
                          errors = vErrors.length;
                        }
                        var valid0 = _errs8 === errors;
                      } else {
                        var valid0 = true;
                      }
                      if (valid0) {
                        if (data.domain !== void 0) {
                          let data7 = data.domain;
                          const _errs9 = errors;
                          if (errors === _errs9) {
                            if (typeof data7 === "string") {
                              if (!pattern4.test(data7)) {
                                validate53.errors = [{ instancePath: instancePath + "/domain", schemaPath: "#/properties/domain/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9-]+(\\.[a-z0-9-]+)+$" }, message: 'must match pattern "^[a-z0-9-]+(\\.[a-z0-9-]+)+$"' }];
                                return false;
                              }
                            } else {
                              validate53.errors = [{ instancePath: instancePath + "/domain", schemaPath: "#/properties/domain/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                              return false;
                            }
                          }
                          var valid0 = _errs9 === errors;
                        } else {
                          var valid0 = true;
                        }
                        if (valid0) {
                          if (data.cors !== void 0) {
                            let data8 = data.cors;
                            const _errs11 = errors;
                            if (errors === _errs11) {
                              if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
                                let missing1;
                                if (data8.origins === void 0 && (missing1 = "origins")) {
                                  validate53.errors = [{ instancePath: instancePath + "/cors", schemaPath: "#/properties/cors/required", keyword: "required", params: { missingProperty: missing1 }, message: "must have required property '" + missing1 + "'" }];
                                  return false;
                                } else {
                                  const _errs13 = errors;
                                  for (const key1 in data8) {
                                    if (!(key1 === "origins" || key1 === "headers" || key1 === "maxAgeSeconds")) {
                                      validate53.errors = [{ instancePath: instancePath + "/cors", schemaPath: "#/properties/cors/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" }];
                                      return false;
                                      break;
                                    }
                                  }
                                  if (_errs13 === errors) {
                                    if (data8.origins !== void 0) {
                                      let data9 = data8.origins;
                                      const _errs14 = errors;
                                      if (errors === _errs14) {
                                        if (Array.isArray(data9)) {
                                          var valid2 = true;
                                          const len0 = data9.length;
                                          for (let i0 = 0; i0 < len0; i0++) {
                                            let data10 = data9[i0];
                                            const _errs16 = errors;
                                            if (errors === _errs16) {
                                              if (typeof data10 === "string") {
                                                if (!pattern5.test(data10)) {
                                                  validate53.errors = [{ instancePath: instancePath + "/cors/origins/" + i0, schemaPath: "#/properties/cors/properties/origins/items/pattern", keyword: "pattern", params: { pattern: "^(\\*|https?://[^/ ]+)$" }, message: 'must match pattern "^(\\*|https?://[^/ ]+)$"' }];
                                                  return false;
                                                }
                                              } else {
                                                validate53.errors = [{ instancePath: instancePath + "/cors/origins/" + i0, schemaPath: "#/properties/cors/properties/origins/items/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                                return false;
                                              }
                                            }
                                            var valid2 = _errs16 === errors;
                                            if (!valid2) {
                                              break;
                                            }
                                          }
                                        } else {
                                          validate53.errors = [{ instancePath: instancePath + "/cors/origins", schemaPath: "#/properties/cors/properties/origins/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
                                          return false;
                                        }
                                      }
                                      var valid1 = _errs14 === errors;
                                    } else {
                                      var valid1 = true;
                                    }
                                    if (valid1) {
                                      if (data8.headers !== void 0) {
                                        let data11 = data8.headers;
                                        const _errs18 = errors;
                                        if (errors === _errs18) {
                                          if (Array.isArray(data11)) {
                                            var valid3 = true;
                                            const len1 = data11.length;
                                            for (let i1 = 0; i1 < len1; i1++) {
                                              let data12 = data11[i1];
                                              const _errs20 = errors;
                                              if (errors === _errs20) {
                                                if (typeof data12 === "string") {
                                                  if (!pattern6.test(data12)) {
                                                    validate53.errors = [{ instancePath: instancePath + "/cors/headers/" + i1, schemaPath: "#/properties/cors/properties/headers/items/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9-]+$" }, message: 'must match pattern "^[a-z0-9-]+$"' }];
                                                    return false;
                                                  }
                                                } else {
                                                  validate53.errors = [{ instancePath: instancePath + "/cors/headers/" + i1, schemaPath: "#/properties/cors/properties/headers/items/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                                  return false;
                                                }
                                              }
                                              var valid3 = _errs20 === errors;
                                              if (!valid3) {
                                                break;
                                              }
                                            }
                                          } else {
                                            validate53.errors = [{ instancePath: instancePath + "/cors/headers", schemaPath: "#/properties/cors/properties/headers/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
                                            return false;
                                          }
                                        }
                                        var valid1 = _errs18 === errors;
                                      } else {
                                        var valid1 = true;
                                      }
                                      if (valid1) {
                                        if (data8.maxAgeSeconds !== void 0) {
                                          let data13 = data8.maxAgeSeconds;
                                          const _errs22 = errors;
                                          if (!(typeof data13 == "number" && (!(data13 % 1) && !isNaN(data13)) && isFinite(data13))) {
                                            validate53.errors = [{ instancePath: instancePath + "/cors/maxAgeSeconds", schemaPath: "#/properties/cors/properties/maxAgeSeconds/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                            return false;
                                          }
                                          if (errors === _errs22) {
                                            if (typeof data13 == "number" && isFinite(data13)) {
                                              if (data13 > 86400 || isNaN(data13)) {
                                                validate53.errors = [{ instancePath: instancePath + "/cors/maxAgeSeconds", schemaPath: "#/properties/cors/properties/maxAgeSeconds/maximum", keyword: "maximum", params: { comparison: "<=", limit: 86400 }, message: "must be <= 86400" }];
                                                return false;
                                              } else {
                                                if (data13 < 0 || isNaN(data13)) {
                                                  validate53.errors = [{ instancePath: instancePath + "/cors/maxAgeSeconds", schemaPath: "#/properties/cors/properties/maxAgeSeconds/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                                  return false;
                                                }
                                              }
                                            }
                                          }
                                          var valid1 = _errs22 === errors;
                                        } else {
                                          var valid1 = true;
                                        }
                                      }
                                    }
                                  }
                                }
                              } else {
                                validate53.errors = [{ instancePath: instancePath + "/cors", schemaPath: "#/properties/cors/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                                return false;
                              }
                            }
                            var valid0 = _errs11 === errors;
                          } else {
                            var valid0 = true;
                          }
                          if (valid0) {
                            if (data.routes !== void 0) {
                              let data14 = data.routes;
                              const _errs24 = errors;
                              if (errors === _errs24) {
                                if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
                                  for (const key2 in data14) {
                                    let data15 = data14[key2];
                                    const _errs27 = errors;
                                    if (errors === _errs27) {
                                      if (data15 && typeof data15 == "object" && !Array.isArray(data15)) {
                                        const _errs29 = errors;
                                        for (const key3 in data15) {
                                          if (!(key3 === "source" || key3 === "rateLimit" || key3 === "maxBodyBytes" || key3 === "maxHeaderBytes" || key3 === "statusMap" || key3 === "latency" || key3 === "fault")) {
                                            validate53.errors = [{ instancePath: instancePath + "/routes/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/routes/additionalProperties/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties" }];
                                            return false;
                                            break;
                                          }
                                        }
                                        if (_errs29 === errors) {
                                          if (data15.source !== void 0) {
                                            const _errs30 = errors;
                                            if (!validate54(data15.source, { instancePath: instancePath + "/routes/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/source", parentData: data15, parentDataProperty: "source", rootData, dynamicAnchors })) {
                                              vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
                                              errors = vErrors.length;
                                            }
                                            var valid5 = _errs30 === errors;
                                          } else {
                                            var valid5 = true;
                                          }
                                          if (valid5) {
                                            if (data15.rateLimit !== void 0) {
                                              const _errs31 = errors;
                                              if (!validate56(data15.rateLimit, { instancePath: instancePath + "/routes/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/rateLimit", parentData: data15, parentDataProperty: "rateLimit", rootData, dynamicAnchors })) {
                                                vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors);
                                                errors = vErrors.length;
                                              }
                                              var valid5 = _errs31 === errors;
                                            } else {
                                              var valid5 = true;
                                            }
                                            if (valid5) {
                                              if (data15.maxBodyBytes !== void 0) {
                                                const _errs32 = errors;
                                                if (!validate58(data15.maxBodyBytes, { instancePath: instancePath + "/routes/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/maxBodyBytes", parentData: data15, parentDataProperty: "maxBodyBytes", rootData, dynamicAnchors })) {
                                                  vErrors = vErrors === null ? validate58.errors : vErrors.concat(validate58.errors);
                                                  errors = vErrors.length;
                                                }
                                                var valid5 = _errs32 === errors;
                                              } else {
                                                var valid5 = true;
                                              }
                                              if (valid5) {
                                                if (data15.maxHeaderBytes !== void 0) {
                                                  const _errs33 = errors;
                                                  if (!validate60(data15.maxHeaderBytes, { instancePath: instancePath + "/routes/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/maxHeaderBytes", parentData: data15, parentDataProperty: "maxHeaderBytes", rootData, dynamicAnchors })) {
                                                    vErrors = vErrors === null ? validate60.errors : vErrors.concat(validate60.errors);
                                                    errors = vErrors.length;
                                                  }
                                                  var valid5 = _errs33 === errors;
                                                } else {
                                                  var valid5 = true;
                                                }
                                                if (valid5) {
                                                  if (data15.statusMap !== void 0) {
                                                    const _errs34 = errors;
                                                    if (!validate62(data15.statusMap, { instancePath: instancePath + "/routes/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/statusMap", parentData: data15, parentDataProperty: "statusMap", rootData, dynamicAnchors })) {
                                                      vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
                                                      errors = vErrors.length;
                                                    }
                                                    var valid5 = _errs34 === errors;
                                                  } else {
                                                    var valid5 = true;
                                                  }
                                                  if (valid5) {
                                                    if (data15.latency !== void 0) {
                                                      const _errs35 = errors;
                                                      if (!validate64(data15.latency, { instancePath: instancePath + "/routes/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/latency", parentData: data15, parentDataProperty: "latency", rootData, dynamicAnchors })) {
                                                        vErrors = vErrors === null ? validate64.errors : vErrors.concat(validate64.errors);
                                                        errors = vErrors.length;
                                                      }
                                                      var valid5 = _errs35 === errors;
                                                    } else {
                                                      var valid5 = true;
                                                    }
                                                    if (valid5) {
                                                      if (data15.fault !== void 0) {
                                                        const _errs36 = errors;
                                                        if (!validate66(data15.fault, { instancePath: instancePath + "/routes/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/fault", parentData: data15, parentDataProperty: "fault", rootData, dynamicAnchors })) {
                                                          vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
                                                          errors = vErrors.length;
                                                        }
                                                        var valid5 = _errs36 === errors;
                                                      } else {
                                                        var valid5 = true;
                                                      }
                                                    }
                                                  }
                                                }
                                              }
                                            }
                                          }
                                        }
                                      } else {
                                        validate53.errors = [{ instancePath: instancePath + "/routes/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/routes/additionalProperties/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                                        return false;
                                      }
                                    }
                                    var valid4 = _errs27 === errors;
                                    if (!valid4) {
                                      break;
                                    }
                                  }
                                } else {
                                  validate53.errors = [{ instancePath: instancePath + "/routes", schemaPath: "#/properties/routes/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                                  return false;
                                }
                              }
                              var valid0 = _errs24 === errors;
                            } else {
                              var valid0 = true;
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
        }
      }
    } else {
      validate53.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate53.errors = vErrors;
  return errors === 0;
}
validate53.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
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
      if (data.test === void 0 && (missing0 = "test") || data.prepub === void 0 && (missing0 = "prepub") || data.release === void 0 && (missing0 = "release")) {
        validate52.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "test" || key0 === "prepub" || key0 === "release")) {
            validate52.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.test !== void 0) {
            const _errs2 = errors;
            if (!validate53(data.test, { instancePath: instancePath + "/test", parentData: data, parentDataProperty: "test", rootData, dynamicAnchors })) {
              vErrors = vErrors === null ? validate53.errors : vErrors.concat(validate53.errors);
              errors = vErrors.length;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.prepub !== void 0) {
              const _errs3 = errors;
              if (!validate53(data.prepub, { instancePath: instancePath + "/prepub", parentData: data, parentDataProperty: "prepub", rootData, dynamicAnchors })) {
                vErrors = vErrors === null ? validate53.errors : vErrors.concat(validate53.errors);
                errors = vErrors.length;
              }
              var valid0 = _errs3 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.release !== void 0) {
                const _errs4 = errors;
                if (!validate53(data.release, { instancePath: instancePath + "/release", parentData: data, parentDataProperty: "release", rootData, dynamicAnchors })) {
                  vErrors = vErrors === null ? validate53.errors : vErrors.concat(validate53.errors);
                  errors = vErrors.length;
                }
                var valid0 = _errs4 === errors;
              } else {
                var valid0 = true;
              }
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
module.exports.contractHash = '18841ec34d9c454175015ae6555a964e3685383ee6dee798911f29b7e3d34fcb'

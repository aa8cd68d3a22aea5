import fc from 'fast-check'
import { readXml } from '../../../cloudfunctions/wechat/read-xml'
import { writeXml } from '../../../mocks/wechat/push-crypto'

it('reads what WeChat writes: text, numbers, elements inside, lists', () => {
  const xml = `<?xml version="1.0" encoding="utf-8"?>
    <xml>
      <ToUserName><![CDATA[gh_1]]></ToUserName>
      <CreateTime>1714112445</CreateTime>
      <empty/><none></none>
      <result><suggest><![CDATA[risky]]></suggest><label>20002</label></result>
      <detail><strategy>a</strategy></detail>
      <detail><strategy>b</strategy></detail>
      <text>a &lt; b &amp; c</text>
    </xml>`
  expect(readXml(xml)).toEqual({
    ToUserName: 'gh_1',
    CreateTime: '1714112445',
    empty: '',
    none: '',
    result: { suggest: 'risky', label: '20002' },
    detail: [{ strategy: 'a' }, { strategy: 'b' }],
    text: 'a < b & c'
  })
})

it.each([
  '<!DOCTYPE xml [<!ENTITY a "aaaa">]><xml><a>&a;</a></xml>',
  '<xml><a>&b;</a></xml>',
  '<xml><a>&#65;</a></xml>',
  '<xml><!DOCTYPE a SYSTEM "file:///etc/passwd"><a>b</a></xml>',
  '<!DOCTYPE xml><xml><a>b</a></xml>',
  '<xml><!ENTITY a "b"><a>b</a></xml>',
  '<xml><a><![CDATA[b]]</a></xml>',
  '<xml><a><![cdata[b]]></a></xml>',
  '<xml><?php echo 1 ?><a>b</a></xml>',
  '<xml><a>&amp</a></xml>',
  '<xml><a>a & b</a></xml>',
  '<xml><a b="c">d</a></xml>',
  '<xml><!-- no --><a>b</a></xml>',
  '<xml><a>b</xml></a>',
  '<xml><a>b</a>',
  '</xml>',
  '<xml><a>b</a></xml><xml></xml>',
  '<other><a>b</a></other>',
  '<xml>text</xml>',
  `${'<xml>'.repeat(20)}${'</xml>'.repeat(20)}`,
  '<?php echo 1 ?><xml><a>b</a></xml>'.repeat(2)
])('refuses %s', (xml) => {
  expect(readXml(xml)).toBeUndefined()
})

it('reads CDATA that is split where its text contains its end, and text around it', () => {
  const xml =
    '<xml><a>1<![CDATA[x]]]]><![CDATA[>y]]> &gt; 2</a><b><![CDATA[<c>&amp;</c>]]></b></xml>'
  expect(readXml(xml)).toEqual({ a: '1x]]>y > 2', b: '<c>&amp;</c>' })
})

it('reads a list of any length, and opens nothing that is too deep', () => {
  const many = '<d><![CDATA[1]]></d>'.repeat(100_000)
  expect((readXml(`<xml>${many}</xml>`)?.d as string[]).length).toBe(100_000)
  const nested = (levels: number) => `<xml>${'<a>'.repeat(levels)}1${'</a>'.repeat(levels)}</xml>`
  expect(readXml(nested(7))).toBeDefined()
  expect(readXml(nested(8))).toBeUndefined()
  expect(readXml(nested(1_000_000))).toBeUndefined()
})

it('cannot be used to change the prototype of objects', () => {
  expect(readXml('<xml><__proto__><a>b</a></__proto__></xml>')).toBeDefined()
  expect(({} as { a?: string }).a).toBeUndefined()
})

it('never throws, and reads any text in CDATA as it is', () => {
  fc.assert(fc.property(fc.string(), (text) => void readXml(text)))
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      expect(readXml(writeXml({ text }))).toEqual({ text: text.trim() })
    })
  )
})

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

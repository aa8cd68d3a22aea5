import { readOnly } from '../../../deploy/cloud/client'
import { createCloudInProcess } from '../in-process'

it('what a dry run is given calls what reads, and nothing else', async () => {
  const { cloud, asked } = createCloudInProcess()
  const reading = readOnly(cloud)
  await reading('scf', 'ListFunctions')
  for (const action of [
    'CreateFunction',
    'UpdateFunctionCode',
    'DeleteTrigger',
    'PutReservedConcurrencyConfig'
  ])
    expect(() => reading('scf', action)).toThrow(`a dry run never calls ${action}`)
  expect(asked).toEqual(['ListFunctions'])
})

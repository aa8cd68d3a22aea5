Component({
  properties: { name: String },
  relations: { './parent': { type: 'ancestor', linked() {} } }
})

Component({
  options: { virtualHost: true },
  properties: { class: String }
})

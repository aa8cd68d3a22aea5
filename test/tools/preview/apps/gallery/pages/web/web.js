const said = require('../../behaviors/said')

Page({ behaviors: [said] })

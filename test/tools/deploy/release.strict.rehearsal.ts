import './assume/strict'
import './release.rehearsal'

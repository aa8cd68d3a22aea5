import './assume/strict'
import './deploy.rehearsal'

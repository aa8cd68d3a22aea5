import './assume/strict'
import './ssm.rehearsal'

import './assume/contrary'
import './release.rehearsal'

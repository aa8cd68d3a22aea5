# What users upload: private; what was not confirmed is gone after a day. A deployment sets the same
# rule, from custom.buckets of deploy/serverless.yml
resource "tencentcloud_cos_bucket" "files" {
  bucket = "${local.name}-files-${local.app_id}"
  acl    = "private"

  lifecycle_rules {
    id            = "unconfirmed"
    filter_prefix = "upload/"

    expiration {
      days = 1
    }
  }
}

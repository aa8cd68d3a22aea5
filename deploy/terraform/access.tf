locals {
  # SCF itself takes on a role
  assumed_by_scf = jsonencode({
    version = "2.0"
    statement = [
      {
        action    = ["name/sts:AssumeRole"]
        effect    = "allow"
        principal = { service = ["scf.qcloud.com"] }
      }
    ]
  })
}

# Who deploys: no console, and only what the commands call
resource "tencentcloud_cam_user" "deployer" {
  name          = "${local.name}-deployer"
  remark        = "Deploys ${local.name}"
  console_login = false
  use_api       = true
}

resource "tencentcloud_cam_policy" "deployer" {
  name        = "${local.name}-deployer"
  description = "What npm run deploy and its sisters call"
  document    = file("${path.module}/../policy.json")
}

resource "tencentcloud_cam_user_policy_attachment" "deployer" {
  user_id   = tencentcloud_cam_user.deployer.id
  policy_id = tencentcloud_cam_policy.deployer.id
}

# What the functions may do: read their secret, call each other, and keep what users upload
resource "tencentcloud_cam_role" "functions" {
  name        = "${local.name}-functions"
  description = "The functions' execution role"
  document    = local.assumed_by_scf
}

resource "tencentcloud_cam_policy" "functions" {
  name        = "${local.name}-functions"
  description = "What the functions may do"
  document = jsonencode({
    version = "2.0"
    statement = [
      {
        effect   = "allow"
        action   = ["ssm:GetSecretValue"]
        resource = ["qcs::ssm:${var.region}:uin/${local.owner}:secret/creatorUin/${local.creator}/${local.name}"]
      },
      {
        effect   = "allow"
        action   = ["scf:InvokeFunction"]
        resource = ["*"]
      },
      {
        effect = "allow"
        action = [
          "name/cos:PostObject", "name/cos:PutObject", "name/cos:GetObject", "name/cos:HeadObject",
          "name/cos:DeleteObject"
        ]
        resource = ["qcs::cos:${var.region}:uid/${local.app_id}:${tencentcloud_cos_bucket.files.bucket}/*"]
      }
    ]
  })
}

resource "tencentcloud_cam_role_policy_attachment" "functions" {
  role_id   = tencentcloud_cam_role.functions.id
  policy_id = tencentcloud_cam_policy.functions.id
}

# SCF's own role, with which it reads uploaded archives and writes logs
resource "tencentcloud_cam_role" "service" {
  count = var.create_service_role ? 1 : 0

  name        = "SCF_QcsRole"
  description = "The service role of SCF"
  document    = local.assumed_by_scf
}

resource "tencentcloud_cam_role_policy_attachment_by_name" "service" {
  count = var.create_service_role ? 1 : 0

  role_name   = tencentcloud_cam_role.service[0].name
  policy_name = "QcloudAccessForScfRole"
}

output "env_file" {
  description = "Becomes .env.<stage>"
  sensitive   = true
  value = join("\n", [
    "WECHAT_APPID=${var.wechat_appid}",
    "SECRETS_NAME=${tencentcloud_ssm_secret.main.secret_name}@${tencentcloud_ssm_secret_version.first.version_id}",
    "SCF_ROLE=${tencentcloud_cam_role.functions.name}",
    "VPC_ID=${tencentcloud_vpc.main.id}",
    "SUBNET_ID=${tencentcloud_subnet.main.id}",
    "FILES_BUCKET=${tencentcloud_cos_bucket.files.bucket}",
    "CERTIFICATE_ID=${join("", tencentcloud_ssl_certificate.main[*].id)}",
    ""
  ])
}

output "migrate_url" {
  description = "DATABASE_URL for npm run cli -- migrate, from inside the network or through a tunnel"
  sensitive   = true
  value       = "mysql://migrate:${random_password.database["migrate"].result}@${local.database_host}"
}

output "deployer_key" {
  description = "TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY of the commands"
  sensitive   = true
  value = {
    TENCENTCLOUD_SECRET_ID  = tencentcloud_cam_user.deployer.secret_id
    TENCENTCLOUD_SECRET_KEY = tencentcloud_cam_user.deployer.secret_key
  }
}

output "files_bucket" {
  description = "The bucket of uploads"
  value       = tencentcloud_cos_bucket.files.bucket
}

output "alarms_command" {
  description = "The alarms of the functions, after the first deployment"
  value       = "npm run cli -- alarms --stage ${var.stage} --notice ${join(",", tencentcloud_monitor_alarm_notice.main[*].id)} --database ${tencentcloud_mysql_instance.main.id}"
}

output "log_topic" {
  description = "The topic to choose for each function"
  value       = tencentcloud_cls_topic.main.id
}

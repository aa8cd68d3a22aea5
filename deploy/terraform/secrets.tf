resource "random_bytes" "key" {
  for_each = toset(["token", "sealing"])

  length = 32
}

locals {
  database_host = "${tencentcloud_mysql_instance.main.intranet_ip}:3306/${tencentcloud_mysql_database.app.db_name}"
  database_url  = "mysql://functions:${random_password.database["functions"].result}@${local.database_host}"
}

# Functions read these from SSM, so that nobody who may read their configuration reads secrets
resource "tencentcloud_ssm_secret" "main" {
  secret_name             = local.name
  description             = "Settings of the functions"
  recovery_window_in_days = 7
  is_enabled              = true
}

# Terraform makes the first version. Replacing a key makes another one, by hand: docs/keys.md
resource "tencentcloud_ssm_secret_version" "first" {
  secret_name = tencentcloud_ssm_secret.main.secret_name
  version_id  = "v1"
  secret_string = jsonencode({
    WECHAT_APP_SECRET = var.wechat_app_secret
    DATABASE_URL      = local.database_url
    TOKEN_KEYS        = "k1:${random_bytes.key["token"].base64}"
    SEALING_KEYS      = "k1:${random_bytes.key["sealing"].base64}"
  })
}

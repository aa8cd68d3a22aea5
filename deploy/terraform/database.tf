resource "random_password" "database" {
  for_each = toset(["root", "functions", "migrate"])

  length           = 24
  min_lower        = 1
  min_upper        = 1
  min_numeric      = 1
  min_special      = 1
  override_special = "_-"
}

resource "tencentcloud_mysql_instance" "main" {
  instance_name     = local.name
  engine_version    = "8.0"
  charge_type       = "POSTPAID"
  availability_zone = var.zone
  mem_size          = var.database_memory_mb
  volume_size       = var.database_disk_gb
  internet_service  = 0
  intranet_port     = 3306
  vpc_id            = tencentcloud_vpc.main.id
  subnet_id         = tencentcloud_subnet.main.id
  security_groups   = [tencentcloud_security_group.database.id]
  root_password     = random_password.database["root"].result

  parameters = {
    character_set_server = "utf8mb4"
    max_connections      = tostring(var.database_max_connections)
  }
}

resource "tencentcloud_mysql_database" "app" {
  instance_id        = tencentcloud_mysql_instance.main.id
  db_name            = "app"
  character_set_name = "utf8mb4"
}

# Two users, so that the functions cannot change the schema
resource "tencentcloud_mysql_account" "user" {
  for_each = toset(["functions", "migrate"])

  mysql_id = tencentcloud_mysql_instance.main.id
  name     = each.key
  password = random_password.database[each.key].result
}

resource "tencentcloud_mysql_privilege" "functions" {
  mysql_id     = tencentcloud_mysql_instance.main.id
  account_name = tencentcloud_mysql_account.user["functions"].name
  global       = []

  database {
    database_name = tencentcloud_mysql_database.app.db_name
    privileges    = ["SELECT", "INSERT", "UPDATE", "DELETE", "EXECUTE"]
  }
}

resource "tencentcloud_mysql_privilege" "migrate" {
  mysql_id     = tencentcloud_mysql_instance.main.id
  account_name = tencentcloud_mysql_account.user["migrate"].name
  global       = []

  database {
    database_name = tencentcloud_mysql_database.app.db_name
    privileges = [
      "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "INDEX", "REFERENCES",
      "CREATE ROUTINE", "ALTER ROUTINE"
    ]
  }
}

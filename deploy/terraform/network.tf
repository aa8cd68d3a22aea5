resource "tencentcloud_vpc" "main" {
  name         = local.name
  cidr_block   = "10.20.0.0/16"
  is_multicast = false
}

resource "tencentcloud_subnet" "main" {
  name              = local.name
  vpc_id            = tencentcloud_vpc.main.id
  cidr_block        = "10.20.0.0/20"
  availability_zone = var.zone
  is_multicast      = false
}

resource "tencentcloud_security_group" "database" {
  name        = "${local.name}-database"
  description = "The functions reach the database"
}

resource "tencentcloud_security_group_rule_set" "database" {
  security_group_id = tencentcloud_security_group.database.id

  ingress {
    action      = "ACCEPT"
    cidr_block  = tencentcloud_subnet.main.cidr_block
    protocol    = "TCP"
    port        = "3306"
    description = "From the subnet of the functions"
  }
}

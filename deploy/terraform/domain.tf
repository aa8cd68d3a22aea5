resource "tencentcloud_ssl_certificate" "main" {
  count = var.certificate_file == "" ? 0 : 1

  name = local.name
  type = "SVR"
  cert = trimspace(file(var.certificate_file))
  key  = trimspace(file(var.certificate_key_file))
}

# What npm run cli -- domain asks for
resource "tencentcloud_dnspod_record" "main" {
  count = var.dns_zone == "" ? 0 : 1

  domain      = var.dns_zone
  sub_domain  = var.dns_name
  record_type = "CNAME"
  record_line = "默认"
  value       = "${local.app_id}.${var.region}.tencentscf.com."
}

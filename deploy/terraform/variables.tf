variable "stage" {
  description = "test, prepub or release: one workspace for each"
  type        = string

  validation {
    condition     = contains(["test", "prepub", "release"], var.stage)
    error_message = "The stage must be test, prepub or release."
  }
}

variable "service" {
  description = "The project's name in package.json: functions are named <service>-<stage>-<function>"
  type        = string
}

variable "region" {
  description = "provider.region of deploy/serverless.yml"
  type        = string
  default     = "ap-guangzhou"
}

variable "zone" {
  description = "The availability zone of the database"
  type        = string
  default     = "ap-guangzhou-6"
}

variable "wechat_appid" {
  description = "The mini-program's AppID"
  type        = string
}

variable "wechat_app_secret" {
  description = "The mini-program's AppSecret"
  type        = string
  sensitive   = true
}

variable "database_memory_mb" {
  description = "Memory of the database"
  type        = number
  default     = 2000
}

variable "database_disk_gb" {
  description = "Disk of the database"
  type        = number
  default     = 50
}

variable "database_max_connections" {
  description = "max_connections of the database: docs/deploy.md calculates it"
  type        = number
  default     = 200
}

variable "dns_zone" {
  description = "The domain in DNSPod, such as your-domain.cn; empty: no domain"
  type        = string
  default     = ""
}

variable "dns_name" {
  description = "The name in that domain that the mini-program calls"
  type        = string
  default     = "api"
}

variable "certificate_file" {
  description = "The certificate with its chain, PEM"
  type        = string
  default     = ""
}

variable "certificate_key_file" {
  description = "The certificate's private key, PEM"
  type        = string
  default     = ""
}

variable "alarm_user_ids" {
  description = "CAM users who are told about alarms, by e-mail and in WeChat"
  type        = list(number)
  default     = []
}

variable "create_service_role" {
  description = "Create SCF_QcsRole: true once per account, unless the console has done it"
  type        = bool
  default     = false
}

locals {
  name    = "${var.service}-${var.stage}"
  app_id  = data.tencentcloud_user_info.account.app_id
  owner   = data.tencentcloud_user_info.account.owner_uin
  creator = data.tencentcloud_user_info.account.uin
}

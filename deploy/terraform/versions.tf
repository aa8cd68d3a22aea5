terraform {
  required_version = ">= 1.5"

  required_providers {
    tencentcloud = {
      source  = "tencentcloudstack/tencentcloud"
      version = "~> 1.82"
    }
    random = {
      source  = "hashicorp/random"
      version = "~> 3.6"
    }
  }
}

# The key is that of an administrator: TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY
provider "tencentcloud" {
  region = var.region
}

data "tencentcloud_user_info" "account" {}

# Alarms of the functions need the functions: npm run cli -- alarms --notice <this one>
resource "tencentcloud_monitor_alarm_notice" "main" {
  count = length(var.alarm_user_ids) > 0 ? 1 : 0

  name            = local.name
  notice_type     = "ALL"
  notice_language = "zh-CN"

  user_notices {
    receiver_type = "USER"
    user_ids      = var.alarm_user_ids
    notice_way    = ["EMAIL", "WECHAT"]
    start_time    = 0
    end_time      = 86399
    weekday       = [1, 2, 3, 4, 5, 6, 7]
  }
}

resource "tencentcloud_monitor_alarm_policy" "database" {
  policy_name  = "${local.name}-database"
  monitor_type = "MT_QCE"
  namespace    = "cdb_detail"
  enable       = 1
  project_id   = 0
  notice_ids   = tencentcloud_monitor_alarm_notice.main[*].id

  conditions {
    is_union_rule = 0

    rules {
      metric_name      = "CpuUseRate"
      period           = 300
      operator         = "gt"
      value            = "80"
      continue_period  = 2
      notice_frequency = 3600
      is_power_notice  = 0
    }

    rules {
      metric_name      = "VolumeRate"
      period           = 300
      operator         = "gt"
      value            = "80"
      continue_period  = 1
      notice_frequency = 86400
      is_power_notice  = 0
    }
  }
}

resource "tencentcloud_monitor_policy_binding_object" "database" {
  policy_id = tencentcloud_monitor_alarm_policy.database.id

  dimensions {
    dimensions_json = jsonencode({ uInstanceId = tencentcloud_mysql_instance.main.id })
  }
}

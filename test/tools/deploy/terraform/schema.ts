/**
 * What resources take and export, from the documentation of the provider (tencentcloudstack/tencentcloud,
 * website/docs, 2026) and of hashicorp/random. In `takes`, `!` marks what must be given and `:` a type
 * other than a text.
 */
export interface BlockSchema {
  takes: string
  blocks?: Record<string, BlockSchema>
  exports?: string
}

const RULE: BlockSchema = {
  takes:
    'continue_period:number description is_power_notice:number metric_name notice_frequency:number ' +
    'operator period:number rule_type unit value'
}

const TRAFFIC: BlockSchema = {
  takes:
    'action! address_template_group address_template_id cidr_block description ipv6_cidr_block port ' +
    'protocol service_template_group service_template_id source_security_id'
}

const PRIVILEGES: BlockSchema = { takes: 'database_name! privileges!:list' }

export const RESOURCES: Record<string, BlockSchema> = {
  tencentcloud_vpc: {
    takes: 'cidr_block! name! assistant_cidrs:list dns_servers:list is_multicast:bool tags:map',
    exports: 'create_time default_route_table_id is_default'
  },
  tencentcloud_subnet: {
    takes:
      'availability_zone! cidr_block! name! vpc_id! cdc_id is_multicast:bool route_table_id tags:map',
    exports: 'available_ip_count create_time is_default'
  },
  tencentcloud_security_group: { takes: 'name! description project_id:number tags:map' },
  tencentcloud_security_group_rule_set: {
    takes: 'security_group_id!',
    blocks: { ingress: TRAFFIC, egress: TRAFFIC },
    exports: 'version'
  },
  tencentcloud_mysql_instance: {
    takes:
      'instance_name! mem_size!:number volume_size!:number auto_renew_flag:number availability_zone ' +
      'charge_type cpu:number device_type engine_type engine_version fast_upgrade:number ' +
      'first_slave_zone force_delete:bool internet_service:number intranet_port:number ' +
      'max_deay_time:number param_template_id:number parameters:map prepaid_period:number ' +
      'project_id:number root_password second_slave_zone security_groups:list ' +
      'slave_deploy_mode:number slave_sync_mode:number subnet_id tags:map upgrade_subversion:number ' +
      'vpc_id wait_switch:number',
    exports: 'gtid internet_host internet_port intranet_ip locked status task_status'
  },
  tencentcloud_mysql_database: { takes: 'character_set_name! db_name! instance_id!' },
  tencentcloud_mysql_account: {
    takes: 'mysql_id! name! password! description host max_user_connections:number'
  },
  tencentcloud_mysql_privilege: {
    takes: 'account_name! global!:list mysql_id! account_host',
    blocks: {
      database: PRIVILEGES,
      table: { takes: `${PRIVILEGES.takes} table_name!` },
      column: { takes: `${PRIVILEGES.takes} table_name! column_name!` }
    }
  },
  tencentcloud_ssm_secret: {
    takes:
      'secret_name! additional_config description is_enabled:bool kms_key_id ' +
      'recovery_window_in_days:number secret_type:number tags:map',
    exports: 'status'
  },
  tencentcloud_ssm_secret_version: {
    takes: 'secret_name! version_id! secret_binary secret_string'
  },
  tencentcloud_cam_user: {
    takes:
      'name! console_login:bool country_code email force_delete:bool need_reset_password:bool ' +
      'password phone_num remark tags:map use_api:bool',
    exports: 'secret_id secret_key uid uin'
  },
  tencentcloud_cam_policy: {
    takes: 'document! name! description',
    exports: 'create_time type update_time'
  },
  tencentcloud_cam_user_policy_attachment: {
    takes: 'policy_id! user_id!',
    exports: 'create_mode create_time policy_name policy_type'
  },
  tencentcloud_cam_role: {
    takes: 'document! name! console_login:bool description',
    exports: 'create_time update_time'
  },
  tencentcloud_cam_role_policy_attachment: {
    takes: 'policy_id! role_id!',
    exports: 'create_mode create_time policy_name policy_type'
  },
  tencentcloud_cam_role_policy_attachment_by_name: {
    takes: 'policy_name! role_name!',
    exports: 'create_mode create_time policy_type'
  },
  tencentcloud_cls_logset: { takes: 'logset_name! tags:map' },
  tencentcloud_cls_topic: {
    takes:
      'logset_id! topic_name! auto_split:bool describes encryption:number hot_period:number ' +
      'is_web_tracking:bool max_split_partitions:number partition_count:number period:number ' +
      'storage_type tags:map'
  },
  tencentcloud_monitor_alarm_notice: {
    takes: 'name! notice_language! notice_type!',
    blocks: {
      user_notices: {
        takes:
          'end_time!:number notice_way!:list receiver_type! start_time!:number group_ids:list ' +
          'need_phone_arrive_notice:number phone_call_type phone_circle_interval:number ' +
          'phone_circle_times:number phone_inner_interval:number phone_order:list user_ids:list weekday:list'
      },
      url_notices: {
        takes: 'url! end_time:number is_valid:number start_time:number validation_code weekday:list'
      }
    },
    exports: 'amp_consumer_id is_preset policy_ids updated_at updated_by'
  },
  tencentcloud_monitor_alarm_policy: {
    takes:
      'monitor_type! namespace! policy_name! enable:number notice_ids:list project_id:number remark',
    blocks: {
      conditions: { takes: 'is_union_rule:number', blocks: { rules: RULE } },
      event_conditions: RULE,
      policy_tag: { takes: 'key! value!' },
      trigger_tasks: { takes: 'task_config! type!' }
    },
    exports: 'create_time update_time'
  },
  tencentcloud_monitor_policy_binding_object: {
    takes: 'policy_id!',
    blocks: { dimensions: { takes: 'dimensions_json!' } }
  },
  tencentcloud_ssl_certificate: {
    takes: 'cert! type! key name project_id:number tags:map',
    exports: 'begin_time create_time domain end_time product_zh_name status subject_names'
  },
  tencentcloud_dnspod_record: {
    takes:
      'domain! record_line! record_type! value! mx:number status sub_domain ttl:number weight:number',
    exports: 'monitor_status remark'
  },
  tencentcloud_cos_bucket: {
    takes:
      'bucket! acceleration_enable:bool acl acl_body cdc_id chdfs_ofs:bool encryption_algorithm ' +
      'force_clean:bool kms_id log_enable:bool log_prefix log_target_bucket multi_az:bool tags:map ' +
      'versioning_enable:bool',
    blocks: {
      cors_rules: {
        takes:
          'allowed_headers!:list allowed_methods!:list allowed_origins!:list expose_headers:list ' +
          'max_age_seconds:number'
      },
      lifecycle_rules: {
        takes: 'filter_prefix id',
        blocks: {
          abort_incomplete_multipart_upload: { takes: 'days_after_initiation!:number' },
          expiration: { takes: 'date days:number delete_marker:bool' },
          transition: { takes: 'storage_class! date days:number' }
        }
      }
    },
    exports: 'cos_bucket_url'
  },
  random_password: {
    takes:
      'length!:number keepers:map lower:bool min_lower:number min_numeric:number min_special:number ' +
      'min_upper:number numeric:bool override_special special:bool upper:bool',
    exports: 'bcrypt_hash result'
  },
  random_bytes: { takes: 'length!:number keepers:map', exports: 'base64 hex' }
}

/** What is read of an account. */
export const DATA: Record<string, BlockSchema> = {
  tencentcloud_user_info: {
    takes: 'result_output_file',
    exports: 'app_id name owner_uin uin'
  }
}

/** What every resource takes. */
export const META = 'count:number for_each depends_on:list provider'

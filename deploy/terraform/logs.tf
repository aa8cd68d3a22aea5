# A topic of one's own: the index of the topic that SCF makes itself cannot be changed. Choose it for
# each function in the console of SCF; npm run cli -- log-index makes its fields searchable
resource "tencentcloud_cls_logset" "main" {
  logset_name = local.name
}

resource "tencentcloud_cls_topic" "main" {
  topic_name           = local.name
  logset_id            = tencentcloud_cls_logset.main.id
  describes            = "Lines of the functions"
  auto_split           = true
  max_split_partitions = 10
  partition_count      = 1
  period               = 30
  storage_type         = "hot"
}

type Words = [english: string, chinese: string]

/** What the pages call a figure, by bench; a figure without words is shown if it has a limit. */
export const WORDS: Record<string, Record<string, Words>> = {
  login: {
    p50ToFloor: ['login, p50 to the floor, WeChat at 20 ms', '登录 p50 与下限之比，微信 20 毫秒'],
    webP50ToFloor: ['the same at the web door', '同上，Web 入口'],
    cpuToFloor: ['login, CPU to the floor', '登录 CPU 与下限之比'],
    webCpuToFloor: ['the same at the web door', '同上，Web 入口'],
    p10ToFloorWithoutDelay: [
      'login, p10 to the floor, WeChat at 0 ms',
      '登录 p10 与下限之比，微信 0 毫秒'
    ],
    webP10ToFloorWithoutDelay: ['the same at the web door', '同上，Web 入口'],
    cpuToPackages: ['login, CPU to _packages_', '登录 CPU 与“仅依赖包”之比'],
    cpuToPeer: ['login, CPU to the peer, web door', '登录 CPU 与对照之比，Web 入口'],
    questions: ['login, statements', '登录，语句数'],
    commits: ['login, commits', '登录，提交数'],
    connections: ['login, new connections', '登录，新连接数']
  },
  session: {
    p10ToFloor: ['session, p10 to the floor', '会话 p10 与下限之比'],
    cpuToFloor: ['session, CPU to the floor', '会话 CPU 与下限之比'],
    cpuToPackages: ['session, CPU to _packages_', '会话 CPU 与“仅依赖包”之比'],
    cpuToPeer: ['session, CPU to the peer, web door', '会话 CPU 与对照之比，Web 入口'],
    questions: ['session, statements', '会话，语句数'],
    commits: ['session, commits', '会话，提交数'],
    connections: ['session, new connections', '会话，新连接数']
  },
  cold: {
    'login bundle, first answer, ms': ['first answer, ms', '第一个响应，毫秒'],
    'login bundle, first login, ms': ['first login, ms', '第一次登录，毫秒'],
    firstAnswerToBare: ['first answer, to a bare Node', '第一个响应，与裸 Node 之比'],
    firstAnswerToPeer: ['first answer, to the peer', '第一个响应，与对照之比'],
    loginBundleKb: ["the login's bundle, KB", '登录函数的打包文件，KB']
  },
  memory: {
    loginToBare: ['memory of login, to a bare Node', '登录的内存，与裸 Node 之比'],
    sessionToBare: ['memory of session, to a bare Node', '会话的内存，与裸 Node 之比']
  },
  gateway: {
    sessionCpuToBare: [
      '`GET /session`, CPU to `node:http`',
      '`GET /session` CPU 与 `node:http` 之比'
    ],
    profileCpuToBare: [
      '`PUT /user/profile`, CPU to `node:http`',
      '`PUT /user/profile` CPU 与 `node:http` 之比'
    ],
    loginCpuToBare: ['`POST /login`, CPU to `node:http`', '`POST /login` CPU 与 `node:http` 之比'],
    sessionTimeToPeer: ["`GET /session`, time to Prism's", '`GET /session` 时间与 Prism 之比'],
    loginTimeToPeer: ["`POST /login`, time to Prism's", '`POST /login` 时间与 Prism 之比'],
    failed: ['failed calls', '失败的调用']
  },
  start: {
    nodeMs: ['Node alone, ms', '仅 Node，毫秒'],
    tsxMs: ['Node with tsx, ms', 'Node 加 tsx，毫秒'],
    mockModulesMs: ['`npm run mock`: modules loaded, ms', '`npm run mock`：模块已加载，毫秒'],
    mockMs: ['`npm run mock`: ready, ms', '`npm run mock`：就绪，毫秒'],
    modulesMs: ['`npm start`: modules loaded, ms', '`npm start`：模块已加载，毫秒'],
    laterDatabaseMs: ['`npm start`: database ready, ms', '`npm start`：数据库就绪，毫秒'],
    laterMs: ['`npm start`: ready, ms', '`npm start`：就绪，毫秒'],
    firstDatabaseMs: [
      'the first `npm start`: database ready, ms',
      '首次 `npm start`：数据库就绪，毫秒'
    ],
    firstMs: ['the first `npm start`: ready, ms', '首次 `npm start`：就绪，毫秒'],
    editMs: ['an edit of the contract to its answer, ms', '从修改契约到新的响应，毫秒']
  },
  preview: {
    coldPaintMs: ['first page, opened as it starts, ms', '刚启动就打开，第一页，毫秒'],
    warmPaintMs: ['first page, ms', '第一页，毫秒'],
    wxssSavedMs: ['a saved `.wxss`, ms', '保存 `.wxss`，毫秒'],
    lessSavedMs: ['a saved `.less`, ms', '保存 `.less`，毫秒'],
    scssSavedMs: ['a saved `.scss`, ms', '保存 `.scss`，毫秒'],
    wxmlSavedMs: ['a saved `.wxml`, ms', '保存 `.wxml`，毫秒'],
    tsSavedMs: ['a saved `.ts`, ms', '保存 `.ts`，毫秒'],
    jsSavedMs: ['a saved `.js`, ms', '保存 `.js`，毫秒'],
    jsonSavedMs: ["a page's `.json`, ms", '保存页面的 `.json`，毫秒'],
    'app.jsonSavedMs': ['`app.json`, ms', '保存 `app.json`，毫秒']
  },
  clicks: {
    'clicks redirected': ['ad clicks redirected', '成功跳转的广告点击'],
    'clicks not redirected': ['ad clicks not redirected', '没有跳转的广告点击'],
    'instances killed': ['instances killed meanwhile', '期间被终止的实例'],
    'times the database was killed': ['times the database was killed', '数据库被终止的次数'],
    'clicks logged as lost': ['redirected and logged as lost', '已跳转并记录为丢失'],
    'clicks stored': ['clicks stored', '存下的点击'],
    miscounted: ['stored clicks not counted once', '存下但没有恰好计数一次'],
    unaccounted: ['neither stored nor logged as lost', '既没有存下也没有记录为丢失'],
    'statements per 1,000 events': ['statements per 1,000 events', '处理 1,000 个事件的语句数'],
    'ms per 1,000 events': ['processing 1,000 events, ms', '处理 1,000 个事件，毫秒'],
    workToInsert: ['processing, to storing one by one', '处理与逐个存入之比']
  },
  pushes: {
    'messages of WeChat': ["WeChat's messages, 40 at once", '微信消息，每次 40 条'],
    'messages per second': ['messages per second', '每秒消息'],
    'answered after ms, p99': ['answered, p99, ms', '响应，p99，毫秒'],
    'answered after ms, slowest': ['answered, slowest, ms', '响应，最慢，毫秒'],
    repeatedMessages: ['not taken at the first attempt', '没有在第一次就接收']
  },
  click: {
    perCore: ['ad clicks per second and core', '每核每秒的广告点击'],
    cpuToFloor: ['ad click, CPU to the floor', '广告点击 CPU 与下限之比']
  },
  push: {
    perCore: ["WeChat's messages per second and core", '每核每秒的微信消息'],
    cpuToFloor: ["WeChat's message, CPU to the floor", '微信消息 CPU 与下限之比']
  },
  notify: {
    floorPerCore: ['INSERTs per second and core, the floor', '每核每秒的 INSERT（下限）'],
    perCore: ['payments settled per second and core', '每核每秒入账的支付'],
    cpuToFloor: ['payment settled, CPU to the floor', '支付入账 CPU 与下限之比']
  },
  scale: {
    differenceAt16: ['predicted from measured, 16 at once', '预测与实测之差，16 个并发'],
    differenceAt32: ['the same, 32 at once', '同上，32 个并发'],
    differenceAt48: ['the same, 48 at once', '同上，48 个并发']
  },
  budget: {
    share: ['calls, to those with room for all', '调用数，与连接足够时之比'],
    'ms, p50': ['a call, p50, ms', '一次调用，p50，毫秒'],
    'ms, p99': ['a call, p99, ms', '一次调用，p99，毫秒'],
    'ms, slowest': ['a call, slowest, ms', '一次调用，最慢，毫秒'],
    'fewest calls of an instance': ['fewest calls of an instance', '单个实例的调用数，最少'],
    failed: ['calls that failed', '失败的调用'],
    starved: ['instances that were never served', '从未得到服务的实例']
  },
  burst: {
    people: ['people within one second', '一秒内到来的人'],
    leftOut: ['left without a session', '没有得到会话的人'],
    doubled: ['tokens given twice', '重复发出的令牌'],
    serverErrors: ['answers 5xx', '5xx 响应'],
    unanswered: ['calls without an answer', '没有响应的调用'],
    'refused with 432': ['refused (432) and tried again', '被拒绝（432）后重试'],
    'refused with 433': ['ended by the platform (433) and tried again', '被平台终止（433）后重试'],
    secondsForAll: ['all done after s', '全部完成，秒'],
    'wait s, p50': ['waited, p50, s', '等待，p50，秒'],
    'wait s, p99': ['waited, p99, s', '等待，p99，秒'],
    'instances at most': ['instances at most', '实例最多'],
    databaseConnections: ['database connections at most', '数据库连接最多'],
    'MB at most, without the load generator': ['memory at most, MB', '内存最多，MB']
  }
}

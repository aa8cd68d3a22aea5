const waysOut = [
  'Debian, Ubuntu   sudo apt-get install mariadb-server-core',
  'Fedora           sudo dnf install mariadb-server',
  'macOS            brew install mariadb',
  'Windows          winget install MariaDB.Server',
  'anywhere         docker run -d -p 3306:3306 -e MYSQL_ROOT_PASSWORD=local -e MYSQL_DATABASE=app mysql:8.4',
  '                 and DATABASE_URL=mysql://root:local@127.0.0.1:3306/app'
]

/** The one error for "there is no server to start": what was tried, and a line to type on each system. */
export function noServer(tried: readonly string[]): Error {
  const lines = [
    'no MySQL or MariaDB server could be started. Tried:',
    ...tried.map((line) => `  - ${line.replaceAll('\n', '\n    ')}`),
    'One of these helps:',
    ...waysOut.map((line) => `  ${line}`)
  ]
  return new Error(lines.join('\n'))
}

import { foldResponses } from './folded-response.js'

const environment = new URLSearchParams(location.search).get('environment')
const named = environment ? { 'X-Gateway-Environment': environment } : {}

const dark = matchMedia('(prefers-color-scheme: dark)')
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', follow)
follow()

document.getElementById('environment').textContent = environment ?? ''
if (environment) document.getElementById('console').search = `?environment=${environment}`

window.SwaggerUIBundle({
  domNode: document.getElementById('reference'),
  url: '/docs/openapi.json',
  deepLinking: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  syntaxHighlight: { activated: false },
  plugins: [foldResponses],
  persistAuthorization: false,
  validatorUrl: null,
  requestInterceptor: (request) => {
    Object.assign(request.headers, named)
    return request
  }
})

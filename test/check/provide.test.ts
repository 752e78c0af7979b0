import { X509Certificate } from 'node:crypto'
import t from 'tap'
import { provisionFor } from '../../src/check/provide.js'
import { readHttp, textFiles } from '../configurations/nginx/texts.js'

const SECURE = readHttp(`
  user web;
  server {
    listen 443 ssl;
    ssl_certificate /etc/ssl/shop/full.pem;
    ssl_certificate_key /etc/ssl/shop/key.pem;
    location / { proxy_pass http://app:3000; }
    location /lit { proxy_pass http://10.1.2.3:80; }
    location /php { fastcgi_pass unix:/run/php/fpm.sock; }
    location /here { proxy_pass http://localhost:9000; }
  }`)

t.test('each host name gets an address of its own, and what is one already stays', async t => {
  const { addresses } = provisionFor(SECURE, textFiles({}))
  t.match(addresses, { localhost: '127.0.0.1', app: /^198\.18\./ })
  t.notOk('10.1.2.3' in addresses)
})

t.test('a certificate is made where the machine has none, and fits its key', async t => {
  const { root, provided } = provisionFor(SECURE, textFiles({}))
  const certificate = new X509Certificate(String(root.files['/etc/ssl/shop/full.pem']))
  t.match(root.files['/etc/ssl/shop/key.pem'], /PRIVATE KEY/)
  t.ok(certificate.subjectAltName?.includes('localhost'))
  t.ok(provided.some(({ path, what }) => path === '/etc/ssl/shop/full.pem' && what.includes('certificate')))
})

t.test('what the machine has is not provided', async t => {
  const files = textFiles({ '/etc/ssl/shop/full.pem': 'theirs', '/etc/ssl/shop/key.pem': 'theirs' })
  const { root, provided } = provisionFor(SECURE, files)
  t.notOk('/etc/ssl/shop/full.pem' in root.files)
  t.notOk(provided.some(({ path }) => path === '/etc/ssl/shop/full.pem'))
})

t.test('the folder of a socket is there, for whoever listens at it', async t => {
  t.ok(provisionFor(SECURE, textFiles({})).root.folders.includes('/run/php'))
})

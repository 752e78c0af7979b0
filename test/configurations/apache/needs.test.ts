import t from 'tap'
import { readHost } from './texts.js'

t.test('certificates, folders, logs and files that must be there are needed', async t => {
  const text = `DocumentRoot "/srv/www/"
  SSLEngine on
  SSLCertificateFile /etc/letsencrypt/live/a/cert.pem
  SSLCertificateKeyFile key.pem
  SSLCertificateChainFile /etc/letsencrypt/live/a/chain.pem
  SSLSessionCache shmcb:/var/run/cache/ssl(512000)
  ErrorLog \${APACHE_LOG_DIR}/sites/error.log
  CustomLog "|/usr/bin/rotatelogs /srv/log 86400" combined
  CustomLog logs/access.log combined
  RewriteMap users txt:/etc/apache2/users.txt
  Include /etc/letsencrypt/options-ssl-apache.conf
  IncludeOptional nowhere/*.conf
  Include snippets/missing.conf`
  const { needs } = readHost(text)
  const told = needs.map(need => ('path' in need ? `${need.kind} ${need.path}` : `${need.kind} ${need.name}`))
  for (const expected of [
    'certificate /etc/letsencrypt/live/a/cert.pem',
    'certificate /etc/letsencrypt/live/a/chain.pem',
    'folder /srv/www',
    'folder /var/run/cache',
    'folder /var/log/apache2/sites',
    'folder /etc/apache2/logs',
    'file /etc/apache2/users.txt',
    'file /etc/letsencrypt/options-ssl-apache.conf',
    'file /etc/apache2/snippets/missing.conf',
    'user www-data',
    'group www-data'
  ])
    t.ok(told.includes(expected), expected)
  t.notOk(told.some(each => /rotatelogs|nowhere/.test(each)))
  const certificate = needs.find(({ kind }) => kind === 'certificate')
  t.match(certificate, { key: '/etc/apache2/key.pem', place: { line: 5 } })
})

t.test('rules that keep the testbed out, and modules whose doing is not read, are told', async t => {
  const { remarks } = readHost('<Location /in>\nRequire ip 10.0.0.0/8\n</Location>\nWSGIScriptAlias / /srv/app.py')
  t.match(remarks, [
    { text: 'only some addresses may ask here; the testbed asks from 127.0.0.1', place: { line: 3 } },
    { text: 'WSGIScriptAlias: what this module does is not read', place: { line: 6 } }
  ])
})

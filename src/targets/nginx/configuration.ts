import { hostAndPort } from '../../core/host-and-port.js'
import type { GatewayPlan } from '../../core/target.js'
import { READY_NAME } from '../product.js'
import { clientRules } from './clients.js'
import { locations } from './locations.js'
import { servers } from './servers.js'

/** The file, beside the configuration, into which both logs go: in one file the order of their lines is that of the events. */
export const LOG_FILE = 'nginx.log'

/** What the access log says of a request: one JSON object a line, read again in log.ts. */
const ACCESS_FACTS = {
  connection: '$connection',
  request: '$request',
  status: '$status',
  addresses: '$upstream_addr',
  connect: '$upstream_connect_time',
  head: '$upstream_header_time',
  response: '$upstream_response_time',
  end: '$request_time'
}

/** As in production: the usual line, and behind it what most add to it to see the upstream's part. */
const PRODUCTION_FORMAT = [
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"',
  'rt=$request_time uct=$upstream_connect_time uht=$upstream_header_time urt=$upstream_response_time',
  'us=$upstream_status ubr=$upstream_bytes_received ua=$upstream_addr'
].join(' ')

/** A line of the access log. */
export type AccessFacts = Readonly<Record<keyof typeof ACCESS_FACTS, string>>

/** The configuration of an nginx in front of the upstream: its defaults, but for connections that are kept and the limits of the scenario. */
export function nginxConfiguration(plan: GatewayPlan, port: number, asRoot: boolean): string {
  return `daemon off;
worker_processes 1;
${asRoot ? '# The worker must reach this folder, which is for its owner only.\nuser root;\n' : ''}pid nginx.pid;
lock_file nginx.lock;
error_log ${LOG_FILE} info;
events {
  worker_connections 1024;
}
http {
  log_format facts escape=json '${JSON.stringify(ACCESS_FACTS)}';
  log_format production '${PRODUCTION_FORMAT}';
  # In this order: with the facts of a request its other line is there as well.
  access_log ${LOG_FILE} production;
  access_log ${LOG_FILE} facts;
${TEMPORARY_PATHS}
${clientRules(plan.words)}  upstream app {
${servers(plan)}
  }
  server {
    listen ${hostAndPort(plan.host, port)};
    client_max_body_size 0;
${locations(plan)}
  }
  server {
    # Asked once by the testbed, to see that the worker is up.
    listen ${hostAndPort(plan.host, port)};
    server_name ${READY_NAME};
    access_log off;
    return 204;
  }
}
`
}

const TEMPORARY_PATHS = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  .map(part => `  ${part}_temp_path ${part};`)
  .join('\n')

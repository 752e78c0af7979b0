import { limitsOfProduct as of } from './limit.js'

/** Limits of clouds, platforms and content networks. */
export const PLATFORM_LIMITS = [
  ...of('AWS API Gateway (REST)', 'docs.aws.amazon.com/apigateway, quotas', [
    [
      29,
      'integration timeout; regional and private APIs can have it raised since 2024',
      '504 "Endpoint request timed out"'
    ]
  ]),
  ...of('AWS API Gateway (HTTP API)', 'docs.aws.amazon.com/apigateway, quotas', [
    [30, 'integration timeout', '503 or 504']
  ]),
  ...of('AWS ALB', 'docs.aws.amazon.com/elasticloadbalancing, troubleshooting', [
    [60, 'idle timeout (up to 4000 s)', '504, target_status_code -'],
    [10, 'connection timeout to the target', '504'],
    [300, 'deregistration delay', '502 for what is in flight when it ends']
  ]),
  ...of('AWS NLB', 'docs.aws.amazon.com/elasticloadbalancing', [
    [350, 'TCP idle timeout', 'a hang, or RST, on a connection that was silent']
  ]),
  ...of('AWS Lambda', 'docs.aws.amazon.com/lambda', [
    [3, 'timeout of a function', '502 or 504 from what is in front'],
    [900, 'the longest timeout of a function', '502 or 504 from what is in front']
  ]),
  ...of('AWS CloudFront', 'docs.aws.amazon.com/cloudfront, Origin', [
    [30, 'origin response timeout (1 to 120 s), also three connection attempts of 10 s', '504'],
    [10, 'origin connection timeout, for each of three attempts', '504'],
    [5, 'keep-alive to the origin', 'a new connection; no error']
  ]),
  ...of('Cloudflare', 'developers.cloudflare.com, error 522 and 524', [
    [120, 'Proxy Read Timeout (Enterprise up to 6000 s)', '524'],
    [100, 'Proxy Read Timeout, as older texts have it', '524'],
    [19, 'waiting for the SYN+ACK', '522'],
    [30, 'writing the request', '524'],
    [90, 'waiting for the ACK of the request', '522']
  ]),
  ...of('Heroku', 'devcenter.heroku.com, request timeout and error codes', [
    [30, 'first byte of the answer; the dyno works on', '503, H12'],
    [55, 'silence after the first byte', '503 or a cut, H15']
  ]),
  ...of('Google Cloud load balancer', 'cloud.google.com, backend service timeoutSec', [
    [30, 'backend service timeout', '504 or 502, backend_timeout'],
    [600, 'keep-alive to the backend, fixed', '502 when the backend closes first']
  ]),
  ...of('Google Cloud Run', 'cloud.google.com/run, request timeout', [
    [300, 'request timeout (up to 3600 s)', '504'],
    [3600, 'the longest request timeout', '504']
  ]),
  ...of('Fastly', 'fastly.com/documentation, bereq', [
    [15, 'first_byte_timeout', '503 "first byte timeout"'],
    [60, 'between two nodes of a cluster, fixed', '503']
  ]),
  ...of('Azure Load Balancer', 'learn.microsoft.com, tcp-idle-timeout', [
    [240, 'TCP idle timeout', 'a hang, or RST, on a connection that was silent']
  ]),
  ...of('Azure App Service', 'learn.microsoft.com, questions on 230 seconds', [
    [230, 'idle request timeout', 'an error page; the work goes on']
  ]),
  ...of('Azure Front Door', 'learn.microsoft.com, origin response timeout', [
    [60, 'origin response timeout (16 to 240 s)', '504 or 503']
  ]),
  ...of('Vercel', 'vercel.com/docs, functions', [
    [300, 'function duration by default', '504 FUNCTION_INVOCATION_TIMEOUT'],
    [10, 'function duration, in older texts and plans', '504 FUNCTION_INVOCATION_TIMEOUT'],
    [60, 'function duration, in older texts and plans', '504 FUNCTION_INVOCATION_TIMEOUT'],
    [800, 'the longest function duration', '504 FUNCTION_INVOCATION_TIMEOUT'],
    [25, 'an Edge function must begin to answer', '504']
  ])
]

/** Where something stands in a configuration. */
export interface Place {
  /** An absolute path, or the name that it was given for what has none. */
  readonly file: string
  readonly line: number
}

/** How a gateway speaks to an upstream. */
export type Protocol = 'http' | 'https' | 'fastcgi' | 'scgi' | 'uwsgi' | 'grpc' | 'grpcs'

/** A place at which a configuration expects an upstream. */
export interface ConfiguredUpstream {
  /** As the configuration calls it: query-service:8080, 10.0.0.7:9000, unix:/run/php/php-fpm.sock. */
  readonly name: string
  /** A host name or an address; empty for a unix socket. */
  readonly host: string
  readonly port: number
  /** The path of a unix socket. */
  readonly socket?: string
  readonly protocol: Protocol
  /** The gateway asks by itself whether it is well. */
  readonly health?: { readonly path?: string; readonly every?: number }
  readonly place: Place
}

/** A place at which the gateway will listen. */
export interface Listener {
  /** The address as written; 0.0.0.0 for all of them. */
  readonly host: string
  readonly port: number
  readonly tls: boolean
  /** It expects a PROXY protocol head before everything else. */
  readonly proxyProtocol: boolean
  readonly place: Place
}

/** What a setting has a say in. One role has one name, whatever the product calls it. */
export const ROLES = [
  /** How long a connection may take to stand. */
  'connect',
  /** The longest silence of the upstream, in the head; in the body, too, unless `body` says otherwise. */
  'read',
  'body',
  /** How long the upstream may take nothing of the request. */
  'write',
  /** A limit for a whole answer, or for all tries together. */
  'total',
  /** How long a connection to the upstream is kept unused; 0 when none is kept. */
  'keepalive',
  /** Whether, and how often, a failed request is tried again. */
  'retry',
  /** Whether that holds for requests that must not be done twice. */
  'retry-unsafe',
  /** For how long an upstream that failed is left alone. */
  'breaker',
  /** How long a request may wait for a free connection. */
  'queue',
  /** Whether the application's own error answers are replaced. */
  'intercept',
  /** The page that stands in for an error of the gateway's own. */
  'error-page',
  /** How large the head of an answer may be. */
  'head-size',
  'buffering',
  /** Whether an upgrade reaches the upstream. */
  'upgrade',
  /** How names are looked up while it runs. */
  'resolver',
  /** How large a request may be. */
  'request-size'
] as const

/** What a setting has a say in. */
export type Role = (typeof ROLES)[number]

/** A setting that holds for a route: as it stands there, or the product's default. */
export interface Setting {
  /** The directive as the product writes it: proxy_read_timeout. */
  readonly name: string
  /** Its value as written, or as the default is documented: 60s. */
  readonly value: string
  /** For limits: the value in milliseconds; Infinity for no limit. */
  readonly milliseconds?: number
  /** Absent for a default. */
  readonly place?: Place
}

/** What a client can ask for, and where that leads. */
export interface Route {
  /** Unique in its configuration, and steady: /api, or shop.example.com/api where there are several hosts. */
  readonly id: string
  readonly listener: Listener
  /** The Host that a client names. */
  readonly host: string
  /** A path that leads here. */
  readonly path: string
  /** Fields that a request needs to get here: name, value, name, value, … */
  readonly fields: readonly string[]
  /** The method that leads here, where only one does. */
  readonly method?: string
  /** Every upstream that may be asked, in the order in which they stand. */
  readonly upstreams: readonly ConfiguredUpstream[]
  readonly settings: Readonly<Partial<Record<Role, Setting>>>
  readonly place: Place
}

/** What must be there so that the gateway starts. */
export type Need =
  /** A certificate in a file; with its key in the same one when no other is named. */
  | { readonly kind: 'certificate'; readonly path: string; readonly key?: string; readonly place: Place }
  /** A file with this content; absent: an empty one. */
  | { readonly kind: 'file'; readonly path: string; readonly text?: string; readonly place: Place }
  /** Diffie-Hellman parameters. */
  | { readonly kind: 'dh-parameters'; readonly path: string; readonly place: Place }
  | { readonly kind: 'folder'; readonly path: string; readonly place: Place }
  | { readonly kind: 'user'; readonly name: string; readonly group?: string; readonly place: Place }
  | { readonly kind: 'group'; readonly name: string; readonly place: Place }

/** Something in a configuration that one should know of, and that does not keep it from being checked. */
export interface Remark {
  readonly place: Place
  readonly text: string
}

/** What is known of a configuration from reading it. Nothing was run. */
export interface Configuration {
  /** As a target is called: nginx. */
  readonly product: string
  /** The files that were read, the one that was named first. */
  readonly files: readonly { readonly path: string; readonly text: string }[]
  readonly routes: readonly Route[]
  /** Every upstream that is named anywhere, on a route or not. */
  readonly upstreams: readonly ConfiguredUpstream[]
  /** Other host names that must be found: of log servers, peers, … */
  readonly names: readonly string[]
  /** Where it asks for names while it runs. */
  readonly resolvers: readonly { readonly host: string; readonly port: number }[]
  /** What must be there; whether it is already, the sandbox sees. */
  readonly needs: readonly Need[]
  readonly remarks: readonly Remark[]
  /** How the program is started on it, in the foreground, and as what its files have to lie where. */
  readonly start: Start
}

/** How a program is started on a configuration that stays as it is. */
export interface Start {
  /** Arguments, without the program. */
  readonly args: readonly string[]
  /** Arguments with which the program only checks the configuration. */
  readonly check: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** How its time is made to pass quickly: by a library that it is started with, or, where it takes none, by shorter times in its configuration. */
  readonly clock?: 'faketime' | 'scaled'
  /** Files and folders of the host that are to be found at another path as well: /etc/nginx is the folder that was given. */
  readonly shown: readonly { readonly from: string; readonly at: string }[]
  /** Files of our own beside them: the main configuration around a snippet. */
  readonly written: readonly { readonly at: string; readonly text: string }[]
}

/** A fast clock for a program that does not notice one: it is run on what it makes of its configuration itself, with shorter durations. */
export interface ScaledClock {
  /** Where that is written, in a folder of its own. */
  readonly at: string
  /** Arguments with which the program is started on it. */
  readonly args: readonly string[]
  /** What the program printed when it was asked to check its configuration, so many times as fast; `certify` makes certificates. */
  scaled(
    adapted: string,
    speed: number,
    certify: (names: readonly string[]) => { readonly cert: string; readonly key: string }
  ): string
}

/** Looks at files of the machine; nothing is ever written. */
export interface Files {
  /** The text of a file; undefined when there is none. Refuses (throws Trouble) what is no plain text file, or larger than a configuration ever is. */
  read(path: string): string | undefined
  isFolder(path: string): boolean
  exists(path: string): boolean
  /** The paths that fit a glob as the product means it (* and ? within one segment), sorted. */
  glob(pattern: string): readonly string[]
  /** Where a path really leads, all links followed; absent where there are no links. */
  leadsTo?(path: string): string
}

/** A product whose configurations can be read. */
export interface Dialect {
  /** As a target is called: nginx. */
  readonly product: string
  /** As it is called in a sentence. */
  readonly title: string
  /** Whether a file, or one of the files of a folder, is written in it; the file that is to be read first. */
  recognises(path: string, files: Files): string | undefined
  /** Reads it. What it cannot understand is a Trouble with its place, what was expected and what was found. */
  read(path: string, files: Files): Configuration
}

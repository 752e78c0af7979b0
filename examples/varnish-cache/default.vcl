vcl 4.1;

# A shop behind Varnish: pages come from two web servers, the API and the back office from one application.

import directors;
import std;

probe health {
  .url = "/healthz";
  .interval = 5s;
  .timeout = 2s;
  .window = 5;
  .threshold = 3;
}

backend web1 {
  .host = "web1";
  .port = "8080";
  .connect_timeout = 2s;
  .first_byte_timeout = 20s;
  .between_bytes_timeout = 10s;
  .probe = health;
}

backend web2 {
  .host = "web2";
  .port = "8080";
  .connect_timeout = 2s;
  .first_byte_timeout = 20s;
  .between_bytes_timeout = 10s;
  .probe = health;
}

backend application {
  .host = "application";
  .port = "3000";
  .first_byte_timeout = 30s;
  .probe = {
    .request =
      "GET /ready HTTP/1.1"
      "Host: application"
      "Connection: close";
    .interval = 5s;
    .timeout = 2s;
  }
}

acl office {
  "localhost";
  "10.0.0.0"/8;
}

sub vcl_init {
  new web = directors.round_robin();
  web.add_backend(web1);
  web.add_backend(web2);
}

sub vcl_recv {
  # Whoever ends TLS in front of this says so.
  if (req.http.X-Forwarded-Proto && req.http.X-Forwarded-Proto !~ "(?i)^https$") {
    return (synth(301, "Moved"));
  }

  set req.backend_hint = web.backend();

  if (req.url ~ "^/admin") {
    if (client.ip !~ office) {
      return (synth(403, "Forbidden"));
    }
    set req.backend_hint = application;
    return (pass);
  }

  if (req.url ~ "^/api/") {
    set req.backend_hint = application;
  }

  # A session makes no other page; what is no GET is passed by what is built in.
  if (req.method == "GET") {
    unset req.http.Cookie;
  }
}

sub vcl_backend_response {
  # What is a minute too old is better than nothing.
  set beresp.grace = 1m;
  if (beresp.status >= 500 && bereq.is_bgfetch) {
    return (abandon);
  }
  if (beresp.http.Cache-Control ~ "private") {
    set beresp.uncacheable = true;
  }
}

sub vcl_backend_error {
  set beresp.http.Content-Type = "text/html; charset=utf-8";
  set beresp.http.Retry-After = "30";
  set beresp.body = {"<!DOCTYPE html>
<html>
<head><title>Back in a moment</title></head>
<body><h1>We are back in a moment</h1><p>Please try again in half a minute.</p></body>
</html>
"};
  return (deliver);
}

sub vcl_synth {
  if (resp.status == 301) {
    set resp.http.Location = "https://" + req.http.host + req.url;
    return (deliver);
  }
}

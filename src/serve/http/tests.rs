//! The server over a real socket, with a made-up archive behind it.

use super::*;
use crate::diagnostic::Diagnostic;
use crate::serve::{Page, Pages, bind};
use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Instant;

const DEADLINE: Duration = Duration::from_secs(10);

/// One page.
struct Leaf(&'static str);

impl Pages for Leaf {
    fn page(&self, path: &str) -> Result<Option<Page>, Vec<Diagnostic>> {
        let bytes = format!("<head></head><p>{}", self.0).into_bytes();
        Ok((path == "index.html").then_some(Page { bytes, media_type: "text/html; charset=utf-8" }))
    }
}

fn edition(text: &'static str) -> Edition {
    Edition::Archive { pages: Arc::new(Leaf(text)), problems: Arc::default() }
}

fn start() -> (Server, SocketAddr) {
    let bound = bind(IpAddr::V4(Ipv4Addr::LOCALHOST), 0).expect("a free port");
    let address = bound.address;
    (Server::start(bound, || {}).expect("a server"), address)
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect_timeout(&address, DEADLINE).expect("the server listens");
    stream.set_read_timeout(Some(DEADLINE)).expect("a time-out");
    stream
}

fn send(address: SocketAddr, request: &str) -> String {
    let mut stream = connect(address);
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

fn get(address: SocketAddr, method: &str, path: &str, host: &str) -> String {
    send(address, &format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
}

#[test]
fn a_page_asked_for_before_the_first_edition_waits_for_it() {
    let (server, address) = start();
    let asking = std::thread::spawn(move || get(address, "GET", "/", "localhost"));
    server.show(edition("first"));
    let answer = asking.join().expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("<p>first"), "{answer}");
    assert!(answer.contains("cache-control: no-store"), "{answer}");
    assert!(answer.contains("content-type: text/html; charset=utf-8"), "{answer}");
}

#[test]
fn head_gives_the_headers_alone_and_other_methods_are_refused() {
    let (server, address) = start();
    server.show(edition("x"));
    let head = get(address, "HEAD", "/", "localhost");
    assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");
    assert!(head.contains("content-length: "), "{head}");
    assert!(get(address, "POST", "/", "localhost").starts_with("HTTP/1.1 405"));
    assert!(get(address, "GET", "/no/", "localhost").starts_with("HTTP/1.1 404"));
}

#[test]
fn a_foreign_name_for_this_machine_reads_nothing() {
    let (server, address) = start();
    server.show(edition("secret"));
    for host in [
        "evil.example",
        "evil.example:80",
        "localhost.evil.example",
        "192.0.2.7",
        "",
        "a@b",
        "127.0.0.1.example",
    ] {
        let answer = get(address, "GET", "/", host);
        assert!(answer.starts_with("HTTP/1.1 403") && !answer.contains("secret"), "{host}: {answer}");
    }
    let absolute = "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert!(send(address, absolute).starts_with("HTTP/1.1 403"));
    for host in ["localhost", "LOCALHOST:4000", "127.0.0.1:4000", "[::1]:4000", "archive.localhost"] {
        assert!(get(address, "GET", "/", host).contains("secret"), "{host}");
    }
}

/// Reads the event stream up to the first line that begins with `event: `.
fn next_event(stream: &mut impl BufRead) -> Option<String> {
    let mut line = String::new();
    while stream.read_line(&mut line).ok()? > 0 {
        if let Some(event) = line.trim_end().strip_prefix("event: ") {
            return Some(event.to_owned());
        }
        line.clear();
    }
    None
}

fn listen_to_events(address: SocketAddr, query: &str) -> BufReader<TcpStream> {
    let mut stream = connect(address);
    let request = format!("GET /_warraq/events{query} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut lines = BufReader::new(stream);
    let mut line = String::new();
    while !line.contains("listening") {
        line.clear();
        assert!(lines.read_line(&mut line).expect("a line") > 0, "the stream opens");
    }
    lines
}

#[test]
fn a_new_edition_reaches_every_open_page() {
    let (server, address) = start();
    server.show(edition("first"));
    let mut events = listen_to_events(address, "");
    server.show(edition("second"));
    assert_eq!(next_event(&mut events).as_deref(), Some("reload"));
}

#[test]
fn a_page_from_an_older_edition_reloads_as_soon_as_it_listens() {
    let (server, address) = start();
    server.show(edition("first"));
    let page = get(address, "GET", "/", "localhost");
    let token =
        page.split("reload.js?").nth(1).and_then(|rest| rest.split('"').next()).expect("a token").to_owned();
    server.show(edition("second"));
    let mut events = listen_to_events(address, &format!("?{token}"));
    assert_eq!(next_event(&mut events).as_deref(), Some("reload"));
}

#[test]
fn the_end_closes_open_event_streams() {
    let (server, address) = start();
    server.show(edition("x"));
    let mut events = listen_to_events(address, "");
    let from = Instant::now();
    drop(server);
    assert_eq!(next_event(&mut events), None);
    assert!(from.elapsed() < DEADLINE, "the stream ended, not the test's patience");
}

#[test]
fn the_script_and_the_style_sheet_are_files() {
    let (_server, address) = start();
    let script = get(address, "GET", "/_warraq/reload.js?1", "localhost");
    assert!(script.contains("text/javascript") && script.contains("EventSource"), "{script}");
    let style = get(address, "GET", "/_warraq/error.css", "localhost");
    assert!(style.contains("text/css"), "{style}");
}

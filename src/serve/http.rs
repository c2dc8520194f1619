//! The HTTP server: shows the latest edition, tells browsers of a new one, ends cleanly.
//!
//! In: a listening socket and, from time to time, an [`Edition`]. Runs on threads of its own; a page is rendered when it is asked
//! for. Nothing is cached and nothing written. On loopback it answers to loopback names alone, so that a foreign site that
//! points its own name at this machine (DNS rebinding) reads nothing.

use super::answer::{Answer, answer};
use super::{Bound, Edition, error_page, reload};
use axum::Router;
use axum::body::Body;
use axum::extract::{RawQuery, Request, State};
use axum::http::{HeaderValue, StatusCode, Uri, header, uri::Authority};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response, Sse, sse};
use axum::routing::get;
use std::convert::Infallible;
use std::net::{IpAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};
use tokio::runtime::Runtime;
use tokio::sync::{mpsc, watch};
use tokio_stream::wrappers::ReceiverStream;

/// How long a browser waits before it listens again to a server that went away.
const RETRY: Duration = Duration::from_millis(500);

/// How often an idle listener hears that the server is still there.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// How long answers under way may take once the user wants to end.
const GRACE: Duration = Duration::from_secs(1);

/// How long the rest of the program may take after that.
const PATIENCE: Duration = Duration::from_secs(2);

/// The server could not be started.
#[derive(Debug, thiserror::Error)]
#[error("cannot start the preview server")]
pub struct ServeError(#[from] std::io::Error);

/// An edition with the name that browsers know it by.
#[derive(Clone)]
struct Named {
    token: Arc<str>,
    edition: Edition,
}

/// A running server; it ends when dropped.
pub struct Server {
    latest: watch::Sender<Option<Named>>,
    count: AtomicU64,
    /// Differs between runs of the program: a page left open in a browser belongs to the run that made it.
    run: u128,
    end: watch::Sender<bool>,
}

/// What every request sees.
#[derive(Clone)]
struct Shared {
    latest: watch::Receiver<Option<Named>>,
    ending: watch::Receiver<bool>,
    loopback: bool,
}

impl Server {
    /// Starts to answer on `bound`; requests wait for the first edition. When the user ends the program (Ctrl-C, or the
    /// system's request to end), `on_end` is called once; if the program is still there a moment later, it is ended.
    ///
    /// # Errors
    /// When the system grants no threads or signals.
    pub fn start(bound: Bound, on_end: impl FnOnce() + Send + 'static) -> Result<Self, ServeError> {
        let (latest, latest_seen) = watch::channel(None);
        let (end, ending) = watch::channel(false);
        let shared = Shared { latest: latest_seen, ending, loopback: bound.is_loopback() };
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let signals = {
            let _inside = runtime.enter();
            Signals::new()?
        };
        let own_end = end.clone();
        std::thread::Builder::new()
            .name("serve".to_owned())
            .spawn(move || run(&runtime, bound.listener, shared, signals, own_end, on_end))?;
        let run =
            SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        Ok(Self { latest, count: AtomicU64::new(0), run, end })
    }

    /// Shows `edition` from now on, and lets every open page reload.
    pub fn show(&self, edition: Edition) {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        let token = format!("{:x}-{number}", self.run).into();
        self.latest.send_replace(Some(Named { token, edition }));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end.send_replace(true);
    }
}

/// The server's own thread: serves until the user, or whoever holds the [`Server`], ends it.
fn run(
    runtime: &Runtime,
    listener: TcpListener,
    shared: Shared,
    mut signals: Signals,
    end: watch::Sender<bool>,
    on_end: impl FnOnce(),
) {
    runtime.block_on(async move {
        let mut ending = shared.ending.clone();
        let server = tokio::spawn(listen(listener, shared));
        let asked_to = tokio::select! {
            () = signals.next() => true,
            _ = ending.wait_for(|end| *end) => false,
        };
        end.send_replace(true);
        // Open event streams end by themselves; a client that never finishes its request is not waited for.
        let _ = tokio::time::timeout(GRACE, server).await;
        if asked_to {
            on_end();
            tokio::select! { () = signals.next() => {}, () = tokio::time::sleep(PATIENCE) => {} }
            // A long conversion is under way. Every write is atomic: what is there is whole.
            std::process::exit(0);
        }
    });
}

async fn listen(listener: TcpListener, shared: Shared) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let mut ending = shared.ending.clone();
    let routes = Router::new()
        .route(reload::EVENTS_PATH, get(events))
        .route(reload::SCRIPT_PATH, get(|| async { typed("text/javascript; charset=utf-8", reload::SCRIPT) }))
        .route(error_page::STYLE_PATH, get(|| async { typed("text/css; charset=utf-8", error_page::STYLE) }))
        .fallback_service(get(page).with_state(shared.clone()))
        .layer(middleware::from_fn_with_state(shared.clone(), guard))
        .with_state(shared);
    axum::serve(listener, routes)
        .with_graceful_shutdown(async move {
            let _ = ending.wait_for(|end| *end).await;
        })
        .await
}

/// Any page or file of the archive.
async fn page(State(mut shared): State<Shared>, uri: Uri) -> Response {
    // A server that ends before its first edition has nothing to say.
    let latest = shared.latest.wait_for(Option::is_some).await.ok().and_then(|latest| (*latest).clone());
    let Some(Named { token, edition }) = latest else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    // Rendering reads files and uses the processor: not on the threads that keep the connections.
    let answer = tokio::task::spawn_blocking(move || answer(&edition, &token, uri.path(), uri.query())).await;
    match answer {
        Ok(Answer::Body { status, media_type, bytes }) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, typed(media_type, bytes)).into_response()
        }
        Ok(Answer::Redirect(to)) => match HeaderValue::from_bytes(to.as_bytes()) {
            Ok(to) => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response(),
            Err(_) => StatusCode::NOT_FOUND.into_response(),
        },
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Server-sent events: one `reload` for every edition after the one that the page names in its query.
async fn events(
    State(shared): State<Shared>,
    RawQuery(seen): RawQuery,
) -> Sse<sse::KeepAliveStream<ReceiverStream<Result<sse::Event, Infallible>>>> {
    let (sender, receiver) = mpsc::channel(4);
    tokio::spawn(async move {
        let Shared { mut latest, mut ending, .. } = shared;
        let mut seen: Option<Arc<str>> = seen.map(Into::into);
        let mut next = Some(sse::Event::default().retry(RETRY).comment("listening"));
        loop {
            if let Some(event) = next.take()
                && sender.send(Ok(event)).await.is_err()
            {
                return;
            }
            let current = latest.borrow_and_update().as_ref().map(|named| Arc::clone(&named.token));
            if let Some(current) = current
                && seen.as_ref() != Some(&current)
            {
                if seen.is_some() {
                    next = Some(sse::Event::default().event("reload").data(&*current));
                }
                seen = Some(current);
                continue;
            }
            tokio::select! {
                changed = latest.changed() => if changed.is_err() { return },
                _ = ending.wait_for(|end| *end) => return,
                () = sender.closed() => return,
            }
        }
    });
    Sse::new(ReceiverStream::new(receiver)).keep_alive(sse::KeepAlive::new().interval(KEEP_ALIVE))
}

/// What holds for every answer: who may ask, and that nothing is kept.
async fn guard(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).map(|host| host.to_str().unwrap_or(""));
    let named = request.uri().authority().map(Authority::as_str).or(host);
    let mut response = if shared.loopback && !named.is_none_or(is_loopback_name) {
        (StatusCode::FORBIDDEN, "The preview answers to localhost alone\n").into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}

/// Does a `Host` header name this machine from inside?
fn is_loopback_name(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let name = authority.host().to_ascii_lowercase();
    let ip = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    name == "localhost" || name.ends_with(".localhost") || ip.is_ok_and(|ip| ip.is_loopback())
}

fn typed(media_type: &'static str, body: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, media_type)], body.into()).into_response()
}

/// The user's wish to end.
struct Signals {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn next(&mut self) {
        tokio::select! { _ = self.interrupt.recv() => {}, _ = self.terminate.recv() => {} }
    }
}

#[cfg(not(unix))]
#[expect(clippy::unused_self, reason = "the same shape as on Unix")]
impl Signals {
    fn new() -> std::io::Result<Self> {
        Ok(Self {})
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(test)]
mod tests;

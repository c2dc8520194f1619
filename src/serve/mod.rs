//! What the preview needs from the outside world: an HTTP server on loopback, live reload, file events.

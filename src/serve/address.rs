//! Where the preview listens: the port asked for, or the next free one.
//!
//! In: a host and a port. Out: a listening socket and its address as a browser takes it. Says nothing itself.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

/// How many ports after the one asked for are tried.
const TRIES: u16 = 100;

/// No address to listen on.
#[derive(Debug, thiserror::Error)]
pub enum AddressError {
    /// The port and all after it are taken.
    #[error(
        "ports {first} to {last} on {host} are all taken; name another with --port, or --port 0 for any free one"
    )]
    AllTaken {
        /// Host asked for.
        host: IpAddr,
        /// First port tried.
        first: u16,
        /// Last port tried.
        last: u16,
    },
    /// The system refused.
    #[error("cannot listen on {address}")]
    Refused {
        /// Address asked for.
        address: SocketAddr,
        /// The system's reason.
        source: io::Error,
    },
}

/// A listening socket.
#[derive(Debug)]
pub struct Bound {
    /// The socket.
    pub listener: TcpListener,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Bound {
    /// Can only this machine reach it?
    pub fn is_loopback(&self) -> bool {
        self.address.ip().is_loopback()
    }

    /// The address for a browser on this machine: `http://127.0.0.1:4000/`.
    pub fn url(&self) -> String {
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
            ip => ip,
        };
        format!("http://{}/", SocketAddr::new(ip, self.address.port()))
    }
}

/// Listens on `host` at `port` or, when that is taken, at the next free one after it. Port 0 means any free one.
///
/// # Errors
/// When no port could be had.
pub fn bind(host: IpAddr, port: u16) -> Result<Bound, AddressError> {
    let last = port.saturating_add(if port == 0 { 0 } else { TRIES });
    for candidate in port..=last {
        let address = SocketAddr::new(host, candidate);
        let refused = |source| AddressError::Refused { address, source };
        match TcpListener::bind(address) {
            Ok(listener) => {
                let address = listener.local_addr().map_err(refused)?;
                return Ok(Bound { listener, address });
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => return Err(refused(error)),
        }
    }
    Err(AddressError::AllTaken { host, first: port, last })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    #[test]
    fn a_taken_port_gives_the_next_free_one() {
        let first = bind(LOOPBACK, 0).expect("a free port");
        let taken = first.address.port();
        let second = bind(LOOPBACK, taken).expect("the next free port");
        assert!(second.address.port() > taken, "{} after {taken}", second.address.port());
        assert!(second.is_loopback());
    }

    #[test]
    fn an_address_of_another_machine_is_refused() {
        let elsewhere = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
        assert!(matches!(bind(elsewhere, 0), Err(AddressError::Refused { .. })));
    }

    #[test]
    fn the_address_is_one_that_a_browser_takes() {
        let everywhere = bind(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0).expect("a free port");
        assert_eq!(everywhere.url(), format!("http://127.0.0.1:{}/", everywhere.address.port()));
        assert!(!everywhere.is_loopback());
        if let Ok(six) = bind(IpAddr::V6(Ipv6Addr::LOCALHOST), 0) {
            assert_eq!(six.url(), format!("http://[::1]:{}/", six.address.port()));
        }
    }
}

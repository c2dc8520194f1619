//! `warraq serve`: shows the archive in a browser while its files are being edited.

use super::{Context, Outcome};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Listener as _};
use crate::serve::{FileEvents, Server, bind};
use crate::watcher;
use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Port to listen on: the next free one if it is taken, any free one for 0
    #[arg(short, long, default_value_t = 4000)]
    port: u16,

    /// IP address to listen on; other machines can reach any but this machine's own
    #[arg(long, default_value = "127.0.0.1", value_parser = host)]
    host: IpAddr,

    /// Open the archive in the browser
    #[arg(short, long)]
    open: bool,
}

fn host(text: &str) -> Result<IpAddr, String> {
    match text {
        "localhost" => Ok(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        _ => text
            .parse()
            .map_err(|_| "not an IP address: write 127.0.0.1, or 0.0.0.0 for all networks".to_owned()),
    }
}

pub(super) fn run(args: &Args, context: &Context) -> anyhow::Result<Outcome> {
    let terminal = &context.terminal;
    // A broken site.toml is shown in the browser; a missing one means the wrong folder.
    let root = Config::find_root(&context.root)?;
    let bound = bind(args.host, args.port)?;
    if args.port != 0 && bound.address.port() != args.port {
        terminal.say(&format!("port {} is taken, using {}", args.port, bound.address.port()));
    }
    if !bound.is_loopback() {
        let warning = format!("every machine that reaches {} can read this archive", bound.address);
        terminal.report(&Diagnostic::warning(warning).hint("leave --host out to serve this machine alone"));
    }
    let url = bound.url();
    let events = FileEvents::new()?;
    let stopper = events.stopper();
    let server = Server::start(bound, move || stopper.stop())?;
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{url}")?;
    stdout.flush()?;
    drop(stdout);
    if args.open
        && let Err(error) = open::that_detached(&url)
    {
        terminal.report(
            &Diagnostic::warning(format!("cannot open a browser: {error}")).hint(format!("open {url}")),
        );
    }
    terminal.say("Serving; files are watched. Ctrl-C ends.");
    watcher::watch(&root, &server, events, terminal, &|line| terminal.say(line));
    Ok(Outcome::Clean)
}

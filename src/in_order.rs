//! Work on a stream with several threads, results in the stream's order, memory bounded by a window.
//!
//! In: an iterator and a function. Out: each result, handed on in order by the calling thread. Knows nothing of
//! what the work is. A slow item holds the window, so that results never pile up behind it.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Mutex;
use std::sync::mpsc;
use std::thread;

/// Items on their way for each thread: one being worked on, one waiting.
const IN_FLIGHT: usize = 2;

/// Stack of a worker: the main thread's usual size, since pages nest deeply.
const STACK_BYTES: usize = 8 << 20;

/// How many threads this machine can use.
pub fn threads() -> usize {
    thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// Runs `work` on every item with `threads` threads and hands the results to `done` in the order of the items. Items are
/// drawn, and `done` is called, on the calling thread. Stops at the first error of `done`.
///
/// # Errors
/// The error of `done`, or of starting the threads.
pub fn in_order<T, R, E>(
    items: impl IntoIterator<Item = T>,
    threads: usize,
    work: impl Fn(T) -> R + Sync,
    mut done: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
    R: Send,
    E: From<std::io::Error>,
{
    let threads = threads.max(1);
    let (to_workers, from_caller) = mpsc::channel::<(usize, T)>();
    let (to_caller, from_workers) = mpsc::channel::<(usize, thread::Result<R>)>();
    let from_caller = Mutex::new(from_caller);
    let (queue, work) = (&from_caller, &work);
    thread::scope(|scope| {
        // Owned here, so that an early return hangs up and the workers end.
        let to_workers = to_workers;
        for _ in 0..threads {
            let to_caller = to_caller.clone();
            thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, move || {
                while let Some((index, item)) = next(queue) {
                    // A panic is the caller's to have: a worker that died alone would leave it waiting.
                    let result = catch_unwind(AssertUnwindSafe(|| work(item)));
                    if to_caller.send((index, result)).is_err() {
                        break;
                    }
                }
            })?;
        }
        drop(to_caller);
        let mut items = items.into_iter().enumerate();
        let mut ready = BTreeMap::new();
        let (mut sent, mut finished) = (0, 0);
        loop {
            while sent - finished < threads * IN_FLIGHT {
                let Some(item) = items.next() else { break };
                // The workers live as long as this end of their queue.
                let _ = to_workers.send(item);
                sent += 1;
            }
            if sent == finished {
                return Ok(());
            }
            let Ok((index, result)) = from_workers.recv() else { return Ok(()) };
            ready.insert(index, result);
            while let Some(result) = ready.remove(&finished) {
                finished += 1;
                done(result.unwrap_or_else(|panic| resume_unwind(panic)))?;
            }
        }
    })
}

fn next<T>(queue: &Mutex<mpsc::Receiver<T>>) -> Option<T> {
    queue.lock().ok()?.recv().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept_and_the_window_holds() {
        let drawn = std::cell::Cell::new(0);
        let items = (0..200_u64).inspect(|_| drawn.set(drawn.get() + 1));
        let mut seen = Vec::new();
        let slow_first = |n: u64| {
            thread::sleep(std::time::Duration::from_micros(if n.is_multiple_of(50) { 5000 } else { 10 }));
            n * 2
        };
        in_order(items, 4, slow_first, |n| {
            seen.push(n);
            assert!(drawn.get() <= seen.len() + 4 * IN_FLIGHT, "{} drawn, {} done", drawn.get(), seen.len());
            Ok::<_, std::io::Error>(())
        })
        .unwrap();
        assert_eq!(seen, (0..200).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    #[should_panic(expected = "seven")]
    fn a_panic_is_handed_on() {
        let work = |n: u32| if n == 7 { panic!("seven") } else { n };
        let _ = in_order(0..100, 2, work, |_| Ok::<_, std::io::Error>(()));
    }

    #[test]
    fn an_error_ends_the_run() {
        let result =
            in_order(0.., 2, |n| n, |n| if n == 9 { Err(std::io::Error::other("nine")) } else { Ok(()) });
        assert_eq!(result.unwrap_err().to_string(), "nine");
    }
}

//! Makes the files of an archive: renders and writes what is not known to be as it would come out.

use super::Site;
use super::compress::compress;
use crate::cache::{Fingerprint, Stamp};
use crate::diagnostic::Diagnostic;
use crate::output::manifest::{Left, Record};
use crate::output::{Output, OutputError, Written};
use crate::plan::{self, Page};
use crate::render::templates::files::Origin;
use crate::render::{Known, MadeFrom};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Room that a thread's buffer keeps from one page to the next, in bytes.
const LARGE: usize = 1 << 20;

/// Whose fault it is that a page was not written.
pub(super) enum Failure {
    Content(Box<Diagnostic>),
    Template(Box<Diagnostic>),
    Output(OutputError),
}

/// Makes the pages of one archive in one folder.
pub(super) struct PageMaker<'a> {
    site: &'a Site,
    output: &'a Output<'a>,
    /// The files of this batch and the one before, by their paths, with the fingerprints of their bytes: most compressed files
    /// are made from these, since their names sort close behind.
    originals: [FxHashMap<&'a str, Fingerprint>; 2],
}

/// What making a file came to.
pub(super) struct Made {
    /// It was not known to be as it should be.
    pub(super) rendered: bool,
    /// What writing it came to.
    pub(super) written: Written,
    /// Of its bytes, where they are known.
    bytes: Option<Fingerprint>,
    /// What to remember of it; nothing where files have no stamps.
    pub(super) record: Option<Record<MadeFrom>>,
    /// What was wrong with what it was made from. Nothing is remembered then, so that it is told again.
    pub(super) problem: Option<Diagnostic>,
}

impl Made {
    /// The file is as it should be.
    fn unchanged(record: Option<Record<MadeFrom>>) -> Self {
        let bytes = record.as_ref().map(|record| record.bytes);
        Self { rendered: false, written: Written::Unchanged, bytes, record, problem: None }
    }
}

/// A file on its way.
enum Step {
    Made(Result<Made, Failure>),
    /// It is made from another one; with what the last build left word of.
    Later(Option<Left<MadeFrom>>),
}

impl<'a> PageMaker<'a> {
    pub(super) fn new(site: &'a Site, output: &'a Output<'a>) -> Self {
        Self { site, output, originals: Default::default() }
    }

    /// Makes the files `batch`, which come after those of the last call, each thread with one buffer of its own. `known`: what
    /// the last build left word of them. Results are in the batch's order.
    pub(super) fn make_all(
        &mut self,
        batch: &[&'a plan::Output],
        known: Vec<Option<Left<MadeFrom>>>,
    ) -> Vec<Result<Made, Failure>> {
        let begin = |buffer: &mut Vec<u8>, (page, known): (&&plan::Output, _)| match page.page {
            Page::Compressed(_) => Step::Later(known),
            _ => Step::Made(self.make(page, known, buffer)),
        };
        let steps: Vec<Step> = batch.par_iter().zip(known).map_init(Vec::new, begin).collect();
        self.originals.swap(0, 1);
        self.originals[1].clear();
        if self.site.plan().compresses() {
            let made = batch.iter().zip(&steps).filter_map(|(page, step)| match step {
                Step::Made(Ok(Made { bytes: Some(bytes), .. })) => Some((&*page.path, *bytes)),
                _ => None,
            });
            self.originals[1].extend(made);
        }
        let end = |(page, step): (&&plan::Output, Step)| match step {
            Step::Made(made) => made,
            Step::Later(known) => self.compress(page, known),
        };
        batch.par_iter().zip(steps).map(end).collect()
    }

    /// Makes one file. `known`: what the last build left word of; `buffer`: any.
    fn make(
        &self,
        page: &plan::Output,
        known: Option<Left<MadeFrom>>,
        buffer: &mut Vec<u8>,
    ) -> Result<Made, Failure> {
        let intact = self.intact(known);
        let Some(made_from) = self.made_from(page, intact.as_ref(), buffer)? else {
            return Ok(Made::unchanged(intact.map(|known| known.record)));
        };
        // A file may be large: it is not held twice, nor for longer than it takes.
        match page.page {
            Page::Asset(number) => return self.write(page, made_from, intact, &self.site.asset(number)?),
            Page::Image(number) => return self.write(page, made_from, intact, &self.site.image(number)?),
            Page::Scaled(number, width) => {
                let (bytes, problem) = self.site.scaled(number, width)?;
                let made = self.write(page, made_from, intact, &bytes)?;
                let record = made.record.filter(|_| problem.is_none());
                return Ok(Made { record, problem, ..made });
            }
            _ => {}
        }
        let made = self.write(page, made_from, intact, buffer);
        if buffer.capacity() > LARGE {
            *buffer = Vec::new();
        }
        made
    }

    /// Makes a compressed file from one that was made before it.
    fn compress(&self, page: &plan::Output, known: Option<Left<MadeFrom>>) -> Result<Made, Failure> {
        let (Page::Compressed(compression), Some(original)) = (page.page, self.site.plan().original(page))
        else {
            return Ok(Made::unchanged(known.map(|known| known.record)));
        };
        let intact = self.intact(known);
        let made_now = self.originals.iter().find_map(|files| files.get(&*original.path)).copied();
        let is_known = |bytes| {
            intact.as_ref().is_some_and(|known| known.record.made_from == MadeFrom::Compressed(bytes))
        };
        if made_now.is_some_and(is_known) {
            return Ok(Made::unchanged(intact.map(|known| known.record)));
        }
        let would_be = || {
            let written = self.output.would_be(&page.path);
            Ok(Made { rendered: true, written, bytes: None, record: None, problem: None })
        };
        let failed = |why: &dyn std::fmt::Display| {
            let diagnostic = Diagnostic::error(format!("the file cannot be compressed: {why}"));
            Failure::Content(Box::new(diagnostic.in_file(&*original.path)))
        };
        // One that could not be made in this run is as the last one left it.
        let bytes = match self.output.read(&original.path) {
            Err(_) if self.output.only_looks() => return would_be(),
            read => read.map_err(|error| failed(&error))?,
        };
        let fingerprint = Fingerprint::of(&bytes);
        if made_now.is_some_and(|made| made != fingerprint) {
            if self.output.only_looks() {
                return would_be();
            }
            return Err(failed(&"someone changed it just now"));
        }
        if is_known(fingerprint) {
            return Ok(Made::unchanged(intact.map(|known| known.record)));
        }
        let compressed = compress(&bytes, compression).map_err(|error| failed(&error))?;
        self.write(page, MadeFrom::Compressed(fingerprint), intact, &compressed)
    }

    /// What was left word of, if the file is still so; with the stamp that it has now.
    fn intact(&self, known: Option<Left<MadeFrom>>) -> Option<Left<MadeFrom>> {
        let known = known?;
        let stamp = self.output.still_holds(&known.record)?;
        Some(Left { record: Record { stamp, ..known.record }, ..known })
    }

    /// Renders the page, unless it is as it would come out: `None` then. Assets and images are only looked at.
    fn made_from(
        &self,
        page: &plan::Output,
        intact: Option<&Left<MadeFrom>>,
        buffer: &mut Vec<u8>,
    ) -> Result<Option<MadeFrom>, Failure> {
        buffer.clear();
        let known = intact
            .map(|known| Known { made_from: &known.record.made_from, same_archive: known.same_archive });
        // Known to be a copy of what is there, or made from it; not where that changed just now.
        let unless_known = |origin: MadeFrom| {
            let is_known = known.is_some_and(|known| *known.made_from == origin);
            let is_certain = !matches!(origin, MadeFrom::Copy(None) | MadeFrom::Scaled(None));
            Ok((!is_known || !is_certain).then_some(origin))
        };
        match page.page {
            Page::Asset(number) => {
                let origin = match self.site.asset_origin(number) {
                    Origin::BuiltIn => MadeFrom::BuiltIn,
                    Origin::Own(stamp) => MadeFrom::Copy(stamp),
                };
                unless_known(origin)
            }
            Page::Image(number) => unless_known(MadeFrom::Copy(self.site.image_stamp(number))),
            Page::Scaled(number, _) => unless_known(MadeFrom::Scaled(self.site.image_stamp(number))),
            Page::Article(id) if known.is_some_and(|known| self.site.is_article_known(id, known)) => Ok(None),
            Page::Article(id) => self.site.render_article(id, buffer).map(Some),
            Page::Inputs => self.site.render_inputs(known, buffer),
            Page::IndexFile(number) => self.site.append_index_file(number, known, buffer),
            Page::History(id) => self.site.render_history(page, id, known, buffer),
            _ => self.site.render_page(page, known, buffer),
        }
    }

    fn write(
        &self,
        page: &plan::Output,
        made_from: MadeFrom,
        intact: Option<Left<MadeFrom>>,
        bytes: &[u8],
    ) -> Result<Made, Failure> {
        let fingerprint = Fingerprint::of(bytes);
        let record = |stamp: Stamp, made_from| Record {
            path: page.path.clone(),
            stamp,
            bytes: fingerprint,
            made_from,
        };
        if let Some(same) = intact.filter(|known| known.record.bytes == fingerprint) {
            let record = Some(record(same.record.stamp, made_from));
            return Ok(Made { rendered: true, ..Made::unchanged(record) });
        }
        let (written, stamp) = self.output.write(&page.path, bytes).map_err(Failure::Output)?;
        let record = stamp.map(|stamp| record(stamp, made_from));
        Ok(Made { rendered: true, written, bytes: Some(fingerprint), record, problem: None })
    }
}

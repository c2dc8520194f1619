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
    /// The files of this batch and the one before, by their paths, with the fingerprints of their bytes: compressed files, whose
    /// names sort behind them, are made from these.
    originals: [FxHashMap<&'a str, Fingerprint>; 2],
}

/// What making a file came to.
pub(super) struct Made {
    /// It was not known to be as it should be.
    pub(super) rendered: bool,
    /// What writing it came to.
    pub(super) written: Written,
    /// What to remember of it; nothing where files have no stamps.
    pub(super) record: Option<Record<MadeFrom>>,
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
                Step::Made(Ok(Made { record: Some(record), .. })) => Some((&*page.path, record.bytes)),
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
            let record = intact.map(|known| known.record);
            return Ok(Made { rendered: false, written: Written::Unchanged, record });
        };
        if let Page::Asset(number) = page.page {
            // A file may be large: it is not held twice, nor for longer than it takes.
            return self.write(page, made_from, intact, &self.site.asset(number)?);
        }
        self.write(page, made_from, intact, buffer)
    }

    /// Makes a compressed file from one that was made in this run. Where that could not be, the file stays as it is.
    fn compress(&self, page: &plan::Output, known: Option<Left<MadeFrom>>) -> Result<Made, Failure> {
        let intact = self.intact(known);
        let original = self.site.plan().original(page).and_then(|original| {
            let found = self.originals.iter().find_map(|files| files.get(&*original.path));
            found.map(|fingerprint| (original, *fingerprint))
        });
        let same = |(_, fingerprint): &(_, Fingerprint)| {
            intact.as_ref().is_some_and(|known| known.record.made_from == MadeFrom::Compressed(*fingerprint))
        };
        let (Page::Compressed(compression), Some((original, fingerprint))) =
            (page.page, original.filter(|original| !same(original)))
        else {
            let record = intact.map(|known| known.record);
            return Ok(Made { rendered: false, written: Written::Unchanged, record });
        };
        if self.output.only_looks() {
            return Ok(Made { rendered: true, written: self.output.would_be(&page.path), record: None });
        }
        let failed = |why: &dyn std::fmt::Display| {
            let diagnostic = Diagnostic::error(format!("the file cannot be compressed: {why}"));
            Failure::Content(Box::new(diagnostic.in_file(&*original.path)))
        };
        let bytes = self.output.read(&original.path).map_err(Failure::Output)?;
        if Fingerprint::of(&bytes) != fingerprint {
            return Err(failed(&"someone changed it just now"));
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

    /// Renders the page, unless it is as it would come out: `None` then. Assets are only looked at.
    fn made_from(
        &self,
        page: &plan::Output,
        intact: Option<&Left<MadeFrom>>,
        buffer: &mut Vec<u8>,
    ) -> Result<Option<MadeFrom>, Failure> {
        buffer.clear();
        let known = intact
            .map(|known| Known { made_from: &known.record.made_from, same_archive: known.same_archive });
        match page.page {
            Page::Asset(number) => {
                let origin = match self.site.asset_origin(number) {
                    Origin::BuiltIn => MadeFrom::BuiltIn,
                    Origin::Own(stamp) => MadeFrom::Copy(stamp),
                };
                let is_known = known.is_some_and(|known| *known.made_from == origin);
                Ok((!is_known || origin == MadeFrom::Copy(None)).then_some(origin))
            }
            Page::Article(id) if known.is_some_and(|known| self.site.is_article_known(id, known)) => Ok(None),
            Page::Article(id) => self.site.render_article(id, buffer).map(Some),
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
            return Ok(Made { rendered: true, written: Written::Unchanged, record });
        }
        let (written, stamp) = self.output.write(&page.path, bytes).map_err(Failure::Output)?;
        let record = stamp.map(|stamp| record(stamp, made_from));
        Ok(Made { rendered: true, written, record })
    }
}

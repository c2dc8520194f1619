//! Makes the files of an archive: renders and writes what is not known to be as it would come out.

use super::Site;
use crate::cache::{Fingerprint, Stamp};
use crate::diagnostic::Diagnostic;
use crate::output::manifest::Record;
use crate::output::{Output, OutputError, Written};
use crate::plan::{self, Page};
use crate::render::templates::files::Origin;
use crate::render::{Known, MadeFrom};

/// Whose fault it is that a page was not written.
pub(super) enum Failure {
    Content(Box<Diagnostic>),
    Template(Box<Diagnostic>),
    Output(OutputError),
}

/// Makes the pages of one archive in one folder.
#[derive(Clone, Copy)]
pub(super) struct PageMaker<'a> {
    pub(super) site: &'a Site,
    pub(super) output: &'a Output<'a>,
    /// Are the archive and its edition those of the last build?
    pub(super) same_archive: bool,
}

/// What making a file came to.
pub(super) struct Made {
    /// It was not known to be as it should be.
    pub(super) rendered: bool,
    /// It is new, or its bytes changed.
    pub(super) written: bool,
    /// What to remember of it; nothing where files have no stamps.
    pub(super) record: Option<Record<MadeFrom>>,
}

impl PageMaker<'_> {
    /// Makes one file. `known`: what the last build left word of; `buffer`: any.
    pub(super) fn make(
        &self,
        page: &plan::Output,
        known: Option<Record<MadeFrom>>,
        buffer: &mut Vec<u8>,
    ) -> Result<Made, Failure> {
        let intact = known.and_then(|known| {
            let stamp = self.output.still_holds(&known)?;
            Some(Record { stamp, ..known })
        });
        let Some(made_from) = self.made_from(page, intact.as_ref(), buffer)? else {
            return Ok(Made { rendered: false, written: false, record: intact });
        };
        if let Page::Asset(number) = page.page {
            // A file may be large: it is not held twice, nor for longer than it takes.
            return self.write(page, made_from, intact, &self.site.asset(number)?);
        }
        self.write(page, made_from, intact, buffer)
    }

    /// Renders the page, unless it is as it would come out: `None` then. Assets are only looked at.
    fn made_from(
        &self,
        page: &plan::Output,
        intact: Option<&Record<MadeFrom>>,
        buffer: &mut Vec<u8>,
    ) -> Result<Option<MadeFrom>, Failure> {
        buffer.clear();
        let known =
            intact.map(|record| Known { made_from: &record.made_from, same_archive: self.same_archive });
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
        intact: Option<Record<MadeFrom>>,
        bytes: &[u8],
    ) -> Result<Made, Failure> {
        let fingerprint = Fingerprint::of(bytes);
        let record = |stamp: Stamp, made_from| Record {
            path: page.path.clone(),
            stamp,
            bytes: fingerprint,
            made_from,
        };
        if let Some(same) = intact.filter(|record| record.bytes == fingerprint) {
            let record = Some(record(same.stamp, made_from));
            return Ok(Made { rendered: true, written: false, record });
        }
        let (written, stamp) = self.output.write(&page.path, bytes).map_err(Failure::Output)?;
        let record = stamp.map(|stamp| record(stamp, made_from));
        Ok(Made { rendered: true, written: written == Written::Changed, record })
    }
}

//! Makes the files of an archive: renders and writes what is not known to be as it would come out.

use super::Site;
use crate::cache::{Fingerprint, Stamp};
use crate::diagnostic::Diagnostic;
use crate::output::manifest::{Left, Record};
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

impl PageMaker<'_> {
    /// Makes one file. `known`: what the last build left word of; `buffer`: any.
    pub(super) fn make(
        &self,
        page: &plan::Output,
        known: Option<Left<MadeFrom>>,
        buffer: &mut Vec<u8>,
    ) -> Result<Made, Failure> {
        let intact = known.and_then(|known| {
            let stamp = self.output.still_holds(&known.record)?;
            Some(Left { record: Record { stamp, ..known.record }, ..known })
        });
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

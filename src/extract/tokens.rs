//! Cuts a page into tags and texts and hands them to html5ever's tree builder.
//!
//! In: decoded HTML and a sink for the tree. Out: what the sink makes of it. Cuts as the HTML standard and html5ever's own
//! tokenizer do (the tests hold the two against each other), but the whole page at once: texts and attributes are slices
//! of it, scripts are passed over in one step. Builds no tree and knows no element but by what the tree builder answers;
//! what would make a tree too deep is for `tame` to say. Character references are for `tokens/reference.rs`.

mod raw;
mod reference;

use super::recent::Recent;
use super::tame::{MAX_ATTRIBUTES, Open, holds_raw_text};
use html5ever::interface::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};
use html5ever::tree_builder::{TreeBuilder, TreeSink};
use html5ever::{Attribute, LocalName, QualName, ns};
use memchr::{memchr, memmem};
use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

/// Reads a page into a sink.
pub(super) fn parse<S: TreeSink>(text: &str, sink: S) -> S::Output {
    let text = normalized(text);
    let mut cutter = Cutter {
        text: &text,
        page: StrTendril::from(&*text),
        builder: TreeBuilder::new(sink, html5ever::tree_builder::TreeBuilderOpts::default()),
        open: Open::default(),
        names: Recent::new(LocalName::default()),
    };
    cutter.run();
    cutter.send(Token::EOFToken);
    cutter.builder.end();
    cutter.builder.sink.finish()
}

/// Line ends as `\n`, and no zeros, which mean nothing on a page.
fn normalized(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if memchr(b'\r', bytes).is_none() && memchr(0, bytes).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', ""))
}

struct Cutter<'t, S: TreeSink> {
    text: &'t str,
    /// The same text, for slices that live as long as the tree.
    page: StrTendril,
    builder: TreeBuilder<S::Handle, S>,
    open: Open,
    /// Interned names by how they are written.
    names: Recent<'t, LocalName>,
}

/// A start or end tag as written.
struct Written {
    kind: TagKind,
    name: Range<usize>,
    attributes: Vec<Attribute>,
    /// How many attributes there are, those that are not kept included.
    count: usize,
    repeats: bool,
    closes_itself: bool,
}

impl<'t, S: TreeSink> Cutter<'t, S> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.text.len() {
            let markup = self.next_markup(at);
            if markup > at {
                self.characters(reference::in_text(self, at..markup));
            }
            at = self.markup(markup);
        }
    }

    /// Where the next tag, comment or the like begins; the page's end where none does.
    fn next_markup(&self, mut from: usize) -> usize {
        let bytes = self.text.as_bytes();
        while let Some(found) = memchr(b'<', &bytes[from..]) {
            let at = from + found;
            match (bytes.get(at + 1), bytes.get(at + 2)) {
                (Some(b'!' | b'?'), _) | (Some(b'/'), Some(_)) => return at,
                (Some(letter), _) if letter.is_ascii_alphabetic() => return at,
                _ => from = at + 1,
            }
        }
        bytes.len()
    }

    /// Reads what begins with the `<` at `at`; returns what it ends before.
    fn markup(&mut self, at: usize) -> usize {
        let rest = self.text.get(at + 1..).unwrap_or_default();
        match *rest.as_bytes() {
            [] => self.text.len(),
            [b'/', letter, ..] if letter.is_ascii_alphabetic() => self.tag(TagKind::EndTag, at + 2),
            [b'/', b'>', ..] => at + 3,
            [b'!', b'-', b'-', ..] => self.comment(at + 4),
            [b'!', ..] if starts_with(&rest[1..], "doctype") => self.doctype(at),
            [b'!', ..] if rest[1..].starts_with("[CDATA[") && self.is_foreign() => {
                let start = at + 9;
                let found = memmem::find(&self.text.as_bytes()[start..], b"]]>");
                let end = found.map_or(self.text.len(), |found| start + found);
                self.characters(self.slice(start..end));
                self.text.len().min(end + 3)
            }
            [b'!' | b'?' | b'/', ..] => {
                self.send(Token::CommentToken(StrTendril::new()));
                self.past(b'>', at + 2)
            }
            _ => self.tag(TagKind::StartTag, at + 1),
        }
    }

    fn is_foreign(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }

    /// A comment whose content begins at `start`.
    fn comment(&mut self, start: usize) -> usize {
        self.send(Token::CommentToken(StrTendril::new()));
        let content = &self.text.as_bytes()[start..];
        if content.starts_with(b">") {
            return start + 1;
        }
        if content.starts_with(b"->") {
            return start + 2;
        }
        let mut from = 0;
        while let Some(found) = memmem::find(&content[from..], b"--") {
            let after = from + found + 2;
            match content[after..] {
                [b'>', ..] => return start + after + 1,
                [b'!', b'>', ..] => return start + after + 2,
                _ => from = after - 1,
            }
        }
        self.text.len()
    }

    fn doctype(&mut self, at: usize) -> usize {
        let end = self.past(b'>', at);
        let seen = Seen::read(&self.text[at..end], None);
        if let Some(doctype) = seen.doctype {
            self.send(Token::DoctypeToken(doctype));
        }
        end
    }

    fn tag(&mut self, kind: TagKind, name_at: usize) -> usize {
        let Some((tag, mut end)) = self.written(kind, name_at) else { return self.text.len() };
        let name = self.name(tag.name);
        let dropped = match kind {
            TagKind::StartTag if holds_raw_text(&name) && !self.is_foreign() => false,
            TagKind::StartTag => !self.open.enter(&name),
            TagKind::EndTag => !self.open.close(&name),
        };
        for name in self.open.end_formatting() {
            self.send(Token::TagToken(end_tag(name)));
        }
        if dropped {
            self.characters(StrTendril::from_char(' '));
            return end;
        }
        let token = Tag {
            kind,
            name: name.clone(),
            self_closing: tag.closes_itself,
            attrs: tag.attributes,
            had_duplicate_attributes: tag.repeats,
        };
        match self.ask(Token::TagToken(token)) {
            TokenSinkResult::RawData(raw) => end = self.raw_text(raw, &name, end),
            TokenSinkResult::Plaintext => {
                self.characters(self.slice(end..self.text.len()));
                end = self.text.len();
            }
            _ => {}
        }
        end
    }

    /// The content of an element that holds no elements.
    fn raw_text(&mut self, kind: RawKind, name: &str, start: usize) -> usize {
        let end = match kind {
            RawKind::ScriptData => raw::end_of_script(self.text, start),
            _ => raw::end_of_raw_text(self.text, start, name),
        };
        if end > start {
            let text = match kind {
                RawKind::Rcdata => reference::in_text(self, start..end),
                _ => self.slice(start..end),
            };
            self.characters(text);
        }
        end
    }

    /// The tag whose name begins at `name_at`, and what it ends before; nothing where the page ends inside it.
    fn written(&mut self, kind: TagKind, name_at: usize) -> Option<(Written, usize)> {
        let name_end = self.until(name_at, |byte| is_space(byte) || matches!(byte, b'/' | b'>'));
        let mut tag = Written {
            kind,
            name: name_at..name_end,
            attributes: Vec::new(),
            count: 0,
            repeats: false,
            closes_itself: false,
        };
        let mut at = name_end;
        loop {
            at = self.until(at, |byte| !is_space(byte));
            match self.byte(at)? {
                b'>' => return Some((tag, at + 1)),
                b'/' if self.byte(at + 1)? == b'>' => {
                    tag.closes_itself = true;
                    return Some((tag, at + 2));
                }
                b'/' => at += 1,
                _ => at = self.attribute(&mut tag, at)?,
            }
        }
    }

    /// Reads the attribute that begins at `start`; returns what it ends before.
    fn attribute(&mut self, tag: &mut Written, start: usize) -> Option<usize> {
        // An equals sign begins a name where none has begun.
        let name_end = self.until(start + 1, |byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        let mut end = self.until(name_end, |byte| !is_space(byte));
        let mut value = (end..end, None);
        if self.byte(end)? == b'=' {
            let at = self.until(end + 1, |byte| !is_space(byte));
            match self.byte(at)? {
                b'>' => end = at,
                quote @ (b'"' | b'\'') => {
                    let length = memchr(quote, &self.text.as_bytes()[at + 1..])?;
                    value = (at + 1..at + 1 + length, Some(quote));
                    end = at + 2 + length;
                }
                _ => {
                    end = self.until(at, |byte| is_space(byte) || byte == b'>');
                    value = (at..end, None);
                }
            }
        }
        tag.count += 1;
        if tag.kind == TagKind::StartTag && tag.count <= MAX_ATTRIBUTES {
            let name = QualName::new(None, ns!(), self.name(start..name_end));
            if tag.attributes.iter().any(|attribute| attribute.name.local == name.local) {
                tag.repeats = true;
            } else {
                let value = reference::in_attribute(self, value.0, value.1);
                tag.attributes.push(Attribute { name, value });
            }
        }
        Some(end)
    }

    fn name(&mut self, written: Range<usize>) -> LocalName {
        let written: &'t str = &self.text[written];
        self.names.get(written, intern)
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The first place from `at` on whose byte `stops`; the page's end where none does.
    fn until(&self, at: usize, stops: impl Fn(u8) -> bool) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        rest.iter().position(|byte| stops(*byte)).map_or(self.text.len(), |found| at + found)
    }

    /// Behind the next `byte`.
    fn past(&self, byte: u8, at: usize) -> usize {
        (self.until(at, |found| found == byte) + 1).min(self.text.len())
    }

    fn slice(&self, range: Range<usize>) -> StrTendril {
        match (u32::try_from(range.start), u32::try_from(range.len())) {
            (Ok(start), Ok(length)) => self.page.subtendril(start, length),
            _ => StrTendril::from(&self.text[range]),
        }
    }

    fn characters(&self, text: StrTendril) {
        if !text.is_empty() {
            self.send(Token::CharacterTokens(text));
        }
    }

    /// Hands a token on whose answer is of no interest.
    fn send(&self, token: Token) {
        let _ = self.ask(token);
    }

    /// Hands a token on; the answer says how to read on.
    fn ask(&self, token: Token) -> TokenSinkResult<S::Handle> {
        self.builder.process_token(token, 1)
    }
}

fn intern(written: &str) -> LocalName {
    if written.bytes().any(|byte| byte.is_ascii_uppercase()) {
        LocalName::from(written.to_ascii_lowercase())
    } else {
        LocalName::from(written)
    }
}

fn end_tag(name: LocalName) -> Tag {
    let kind = TagKind::EndTag;
    Tag { kind, name, self_closing: false, attrs: Vec::new(), had_duplicate_attributes: false }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | 0x0C)
}

fn starts_with(text: &str, start: &str) -> bool {
    text.as_bytes().get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start.as_bytes()))
}

/// What html5ever's own tokenizer makes of a snippet: for the rare and intricate.
#[derive(Default)]
struct Seen {
    doctype: Option<Doctype>,
    characters: StrTendril,
    attribute: Option<StrTendril>,
}

impl Seen {
    /// Reads a snippet; `state` is where to begin, if not between tags.
    fn read(snippet: &str, state: Option<html5ever::tokenizer::states::State>) -> Self {
        let options = html5ever::tokenizer::TokenizerOpts { initial_state: state, ..Default::default() };
        let tokenizer = Tokenizer::new(Sink(RefCell::default()), options);
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(snippet));
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        tokenizer.end();
        tokenizer.sink.0.into_inner()
    }
}

struct Sink(RefCell<Seen>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let seen = &mut self.0.borrow_mut();
        match token {
            Token::DoctypeToken(doctype) => seen.doctype = Some(doctype),
            Token::CharacterTokens(text) => seen.characters.push_tendril(&text),
            Token::TagToken(tag) => seen.attribute = tag.attrs.into_iter().next().map(|first| first.value),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests;

//! Pictures, figures and embeds: images with their captions, players and posts as links with a label.

use super::caption::{Captioned, captioned};
use super::image::{image_source, is_icon, is_image, looks_like_address};
use super::{Flow, Reader};
use crate::extract::block::{Block, Inline};
use crate::extract::tree::Id;

/// Is this an element that shows something else than text?
pub(super) fn is_media(tag: &str) -> bool {
    matches!(
        tag,
        "img" | "amp-img" | "iframe" | "video" | "audio" | "embed" | "amp-youtube" | "amp-iframe" | "picture"
    )
}

impl Reader<'_, '_> {
    pub(super) fn media(&self, id: Id, flow: &mut Flow) {
        match self.tree.tag(id) {
            "picture" => {
                if let Some(img) = self.first_image(id) {
                    self.image(img, Vec::new(), flow);
                }
            }
            "img" | "amp-img" => self.image(id, Vec::new(), flow),
            _ => {
                if let Some(block) = self.embed(id) {
                    flow.block(block);
                }
            }
        }
    }

    fn image(&self, id: Id, caption: Vec<Inline>, flow: &mut Flow) {
        if is_icon(self.tree, id) {
            return;
        }
        if let Some(src) = image_source(self.tree, id, self.base) {
            let alt = crate::extract::plain::fold_space(self.tree.attr(id, "alt").unwrap_or_default());
            flow.block(Block::Figure { src, alt, caption });
        }
    }

    fn first_image(&self, id: Id) -> Option<Id> {
        (id..self.tree.end(id)).find(|&at| is_image(self.tree.tag(at)))
    }

    /// A figure: its images, the caption with the last of them; anything else in it as it stands.
    pub(super) fn figure(&self, id: Id, flow: &mut Flow, depth: usize) {
        let caption = (id + 1..self.tree.end(id))
            .find(|&at| !self.mask.is_out(at) && super::caption::is_caption(self.tree, at));
        self.picture(id, caption, flow, depth);
    }

    /// One picture with its caption, whatever elements hold them; false where `id` is something else.
    pub(super) fn captioned(&self, id: Id, flow: &mut Flow, depth: usize) -> bool {
        let Some(Captioned { caption, .. }) = captioned(self.tree, self.mask, id) else { return false };
        self.picture(id, Some(caption), flow, depth);
        true
    }

    /// The caption of the picture before it; of none, it says nothing.
    pub(super) fn stray_caption(&self, id: Id, flow: &mut Flow, depth: usize) {
        let mut inner = Flow::default();
        self.children(id, &mut inner, depth);
        let words = as_caption(inner.finish());
        flow.end_paragraph();
        if let Some(Block::Figure { caption, .. }) = flow.blocks.last_mut()
            && caption.is_empty()
        {
            *caption = words;
        }
    }

    fn picture(&self, id: Id, caption: Option<Id>, flow: &mut Flow, depth: usize) {
        flow.end_paragraph();
        let mut rest = Flow::default();
        self.children(id, &mut rest, depth);
        let blocks = rest.finish();
        let mut words = Vec::new();
        if let Some(at) = caption {
            let mut inner = Flow::default();
            self.children(at, &mut inner, depth);
            words = as_caption(inner.finish());
        }
        let pictures = blocks.iter().filter(|block| matches!(block, Block::Figure { .. })).count();
        let is_figure = self.tree.tag(id) == "figure";
        let is_words = |block: &Block| matches!(block, Block::Paragraph(spans) if !is_embed(spans));
        let is_empty = blocks.iter().all(is_words);
        if is_figure && pictures > 0 {
            // What a figure says beside its caption is its credit.
            words = with_credits(words, &blocks);
        }
        let mut caption_text = crate::extract::plain::inline_text(&words);
        if caption_text.chars().count() > super::caption::MOST {
            // A whole text that was named a caption.
            (words, caption_text) = (Vec::new(), String::new());
        }
        let says = |spans: &[Inline]| caption_text.contains(&crate::extract::plain::inline_text(spans));
        let mut seen = 0;
        for block in blocks {
            match block {
                Block::Figure { src, alt, caption: own } => {
                    seen += 1;
                    let caption =
                        if seen == pictures && says(&own) { std::mem::take(&mut words) } else { own };
                    flow.block(Block::Figure { src, alt, caption });
                }
                Block::Paragraph(spans) if (pictures > 0 || is_empty) && says(&spans) => {}
                // Words in the place of a picture that is not there: a player's label, a request for consent.
                Block::Paragraph(spans) if is_figure && is_empty && is_label(&spans) => {}
                other => flow.block(other),
            }
        }
    }

    /// A player or frame as a link with a label; nothing for frames of no known kind.
    fn embed(&self, id: Id) -> Option<Block> {
        let src = ["src", "data-src", "data-lazy-src"]
            .iter()
            .filter_map(|name| self.tree.attr(id, name))
            .find(|src| looks_like_address(src));
        let src = src.or_else(|| {
            (id..self.tree.end(id))
                .filter(|&at| self.tree.tag(at) == "source")
                .find_map(|at| self.tree.attr(at, "src"))
        });
        let video = self
            .tree
            .attr(id, "data-videoid")
            .map(|video| format!("https://www.youtube.com/watch?v={video}"));
        let href = self.base.link(&video.or_else(|| src.map(watch_address))?)?;
        let label = match self
            .tree
            .attr(id, "title")
            .map(crate::extract::plain::fold_space)
            .filter(|title| title.len() > 3)
        {
            Some(title) => title,
            None => embed_label(&href, self.tree.tag(id))?.to_owned(),
        };
        embed_label(&href, self.tree.tag(id))?;
        Some(Block::Paragraph(vec![Inline::Link { href, content: vec![Inline::Text(label)] }]))
    }

    /// A post of a social network, which its site embeds as a quotation with the post's address.
    pub(super) fn quoted_embed(&self, id: Id) -> Option<Block> {
        let class = self.tree.attr(id, "class").unwrap_or_default();
        let known = ["twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "fb-post"]
            .iter()
            .any(|name| class.contains(name));
        if !known {
            return None;
        }
        let named =
            ["data-instgrm-permalink", "cite", "data-href"].iter().find_map(|name| self.tree.attr(id, name));
        let last_link = || {
            (id..self.tree.end(id))
                .rev()
                .find(|&at| self.tree.tag(at) == "a")
                .and_then(|at| self.tree.attr(at, "href"))
        };
        let href = self.base.link(named.or_else(last_link)?)?;
        let words = self.tree.joined(id, self.mask, 2000);
        let label =
            if words.is_empty() { embed_label(&href, "iframe").unwrap_or("↗").to_owned() } else { words };
        Some(Block::Quote(vec![Block::Paragraph(vec![Inline::Link {
            href,
            content: vec![Inline::Text(label)],
        }])]))
    }
}

/// The longest credit beside a caption, in characters.
const LONGEST_CREDIT: usize = 120;

/// So many lines beside a caption are looked at.
const MAX_CREDITS: usize = 8;

/// A figure's caption with the short lines that stand beside it.
fn with_credits(mut caption: Vec<Inline>, blocks: &[Block]) -> Vec<Inline> {
    for block in blocks.iter().take(MAX_CREDITS) {
        let Block::Paragraph(spans) = block else { continue };
        let words = crate::extract::plain::inline_text(spans);
        let known = crate::extract::plain::inline_text(&caption);
        if words.chars().count() <= LONGEST_CREDIT && !known.contains(&words) {
            if !caption.is_empty() {
                caption.push(Inline::Text(" ".to_owned()));
            }
            caption.extend(spans.iter().cloned());
        }
    }
    caption
}

/// Is it short enough to be a label or a caption, and no text?
fn is_label(spans: &[Inline]) -> bool {
    crate::extract::plain::inline_text(spans).chars().count() <= super::caption::LONGEST
}

/// Is it nothing but a link, as embeds are written?
fn is_embed(spans: &[Inline]) -> bool {
    matches!(spans, [Inline::Link { .. }])
}

/// The page that shows what a frame plays.
fn watch_address(src: &str) -> String {
    for mark in ["youtube.com/embed/", "youtube-nocookie.com/embed/"] {
        if let Some((_, rest)) = src.split_once(mark) {
            let video: String =
                rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
            return format!("https://www.youtube.com/watch?v={video}");
        }
    }
    src.to_owned()
}

/// What an embed is called; `None` for frames that are likely no content.
fn embed_label(href: &str, tag: &str) -> Option<&'static str> {
    const KNOWN: [(&str, &str); 12] = [
        ("youtube.com/", "YouTube"),
        ("youtu.be/", "YouTube"),
        ("vimeo.com/", "Vimeo"),
        ("dailymotion.com/", "Dailymotion"),
        ("twitter.com/", "Twitter"),
        ("x.com/", "X"),
        ("instagram.com/", "Instagram"),
        ("tiktok.com/", "TikTok"),
        ("facebook.com/plugins/", "Facebook"),
        ("soundcloud.com/", "SoundCloud"),
        ("spotify.com/", "Spotify"),
        ("aparat.com/", "Aparat"),
    ];
    if let Some((_, label)) = KNOWN.iter().find(|(host, _)| href.contains(host)) {
        return Some(label);
    }
    match tag {
        "video" => Some("▶ video"),
        "audio" => Some("▶ audio"),
        _ => None,
    }
}

/// A caption's blocks as one line.
pub(super) fn as_caption(blocks: Vec<Block>) -> Vec<Inline> {
    let mut caption = Vec::new();
    for block in blocks {
        if let Block::Paragraph(spans) | Block::Heading { content: spans, .. } = block {
            if !caption.is_empty() {
                caption.push(Inline::Text(" ".to_owned()));
            }
            caption.extend(spans);
        }
    }
    caption
}

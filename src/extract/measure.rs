//! How much text every node holds, how much of it in links, and how much like prose it reads; counted once, bottom-up.

use super::names::{self, Hints};
use super::tree::{Id, Mask, Tree};

/// Counts for the text under each node that is not masked. Indexed by node.
#[derive(Debug)]
pub(super) struct Measures {
    /// Characters, white space counted once between words.
    pub chars: Vec<u32>,
    /// Characters inside links.
    pub linked: Vec<u32>,
    /// Commas and the like, of any script.
    pub commas: Vec<u32>,
    /// Images.
    pub images: Vec<u32>,
    /// Characters of the text that stands in the node itself, not in blocks inside it.
    pub own_chars: Vec<u32>,
    /// As `own_chars`, inside links.
    pub own_linked: Vec<u32>,
    /// As `own_chars`, commas.
    pub own_commas: Vec<u32>,
    /// Characters of the node's blocks that read like prose.
    pub prose: Vec<u32>,
}

/// Everything that a judgement about the page rests on.
pub(super) struct Page<'t, 'a> {
    /// The page.
    pub tree: &'t Tree<'a>,
    /// What is out.
    pub mask: &'t Mask,
    /// Counts of what is in.
    pub measures: &'t Measures,
    /// What names say.
    pub hints: &'t [Hints],
}

/// A block with fewer characters of its own is no paragraph.
pub(super) const MIN_PARAGRAPH: u32 = 25;

impl Measures {
    /// Counts everything that `mask` leaves in.
    pub fn new(tree: &Tree<'_>, mask: &Mask) -> Self {
        let zero = || vec![0_u32; tree.len()];
        let mut m = Self {
            chars: zero(),
            linked: zero(),
            commas: zero(),
            images: zero(),
            own_chars: zero(),
            own_linked: zero(),
            own_commas: zero(),
            prose: zero(),
        };
        m.count_texts(tree, mask);
        for id in (1..tree.len()).rev() {
            if mask.is_out(id) {
                m.clear(id);
                continue;
            }
            let tag = tree.tag(id);
            if m.is_paragraph(id) {
                m.prose[id] += m.own_chars[id];
            }
            m.images[id] += u32::from(tag == "img");
            let parent = tree.parent(id);
            m.chars[parent] += m.chars[id];
            m.linked[parent] += m.linked[id];
            m.commas[parent] += m.commas[id];
            m.images[parent] += m.images[id];
            m.prose[parent] += m.prose[id];
        }
        m
    }

    /// Texts: into their own node, and into the nearest block they stand in.
    fn count_texts(&mut self, tree: &Tree<'_>, mask: &Mask) {
        // For every open element: where it ends, the block its text belongs to, whether it is in a link.
        let mut open: Vec<(Id, Id, bool)> = vec![(tree.len(), 0, false)];
        let mut at = 0;
        while at < tree.len() {
            while open.len() > 1 && open.last().is_some_and(|(end, ..)| at >= *end) {
                open.pop();
            }
            if mask.is_out(at) {
                at = tree.end(at);
                continue;
            }
            let (_, block, in_link) = open.last().copied().unwrap_or((0, 0, false));
            if let Some(text) = tree.text(at) {
                let (chars, commas) = tree.counted(at, || count(text));
                self.chars[at] = chars;
                self.commas[at] = commas;
                self.own_chars[block] += chars;
                self.own_commas[block] += commas;
                if in_link {
                    self.linked[at] = chars;
                    self.own_linked[block] += chars;
                }
            } else {
                let tag = tree.tag(at);
                let block = if names::is_block(tag) { at } else { block };
                let is_link = tag == "a" && tree.attr(at, "href").is_some_and(|href| !href.starts_with('#'));
                open.push((tree.end(at), block, in_link || is_link || tag == "button"));
            }
            at += 1;
        }
    }

    fn clear(&mut self, id: Id) {
        for counts in [&mut self.chars, &mut self.linked, &mut self.commas, &mut self.images, &mut self.prose]
        {
            counts[id] = 0;
        }
    }

    /// Does the node hold, by itself, what reads like a paragraph?
    pub fn is_paragraph(&self, id: Id) -> bool {
        let (chars, linked) = (self.own_chars[id], self.own_linked[id]);
        chars >= MIN_PARAGRAPH && linked * 2 < chars && (chars >= 80 || self.own_commas[id] > 0)
    }

    /// Share of the text that is links, 0 to 1.
    pub fn link_density(&self, id: Id) -> f32 {
        share(self.linked[id], self.chars[id])
    }
}

/// `part` of `whole`, 0 when there is no whole.
pub(super) fn share(part: u32, whole: u32) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

/// Characters, runs of white space as one, and commas or full stops inside text.
fn count(text: &str) -> (u32, u32) {
    let (mut chars, mut commas, mut in_word) = (0_u32, 0_u32, false);
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            in_word = true;
            chars += 1;
            continue;
        }
        if c.is_whitespace() {
            chars += u32::from(in_word);
            in_word = false;
            continue;
        }
        in_word = true;
        chars += 1;
        commas += u32::from(matches!(
            c,
            ',' | '،'
                | '؛'
                | '؟'
                | '。'
                | '、'
                | '，'
                | '．'
                | '！'
                | '؍'
                | '۔'
                | '।'
                | '‚'
                | ';'
                | '.'
                | '…'
                | '?'
                | '!'
        ));
    }
    (chars, commas)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::tree;

    #[test]
    fn counts_go_up_and_masked_text_does_not_count() {
        let html =
            tree::parse("<div><p>قال، نعم.<a href=/x>رابط</a><span>سر</span></p><ul><li>ab</ul></div>");
        let tree = Tree::new(&html);
        let mut mask = Mask::new(&tree);
        let span = tree.elements("span").next().expect("in the page");
        mask.drop(span);
        let m = Measures::new(&tree, &mask);
        let p = tree.elements("p").next().expect("in the page");
        assert_eq!((m.chars[p], m.linked[p], m.commas[p]), (13, 4, 2));
        assert_eq!((m.chars[0], m.own_chars[p]), (15, 13));
    }
}

//! How much text every node holds, how much of it in links, and how much like prose it reads; counted once, bottom-up.

use super::names::{self, Hints};
use super::tree::{Id, Mask, Tree};

/// The counts of every node, for the text that is not masked. Indexed by node.
#[derive(Debug)]
pub(super) struct Measures(Vec<Counts>);

/// How much text a node holds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    /// Characters, white space counted once between words.
    pub chars: u32,
    /// Characters inside links.
    pub linked: u32,
    /// Commas and the like, of any script.
    pub commas: u32,
    /// Images.
    pub images: u32,
    /// Characters of the text that stands in the node itself, not in blocks inside it.
    pub own_chars: u32,
    /// As `own_chars`, inside links.
    pub own_linked: u32,
    /// As `own_chars`, commas.
    pub own_commas: u32,
    /// Characters of the node's blocks that read like prose.
    pub prose: u32,
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
        let mut m = Self(vec![Counts::default(); tree.len()]);
        m.count_texts(tree, mask);
        for id in (1..tree.len()).rev() {
            if mask.is_out(id) {
                m.0[id] = Counts::default();
                continue;
            }
            if m.is_paragraph(id) {
                m.0[id].prose += m[id].own_chars;
            }
            m.0[id].images += u32::from(tree.tag(id) == "img");
            let (inner, outer) = (m[id], &mut m.0[tree.parent(id)]);
            outer.chars += inner.chars;
            outer.linked += inner.linked;
            outer.commas += inner.commas;
            outer.images += inner.images;
            outer.prose += inner.prose;
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
                self.0[at].chars = chars;
                self.0[at].commas = commas;
                self.0[block].own_chars += chars;
                self.0[block].own_commas += commas;
                if in_link {
                    self.0[at].linked = chars;
                    self.0[block].own_linked += chars;
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

    /// Does the node hold, by itself, what reads like a paragraph?
    pub fn is_paragraph(&self, id: Id) -> bool {
        let (chars, linked) = (self[id].own_chars, self[id].own_linked);
        chars >= MIN_PARAGRAPH && linked * 2 < chars && (chars >= 80 || self[id].own_commas > 0)
    }

    /// Share of the text that is links, 0 to 1.
    pub fn link_density(&self, id: Id) -> f32 {
        share(self[id].linked, self[id].chars)
    }
}

impl std::ops::Index<Id> for Measures {
    type Output = Counts;

    fn index(&self, id: Id) -> &Counts {
        &self.0[id]
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
        assert_eq!((m[p].chars, m[p].linked, m[p].commas), (13, 4, 2));
        assert_eq!((m[0].chars, m[p].own_chars), (15, 13));
    }
}

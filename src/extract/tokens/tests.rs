//! Tokens and trees held against html5ever's own: on snippets, on made-up pages, on pages that end anywhere. Says nothing about
//! what `tame` cuts, which has its own tests.

use super::*;
use proptest::prelude::*;
use scraper::{Html, HtmlTreeSink};

fn ours(page: &str) -> Html {
    parse(page, HtmlTreeSink::new(Html::new_document()))
}

/// The tree as a person can compare it. Comments only hold their place.
fn shape(page: &Html) -> String {
    let mut out = format!("{:?}", page.quirks_mode);
    for node in page.tree.root().descendants() {
        let depth = node.ancestors().count();
        let value = match node.value() {
            scraper::Node::Comment(_) => "<!>".to_owned(),
            value => format!("{value:?}"),
        };
        out.push_str(&format!("\n{depth} {value}"));
    }
    out
}

fn same(page: &str) {
    assert_eq!(shape(&ours(page)), shape(&Html::parse_document(page)), "{page:?}");
}

#[test]
fn cuts_as_html5ever_does() {
    for page in [
        "",
        "<",
        "</",
        "<!",
        "<p",
        "<p x",
        "<p x=",
        "<p x='",
        "</>a",
        "</ a>b",
        "<?xml version='1.0'?><p>",
        "<!doctype html><p><table>",
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 3.2//EN\"><p><table>",
        "<!doctype html SYSTEM 'a>b'>",
        "<p a=1 A=2 = =3 b/c / d=/e/>x",
        "<p a='1'b=\"2\"c>",
        "<P CLASS=ب>نص",
        "a<!---->b<!-->c<!--->d<!-- -- --!>e<!-- > --->f<!-- ",
        "<script>a<b</script >c<script></scripty></script>d",
        "<script><!-- <script> </script> --> </script>e",
        "<script><!--><script></script>f",
        "<script><!-- <script> </script> </script>g",
        "<title>&amp;<b></title>&lt;b&gt; &notit; &not; &#1575;&#x627; &#0;&#128; &amp &",
        "<a href='?a=1&b=2&amp;c=3&copy=4&copy;&not=5&notit;&lt'>x</a>",
        "<a href=?a&amp;b\"'&lt>x",
        "<style>a{}</style><noscript><p></noscript><textarea>\n\n<p></textarea><pre>\n\nx",
        "<svg><![CDATA[a<b>&amp;]]><title><p>x</svg><![CDATA[y]]>z",
        "<svg><style><p></style><path/></svg><math><mi>x</math>",
        "<plaintext><p></plaintext>",
        "<table>a<tr>b<td>c</table>d<select><option>e<optgroup></select>",
        "<template><p>a</template>b<iframe><p></iframe><xmp><p></xmp>",
        "<p>a\r\nb\rc\n\r\nd<pre>\r\ne</pre><script>\r\nf</script>",
        "<b><p>a</b>b<i><div></b></i>c</p>",
        "<frameset><frame></frameset><noframes><p></noframes>",
        "a < b <3 <é> a<",
    ] {
        same(page);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn cuts_as_html5ever_does_whatever_comes(parts in prop::collection::vec(prop::sample::select(vec![
        "<", ">", "/", "!", "--", "-", "=", "'", "\"", " ", "\n", "\r\n", "&", ";", "#", "x", "amp", "amp;", "lt", "not", "#65", "<p",
        "<p>", "</p>", "<b>", "</b>", "<a href=", "<div class='", "<script>", "</script", "</script>", "<script", "<!--", "-->",
        "<style>", "</style>", "<title>", "</title>", "<svg>", "</svg>", "<![CDATA[", "]]>", "<table>", "<td>", "</table>", "<br/>",
        "<!doctype", " html", "<?", "</", "<textarea>", "</textarea>", "<noscript>", "</noscript>", "نص", "<math>", "<template>",
        "</template>", "<select>", "A", "é", "\u{c}", "<plaintext>", "<TITLE>", "<form>", "<li>", "<font size=1>",
    ]), 0..24)) {
        same(&parts.concat());
    }
}

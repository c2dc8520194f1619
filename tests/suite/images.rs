//! Images that were saved with their pages: kept by `convert`, shown in their sizes by `build`, gone with their articles.

use crate::archive::Archive;
use image::{ImageFormat, Rgb, RgbImage};
use std::io::Cursor;
use std::time::{Duration, SystemTime};

/// A picture of its own for every seed.
pub fn picture(width: u32, height: u32, seed: u8, format: ImageFormat) -> Vec<u8> {
    let dot = |x: u32, y: u32| Rgb([(x % 251) as u8, (y % 241) as u8, seed.wrapping_mul(37)]);
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_fn(width, height, dot).write_to(&mut bytes, format).expect("in memory");
    bytes.into_inner()
}

const TEXT: &str =
    "<p>صادق مجلس المدينة أمس على مشروع لتجديد شبكة الماء في الأحياء القديمة بعد نقاش طويل بين أعضائه.</p>";

/// A page with this in its head, above its text and inside it.
fn page(head: &str, above: &str, inside: &str) -> String {
    format!(
        "<!doctype html><html lang=ar><head><meta charset=utf-8><link rel=canonical href='https://wadi.example/2017/ma'>\
         <meta property='article:published_time' content='2017-04-27T16:28:00'>{head}</head><body><article>\
         <h1>المجلس يصادق على مشروع الماء</h1>{above}<div class='article-body'>{TEXT}{TEXT}{inside}{TEXT}</div></article>"
    )
}

const FILE: &str = "content/2017/04/27/المجلس-يصادق-على-مشروع-الماء.md";
const HTML: &str = "public/2017/04/27/المجلس-يصادق-على-مشروع-الماء/index.html";

/// A page as a browser saves it, with its folder.
fn saved() -> Archive {
    let og = "<meta property='og:image' content='https://wadi.example/img/shabaka-1.jpg'>";
    let lead = "<figure><img src='./ma_files/shabaka-1.jpg' alt='شبكة'><figcaption>الشبكة القديمة</figcaption></figure>";
    let inside = "<figure><img src='ma_files/khariта%20x.png' alt='خريطة'><figcaption>خريطة الحي</figcaption></figure>\
                  <img src='ma_files/pixel.gif'><img src='ma_files/drawing.svg'><img src='https://wadi.example/not-here.jpg' alt='غائبة'>";
    Archive::new()
        .page("ma.html", page(og, lead, inside))
        .page("ma_files/shabaka-1.jpg", picture(1100, 700, 1, ImageFormat::Jpeg))
        // Its name says PNG.
        .page("ma_files/khariта x.png", picture(400, 300, 2, ImageFormat::WebP))
        .page("ma_files/pixel.gif", picture(1, 1, 3, ImageFormat::Gif))
        .page(
            "ma_files/drawing.svg",
            "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        )
}

/// The names of the files below `folder`, from there.
fn names(archive: &Archive, folder: &str) -> Vec<String> {
    let below = format!("{folder}/");
    archive.files(folder).into_keys().map(|name| name.replace(&below, "")).collect()
}

/// The path of the one kept image whose name ends so.
fn kept(archive: &Archive, end: &str) -> String {
    let all = names(archive, "content/images");
    let mut found = all.iter().filter(|name| name.ends_with(end));
    let (name, other) = (found.next(), found.next());
    assert!(name.is_some() && other.is_none(), "{end} in {all:?}");
    name.cloned().unwrap_or_default()
}

fn age(archive: &Archive) {
    for folder in ["content", "pages"] {
        for path in archive.files(folder).keys() {
            let file = std::fs::File::options().write(true).open(archive.path(path)).expect("it is there");
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000)).expect("a time");
        }
    }
}

fn build(archive: &Archive) -> [u64; 3] {
    let run = archive.run(&["build", "--json"]);
    assert_eq!(run.status, 0, "{run:?}");
    let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("one JSON object");
    ["rendered", "written", "removed"].map(|key| report[key].as_u64().expect(key))
}

#[test]
fn a_saved_page_comes_with_its_images() {
    let archive = saved();
    age(&archive);
    assert_eq!(archive.convert()["ma.html"], format!("written {FILE}"));
    let (lead, inside) = (kept(&archive, "-1100x700.jpg"), kept(&archive, "-400x300.webp"));
    assert_eq!(names(&archive, "content/images").len(), 2, "nobody misses a pixel or a drawing");
    let bytes = std::fs::read(archive.path(&format!("content/images/{lead}"))).expect("it is there");
    assert_eq!(bytes, picture(1100, 700, 1, ImageFormat::Jpeg));
    let text = archive.read(FILE);
    assert!(text.contains("src = \"https://wadi.example/img/shabaka-1.jpg\"\n"), "{text}");
    assert!(text.contains(&format!("file = \"images/{lead}\"\nalt = \"شبكة\"\n")), "{text}");
    assert!(text.contains(&format!("![خريطة](images/{inside} \"خريطة الحي\")")), "{text}");
    assert!(text.contains("(https://wadi.example/not-here.jpg)"), "{text}");
    age(&archive);
    assert_eq!(archive.convert()["ma.html"], format!("unchanged {FILE}"));

    build(&archive);
    let stem = lead.trim_end_matches(".jpg");
    let mut built = names(&archive, "public/images");
    built.sort();
    let (small, column) = (format!("{stem}-320.webp"), format!("{stem}-960.webp"));
    let mut expected = vec![lead.clone(), small.clone(), column.clone(), inside.clone()];
    expected.push(inside.replace(".webp", "-320.webp"));
    expected.sort();
    assert_eq!(built, expected);
    let size = |name: &str| {
        let bytes = std::fs::read(archive.path(&format!("public/images/{name}"))).expect(name);
        let image = image::load_from_memory_with_format(&bytes, ImageFormat::WebP).expect("a WebP file");
        (image.width(), image.height())
    };
    assert_eq!((size(&small), size(&column)), ((320, 204), (960, 611)));

    let html = archive.read(HTML);
    let root = "../../../../images";
    let srcset = format!("{root}/{small} 320w, {root}/{column} 960w, {root}/{lead} 1100w");
    assert!(html.contains(&format!("<img src=\"{root}/{lead}\" srcset=\"{srcset}\"")), "{html}");
    assert!(html.contains("width=\"1100\" height=\"700\" fetchpriority=\"high\" alt=\"شبكة\""), "{html}");
    assert!(
        html.contains("width=\"400\" height=\"300\" loading=\"lazy\" decoding=\"async\" alt=\"خريطة\""),
        "{html}"
    );
    let images = || html.split("<img ").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
    assert_eq!(images().count(), 2);
    assert!(images().all(|image| !image.contains("//")), "an image is asked of another host");
    assert!(!html.contains("og:image"), "without a base address there is none to give");
    let front = archive.read("public/index.html");
    assert!(
        front.contains(&format!("<img src=\"images/{small}\" srcset=")) && front.contains("alt=\"\""),
        "{front}"
    );
    assert!(archive.read("public/2017/04/index.html").contains(&small));

    age(&archive);
    build(&archive);
    assert_eq!(build(&archive), [0, 0, 0], "what is as it was is not drawn again");
    archive.remove("pages/ma.html");
    archive.remove(FILE);
    build(&archive);
    assert_eq!(names(&archive, "public/images"), [""; 0]);
    assert_eq!(names(&archive, "content/images").len(), 2, "what is kept is the user's");
}

#[test]
fn images_have_an_address_where_the_archive_has_one() {
    let archive = saved();
    archive.write(
        "site.toml",
        "title = \"أرشيف\"\nsources = [\"pages\"]\nbase_url = \"https://archive.example/a/\"\n",
    );
    build(&archive);
    let html = archive.read(HTML);
    let address = format!("https://archive.example/a/images/{}", kept(&archive, ".jpg"));
    assert!(html.contains(&format!("<meta property=\"og:image\" content=\"{address}\">")), "{html}");
    assert!(html.contains(&format!("\"image\":\"{address}\"")), "{html}");
}

#[test]
fn images_inside_a_page_are_kept_and_leave_no_data_behind() {
    use base64::Engine as _;
    let data = |bytes: &[u8]| base64::engine::general_purpose::STANDARD.encode(bytes);
    let large = picture(300, 200, 5, ImageFormat::Jpeg);
    let inside = format!(
        "<p><img src='data:image/png;base64,{}' alt='باب'></p><p><img src='data:image/svg+xml;base64,{}'></p>",
        data(&large),
        data(&[b'a'; 4000])
    );
    let lead = "<meta property='og:image' content='https://wadi.example/lead.jpg'>";
    let archive = Archive::new().page("ma.html", page(lead, "", &inside));
    archive.convert();
    let (text, name) = (archive.read(FILE), kept(&archive, "-300x200.jpg"));
    assert!(text.contains(&format!("![باب](images/{name})")) && !text.contains("data:"), "{text}");
    assert!(archive.convert()["ma.html"].starts_with("unchanged"));
}

#[test]
fn a_bad_image_is_told_and_the_article_goes_on() {
    let png = picture(200, 200, 7, ImageFormat::Png);
    let mut bomb = picture(60, 60, 7, ImageFormat::Jpeg);
    bomb.resize((20 << 20) + 1, 0);
    let inside = "<p><img src='ma_files/cut.png'></p><p><img src='ma_files/large.jpg'></p>\
                  <p><img src='../../../../../etc/hostname'></p><p><img src='ma_files/page.jpg'></p>";
    let archive = Archive::new()
        .page("ma.html", page("", "", inside))
        .page("ma_files/cut.png", &png[..png.len() / 2])
        .page("ma_files/large.jpg", bomb)
        .page("ma_files/page.jpg", "<html>404</html>");
    let run = archive.run(&["convert"]);
    assert_eq!(run.status, 0, "{run:?}");
    for told in [
        "'ma_files/cut.png' is not kept: it is damaged",
        "'ma_files/large.jpg' is not kept: it is larger than 20 MiB",
    ] {
        assert!(run.stderr.contains(told) && run.stderr.contains("pages/ma.html"), "{}", run.stderr);
    }
    assert!(!run.stderr.contains("hostname") && !run.stderr.contains("page.jpg"), "{}", run.stderr);
    assert!(archive.path(FILE).exists() && !archive.path("content/images").exists());
    build(&archive);
}

#[test]
fn a_kept_image_that_was_deleted_comes_back() {
    let archive = saved();
    age(&archive);
    archive.convert();
    let image = format!("content/images/{}", kept(&archive, ".jpg"));
    archive.remove(&image);
    assert_eq!(archive.convert()["ma.html"], format!("unchanged {FILE}"));
    assert!(archive.path(&image).exists());
    // An edited article is left alone, and so is what it shows.
    archive.write(FILE, archive.read(FILE).replace("نقاش طويل", "نقاش قصير"));
    archive.remove(&image);
    assert_eq!(archive.convert()["ma.html"], format!("kept-because-edited {FILE}"));
    assert!(!archive.path(&image).exists());
    build(&archive);
    let html = archive.read(HTML);
    assert!(
        html.contains("figure missing") && html.contains("https://wadi.example/img/shabaka-1.jpg"),
        "{html}"
    );
}

#[test]
fn a_kept_image_that_is_damaged_is_shown_as_it_is_and_told_each_time() {
    let archive = saved();
    archive.convert();
    let name = kept(&archive, ".jpg");
    archive.write(&format!("content/images/{name}"), "no pixels");
    age(&archive);
    let small = format!("public/images/{}", name.replace(".jpg", "-320.webp"));
    for _ in 0..2 {
        let run = archive.run(&["build"]);
        assert!(run.status == 0 && run.stderr.contains(&format!("content/images/{name}")), "{run:?}");
        assert!(run.stderr.contains("shown as it is"), "{run:?}");
        assert_eq!(archive.read(&small), "no pixels");
    }
    archive.remove(&format!("content/images/{name}"));
    let run = archive.run(&["build"]);
    assert!(!run.stderr.contains("shown as it is"), "{run:?}");
    assert_ne!(std::fs::read(archive.path(&small)).expect("it is there"), b"no pixels");
}

#[test]
fn a_mirror_is_searched_by_hosts() {
    let inside = "<p><img src='/img/khabar-1.jpg' alt='باب'></p><p><img src='https://cdn.example/i/khabar-2.jpg?w=9'></p>";
    let archive = Archive::new()
        .page("wadi.example/2017/ma.html", page("", "", inside))
        .page("wadi.example/img/khabar-1.jpg", picture(90, 60, 1, ImageFormat::Jpeg))
        .page("cdn.example/i/khabar-2.jpg?w=9", picture(80, 60, 1, ImageFormat::Png));
    archive.convert();
    kept(&archive, "-90x60.jpg");
    kept(&archive, "-80x60.png");
}

#[test]
fn one_story_saved_with_and_without_its_images_is_one() {
    let archive = saved();
    let bare = page("", "", "<figure><img src='https://wadi.example/k.png' alt='خريطة'></figure>");
    let with = bare.replace("https://wadi.example/k.png", "b_files/k.png");
    archive.remove("pages/ma.html");
    archive.write("pages/a.html", bare);
    archive.write("pages/b.html", with);
    archive.write("pages/b_files/k.png", picture(90, 60, 1, ImageFormat::Png));
    let fates = archive.convert();
    assert!(fates["b.html"].starts_with("duplicate-of"), "{fates:?}");
    assert!(!archive.path("content/images").exists(), "a duplicate brings nothing");
}

#[test]
fn a_file_of_the_users_stands_in_for_an_image() {
    let archive = saved();
    archive.convert();
    let name = kept(&archive, ".jpg");
    archive.write(&format!("static/images/{name}"), "mine");
    build(&archive);
    assert_eq!(archive.read(&format!("public/images/{name}")), "mine");
    assert!(archive.read(HTML).contains(&format!("<img src=\"../../../../images/{name}\" fetchpriority")));
}

#[test]
fn an_animation_moves_where_it_is_read_and_stands_still_in_lists() {
    let above = "<figure><img src='ma_files/moving-1.gif'></figure>";
    let archive = Archive::new()
        .page("ma.html", page("", above, ""))
        .page("ma_files/moving-1.gif", picture(700, 500, 4, ImageFormat::Gif));
    build(&archive);
    let (name, html) = (kept(&archive, "-700x500.gif"), archive.read(HTML));
    let still = name.replace(".gif", "-320.webp");
    assert!(html.contains(&format!("{name}\" width=\"700\"")) && !html.contains("srcset"), "{html}");
    assert!(
        archive.read("public/index.html").contains(&format!("<img src=\"images/{still}\" width=\"320\""))
    );
    assert!(
        !archive.read(FILE).contains("src = "),
        "a browser's folder is no address: {}",
        archive.read(FILE)
    );
}

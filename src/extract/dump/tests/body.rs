//! Where the text begins and ends, and what interrupts it.

use super::{BODY, body, caption, dump, paragraphs, related};

#[test]
fn furniture_inside_the_body_goes() {
    let paragraphs = paragraphs();
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\nممر السوق بعد الترميم\nممر السوق بعد الترميم\n\n{}\n\nاقرأ أيضا: النهر يفيض على الضفتين مرة أخرى\n\n{}\n\nإعلان\nممر السوق بعد الترميم\n![]() |\nFacebook Twitter WhatsApp\n\n{}",
        paragraphs[0], paragraphs[1], paragraphs[2]
    ));
    assert_eq!(page.text, body());
    assert_eq!(caption(&page), Some("ممر السوق بعد الترميم"));
    assert_eq!(related(&page), ["النهر يفيض على الضفتين مرة أخرى"]);
}

#[test]
fn a_read_also_box_does_not_end_the_body() {
    let paragraphs = paragraphs();
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n{}\n\n{}\n\nاقرأ أيضا\nالنهر يفيض على الضفتين مرة أخرى\nعداءة شابة تحطم رقما قديما\n\n{}",
        paragraphs[0], paragraphs[1], paragraphs[2]
    ));
    assert_eq!(page.text, body());
    assert_eq!(related(&page), ["النهر يفيض على الضفتين مرة أخرى", "عداءة شابة تحطم رقما قديما"]);
}

#[test]
fn a_read_also_line_above_a_subhead_does_not_end_the_body() {
    let paragraphs = paragraphs();
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n{}\n\nRead more: The river floods both banks again\n\nتفاصيل الأشغال\n\n{}\n\nRelated: The bridge is safe to cross\n\n{}",
        paragraphs[0], paragraphs[1], paragraphs[2]
    ));
    assert_eq!(page.text.replace("\nتفاصيل الأشغال", ""), body());
    assert_eq!(related(&page), ["The river floods both banks again", "The bridge is safe to cross"]);
}

#[test]
fn verses_and_minutes_are_text() {
    let verses =
        "يا نهر خذني إلى الضفاف\nواترك على الماء ظلي القديم\nكنا صغارا نعد الحصى\nوالريح تمضي بلا موعد";
    let page = dump(&format!("أغنية إلى النهر\nشعر: رنا خليل\nنشر في 9 سبتمبر 2014\n\n{verses}"));
    assert_eq!(page.article.title, "أغنية إلى النهر");
    assert_eq!(page.text, verses);
    let minute = |at: u32| format!("العضو رقم {at} يتحدث عن السوق ويطلب الكلمة من جديد أمام الحاضرين");
    let minutes: Vec<String> = (10..20).map(minute).collect();
    let ticker: Vec<String> = (10..20).map(|at| format!("{at}:30\n{}", minute(at))).collect();
    let page = dump(&format!("مباشر: جلسة المجلس البلدي\n9 سبتمبر 2014\n\n{}", ticker.join("\n")));
    assert_eq!(page.text, minutes.join("\n"));
}

#[test]
fn the_parts_of_a_recipe_belong() {
    let recipe = "المقادير:\nكوب من العدس الأصفر\nبصلة متوسطة مقطعة\nلتر من مرق الخضار\nالطريقة:\n\
                  يوضع العدس مع البصل في قدر على نار متوسطة.\nيضاف المرق ويترك حتى ينضج العدس تماما.\nيقدم ساخنا مع الخبز المحمص.";
    let page = dump(&format!("طريقة عمل شوربة العدس\n9 سبتمبر 2014\n\n{recipe}"));
    assert_eq!(page.article.title, "طريقة عمل شوربة العدس");
    assert_eq!(page.text, recipe);
}

#[test]
fn announced_results_belong() {
    let results = "وهذه نتائج باقي المباريات:\nالوادي 0 - 1 النهر\nالجسر 2 - 2 الشمال\nالسهل 3 - 1 الجبل";
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n{BODY}\n{results}\n\nاقرأ أيضا\nالنهر يفيض على الضفتين"
    ));
    assert_eq!(page.text, format!("{}\n{results}", body()));
    assert_eq!(related(&page), ["النهر يفيض على الضفتين"]);
    // Headlines with numbers are none, though the text ends in a number.
    let others = "إصابة 3 عمال في حادث سير\nافتتاح 12 مدرسة في الشمال";
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n{BODY}\nوبلغ عدد التجار 60.\n{others}\n\nاتصل بنا"
    ));
    assert_eq!(page.text, format!("{}\nوبلغ عدد التجار 60.", body()));
}

#[test]
fn a_box_and_a_line_of_other_articles_do_not_end_the_body() {
    let paragraphs = paragraphs();
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n{}\nاقرأ أيضا\n- النهر يفيض على الضفتين مرة أخرى\n- عداءة شابة تحطم رقما قديما\n{}\nشاهد أيضا: فيديو من داخل السوق\n{}",
        paragraphs[0], paragraphs[1], paragraphs[2]
    ));
    assert_eq!(page.text, body());
    assert_eq!(related(&page).len(), 3);
}

#[test]
fn the_last_paragraph_belongs_behind_a_box_too() {
    let paragraphs = paragraphs();
    for box_of_others in ["اقرأ أيضا\nالنهر يفيض على الضفتين مرة أخرى", "المصدر: نسيم الشمال"]
    {
        let last = "وطالب رئيس البلدية الحكومة بصرف تعويضات للتجار.";
        let page = dump(&format!(
            "السوق المغطى يفتح أبوابه من جديد\n\n{}\n{}\n{}\n{box_of_others}\n{last}\n",
            paragraphs[0], paragraphs[1], paragraphs[2]
        ));
        assert_eq!(page.text, format!("{}\n{last}", body()), "{box_of_others}");
    }
}

#[test]
fn questions_with_marks_belong() {
    let talk = "- متى يعود التجار؟\n- الأسبوع المقبل، كلهم.\n- وماذا عن الأسعار؟\n- لن تتغير.";
    let page = dump(&format!("السوق المغطى يفتح أبوابه من جديد\n9 سبتمبر 2014\n\n{}\n{talk}\n", body()));
    assert_eq!(page.text, format!("{}\n{talk}", body()));
    assert!(related(&page).is_empty());
}

#[test]
fn a_list_of_headlines_is_no_article() {
    let headline = |at: u32| {
        format!("البلدية تعلن عن افتتاح المشروع رقم {at} في الحي الشمالي من المدينة\n{at} سبتمبر 2014\n")
    };
    let page = dump(&format!("أخبار محلية\n{}", (10..25).map(headline).collect::<String>()));
    assert_eq!(page.kind, crate::extract::Kind::Other("list of articles".to_owned()), "{}", page.text);
}

#[test]
fn comments_stay_out() {
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n{BODY}\n\nالتعليقات (2)\n1 - زائر\nخبر سار جدا، كنا ننتظر عودة التجار إلى أماكنهم منذ وقت طويل، ونرجو أن تستمر النظافة فيه.\n2 - ابن المدينة\nوماذا عن التجار الذين لم يحصلوا على محلاتهم؟ لا أحد يتحدث عنهم في هذه الجريدة ولا غيرها.\n\nالأكثر قراءة\nالنهر يفيض على الضفتين"
    ));
    assert_eq!(page.text, body());
    assert_eq!(related(&page), ["النهر يفيض على الضفتين"]);
}

#[test]
fn short_sentences_and_subheads_belong() {
    let paragraphs = paragraphs();
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\nطال الانتظار.\n\n{}\n\nتفاصيل الأشغال\n\n{}\n\n{}\n\nيتبع.\n\nشارك\nFacebook",
        paragraphs[0], paragraphs[1], paragraphs[2]
    ));
    let lines: Vec<&str> = page.text.lines().collect();
    assert_eq!((lines.len(), lines[0], lines[5]), (6, "طال الانتظار.", "يتبع."));
    assert!(page.article.body.contains("## تفاصيل الأشغال"), "{}", page.article.body);
}

#[test]
fn notices_at_both_ends_go() {
    let page = dump(&format!(
        "يستعمل موقعنا ملفات تعريف الارتباط ليعرض لك محتوى يناسبك، وبمتابعة التصفح فإنك تقبل بذلك.\n\n{BODY}\n\nالتعليقات المنشورة تلزم أصحابها وحدهم، وللإدارة حق حذف ما يخالف القانون أو يسيء إلى الأشخاص."
    ));
    assert_eq!(page.text, body());
}

#[test]
fn a_dump_cut_short_keeps_its_last_line() {
    let cut: String = BODY.chars().take(BODY.chars().count() - 30).collect();
    let page = dump(&format!("السوق المغطى يفتح أبوابه من جديد\n\n{cut}"));
    assert_eq!(page.text.lines().count(), 3);
}

#[test]
fn one_line_is_a_body_too() {
    let line = BODY.replace("\n\u{a0}\n", " ");
    let page = dump(&format!("عمان ـ مرصد اليوم\n{line}"));
    assert_eq!(page.text, line);
    assert_eq!(page.article.title, "");
    assert_eq!(page.article.byline.as_deref(), Some("عمان ـ مرصد اليوم"));
    assert_eq!(page.article.agency.as_deref(), Some("مرصد اليوم"));
}

#[test]
fn the_first_paragraph_may_stand_alone_above_a_box() {
    let paragraphs = paragraphs();
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\nأبواب السوق المغطى تفتح من جديد بعد ثلاث سنوات.\n\nاقرأ أيضا\nالنهر يفيض على الضفتين\n\nقال سليم الدباغ، وهو بائع أقمشة، إنه لم يصدق ما رأى.\n\n{}\n\n{}",
        paragraphs[1], paragraphs[2]
    ));
    assert_eq!(page.text.lines().count(), 4, "{}", page.text);
    assert_eq!(related(&page), ["النهر يفيض على الضفتين"]);
}

#[test]
fn an_appeal_below_the_text_is_not_of_it() {
    let page = dump(&format!(
        "السوق المغطى يفتح أبوابه من جديد\n\n{BODY}\n\nحمل تطبيقنا الآن وتابع الأخبار على هاتفك."
    ));
    assert_eq!(page.text, body());
}

#[test]
fn a_list_at_the_end_is_of_the_text() {
    for items in ["- إصلاح الأقواس\n- طلاء الأبواب\n- حارس ليلي", "1. إصلاح الأقواس\n2. طلاء الأبواب\n3. حارس ليلي"]
    {
        let page = dump(&format!(
            "السوق المغطى يفتح أبوابه من جديد\n\n{}\nوتشمل الأشغال:\n{items}\n\nاقرأ أيضا\nالنهر يفيض على الضفتين",
            body()
        ));
        assert_eq!(page.text, format!("{}\nوتشمل الأشغال:\n{items}", body()));
        assert_eq!(related(&page), ["النهر يفيض على الضفتين"]);
    }
}

#[test]
fn an_interview_begins_with_its_question_and_ends_with_its_answer() {
    let talk = |ask: &str, answer: &str| {
        format!(
            "{ask} متى عدت إلى السوق؟\n{answer} عدت يوم الافتتاح، وكان الناس يملؤون الممرات من الصباح حتى المساء.\n\
             {ask} هل تغير الكثير؟\n{answer} السقف وحده يكفي، فقد كنا نعمل تحت المطر كل شتاء منذ عشرين عاما.\n{ask} شكرا لك.\n{answer} شكرا لكم"
        )
    };
    for (ask, answer) in [("*", "-"), ("س:", "ج:"), ("المرصد:", "الدباغ:")] {
        let page = dump(&format!(
            "الدباغ: لن أغلق المحل مرة أخرى\n\nأجرى الحوار: رنا خليل\n\n9 سبتمبر 2014\n\n{}\n\nاقرأ أيضا\nالنهر يفيض على الضفتين",
            talk(ask, answer)
        ));
        assert_eq!(page.text, talk(ask, answer));
        assert_eq!(page.article.title, "الدباغ: لن أغلق المحل مرة أخرى");
        assert_eq!(page.article.authors, ["رنا خليل"]);
        assert_eq!(related(&page), ["النهر يفيض على الضفتين"]);
    }
}

#[test]
fn a_recipe_begins_with_what_it_takes() {
    let text = "المقادير:\n- كوب من الدقيق\n- رشة ملح\nالتحضير:\n1. اخلطي الدقيق والملح في وعاء كبير.\n2. أضيفي الماء ثم اعجني جيدا حتى تتماسك العجينة.\n3. اتركيها ساعة.";
    let page = dump(&format!("خبز الدقيق كما تعده الجدات\n\n{text}"));
    assert_eq!(page.text, text);
    assert_eq!(page.article.title, "خبز الدقيق كما تعده الجدات");
    assert_eq!(page.article.agency, None);
    // What it takes is neither headline nor byline nor caption below a menu.
    let text = text.replace("- ", "");
    let page = dump(&format!(
        "الرئيسية\nرياضة\nثقافة\n\nخبز الدقيق كما تعده الجدات\nإعداد: رنا خليل\n9 سبتمبر 2014\n\n{text}\n\nوصفات أخرى\nحساء العدس"
    ));
    assert_eq!(page.text, text);
    assert_eq!(page.article.title, "خبز الدقيق كما تعده الجدات");
    assert_eq!(page.article.authors, ["رنا خليل"]);
    assert_eq!(page.article.date.map(|date| date.to_string()).as_deref(), Some("2014-09-09"));
    assert_eq!((caption(&page), page.article.summary.as_deref()), (None, None));
}

#[test]
fn points_and_verses_at_the_end_are_of_the_text() {
    let end = "\n\nجميع الحقوق محفوظة © صدى الوادي 2014";
    let points = "ودعت النقابة إلى ما يأتي:\nأولا: فتح السوق كل أيام الأسبوع\nثانيا: لقاء مع البلدية يوم الأحد 14 سبتمبر 2014\nثالثا: خفض رسوم المحلات";
    let page = dump(&format!("السوق المغطى يفتح أبوابه من جديد\n\n{}\n\n{points}{end}", body()));
    assert_eq!(page.text, format!("{}\n{points}", body()));
    assert_eq!(related(&page), Vec::<&str>::new());
    let verses = "وكان شاعر البلدة قد كتب عنه:\nيا سوق كم مر الزمان عليك\nوبقيت تفتح للصغار يديك";
    let page = dump(&format!("السوق المغطى يفتح أبوابه من جديد\n\n{}\n\n{verses}{end}", body()));
    assert_eq!(page.text, format!("{}\n{verses}", body()));
    assert_eq!(related(&page), Vec::<&str>::new());
}

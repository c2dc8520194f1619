//! Phrases round dates: what says "published" and "updated", what only fills, what says that a number is no date.

/// The date that follows is that of publication.
pub(in crate::date) const PUBLISHED: &str = "أضيف في|تمت الإضافة في|تمت الإضافة|تمت إضافته|تمت اضافته في|أضيف|أضيفت|أضيفت في|تاريخ الإضافة|أضيف بتاريخ|نشر في|نشر|نشرت|نشرت في|نشر يوم|نشر بتاريخ|نشر بواسطة|تم النشر في|تم النشر|تم نشره|تم نشره في|تم النشر بتاريخ|منشور في|منشور|النشر|تاريخ النشر|تأريخ النشر|وقت النشر|موعد النشر|تاريخ نشر|تاريخ الخبر|تاريخ المقال|تاريخ الموضوع|حرر بتاريخ|حرر في|حرر|كتب في|كتب بتاريخ|كتب يوم|صدر في|صدر بتاريخ|أدرج في|أدرج بتاريخ|أرسل في|بثت في|وضع في|وضعت في|أُنشئ في|تاريخ انتشار|تاریخ انتشار|تاریخ نشر|زمان انتشار|انتشار|تاریخ درج|تاریخ خبر|تاریخ ثبت|منتشر شده در|منتشر شد|درج|ساعت انتشار|اشاعت|تاریخ اشاعت|شائع|شائع شدہ|شائع ہوا|شائع کیا|بڵاوکراوەتەوە|بڵاوکرایەوە|بڵاوبوونەوە|بەرواری بڵاوکردنەوە|פורסם|פורסם ב|פורסם בתאריך|תאריך פרסום|עלה ב|נכתב ב|published|published on|published at|publication date|date published|date of publication|posted|posted on|posted at|date posted|issued|issued on|created|created on|first published|release date|submitted|submitted on|written on|publié|publié le|publiée le|publié par|posté le|paru le|mis en ligne le|mise en ligne le|mis en ligne|date de publication|créé le|rédigé le|publicado|publicado el|publicada|fecha de publicación|publicado em|publicado en|veröffentlicht|veröffentlicht am|erstellt am|erstellt|erschienen am|stand der veröffentlichung|pubblicato|pubblicato il|gepubliceerd|gepubliceerd op|yayınlanma|yayınlanma tarihi|yayın tarihi|giriş tarihi|eklenme|eklenme tarihi|oluşturulma tarihi|oluşturulma|giriş|опубликовано|дата публикации|weşandin|hat weşandin|dîroka weşanê";

/// The date that follows is that of a later change.
pub(in crate::date) const UPDATED: &str = "آخر تحديث|اخر تحديث|آخر تعديل|تاريخ التحديث|تاريخ آخر تحديث|آخر تحديث في|آخر تحديث بتاريخ|تم التحديث|تم التحديث في|تم تحديثه|تحديث|تحديث في|التحديث|حدث في|حُدّث|حدثت في|محدث|عدل في|عُدل|تم التعديل|تم تعديله|التعديل|تاريخ التعديل|آخر تغيير|آخرین به‌روزرسانی|آخرین بروزرسانی|آخرین به روز رسانی|به‌روزرسانی|بروزرسانی|به روز رسانی|به روز شده|بروز شده|تاریخ به‌روزرسانی|آخرین ویرایش|ویرایش|اپ ڈیٹ|اپڈیٹ|آخری اپ ڈیٹ|اپ ڈیٹ کیا گیا|تازہ کاری|نوێکراوەتەوە|نوێکرایەوە|دوایین نوێکردنەوە|עודכן|עודכן ב|עודכן לאחרונה|עדכון אחרון|עדכון|תאריך עדכון|updated|updated on|updated at|last updated|last update|last updated on|last modified|date modified|modified|modified on|update|edited|last edited|revised|mis à jour|mis à jour le|mise à jour|mise à jour le|dernière mise à jour|dernière modification|modifié|modifié le|actualisé|actualisé le|màj|maj le|actualizado|actualizado el|última actualización|atualizado|atualizado em|aktualisiert|aktualisiert am|zuletzt aktualisiert|letzte aktualisierung|geändert|geändert am|aggiornato|aggiornato il|ultimo aggiornamento|bijgewerkt|laatst bijgewerkt|güncelleme|güncellenme|güncellenme tarihi|güncelleme tarihi|son güncelleme|güncellendi|обновлено|изменено";

/// The date that follows is dated, no more.
pub(in crate::date) const DATED: &str = "تاريخ|التاريخ|بتاريخ|تأريخ|تاریخ|مورخ|مؤرخ|مؤرخة|المؤرخ في|بەروار|بەرواری|מתאריך|תאריך|בתאריך|date|dated|fecha|data|datum|tarih|tarihi|дата|dîrok|dated on|daté du|en date du";

/// Words that say nothing beside a date.
pub(in crate::date) const FILLER: &str = "في|فى|من|يوم|ليوم|بيوم|ليلة|ليل|صبيحة|صباحية|عشية|فجر|الموافق|الموافقة|موافق|الموافق ل|والموافق|الموافق لـ|المصادف|المصادف ل|شهر|من شهر|لشهر|سنة|عام|لعام|لسنة|ل|ب|ف|بتوقيت|م الموافق|على|روز|روزِ|برابر با|برابر|مطابق|مطابق با|مصادف با|در|در تاریخ|به تاریخ|ماه|سال|بروز|ء|ی|ي|یێ|ێ|ەی|ی ساڵی|ساڵی|ڕۆژی|رۆژی|لە|ڕێکەوتی|رێکەوتی|کو|بہ|بمطابق|کی|کے|سنہ|th|st|nd|rd|er|ère|re|º|ª|ème|o|of|the|on|in|this|le|la|les|du|de|del|des|el|em|en|am|den|der|vom|il|di|op|van|da|do|ב|ה|של|ביום|יום|roja|roj|ê|an|a saet|sala|sale|de l|year|day|gün|günü|yılı|г|года|год|в|от|ad|ce|after christ|ap j c|مسيحي|ميلادي|ميلادية|الميلادي|الميلادية|میلادی|عیسوی|للميلاد|افرنجي|إفرنجي|ميلادى|مىلادى|زایینی|z|utc time|local time";

/// Words between day, month and year.
pub(in crate::date) const OF: &str = "من|شهر|من شهر|لشهر|ماه|ء|ی|ي|يێ|ێ|ەی|th|st|nd|rd|er|ère|re|º|ª|ème|o|of|the|de|del|d|di|von|ê|î|an|a|van|sent|г|ال|ـ|بـ";

/// What a number after these is no date: an issue, a law, a telephone.
pub(in crate::date) const NUMBER_OF: &str = "العدد|عدد|رقم|المادة|قانون|القانون|قانون رقم|قرار|القرار|مرسوم|المرسوم|ظهير|لسنة|هاتف|الهاتف|تلفون|فاكس|الفاكس|جوال|الجوال|صندوق البريد|كود|رمز|شماره|شماره خبر|کد خبر|کد مطلب|تلفن|نمبر|شمارہ|issue|no|nr|n°|num|numéro|number|number of|law|article|tel|tél|phone|fax|isbn|issn|vol|volume|loi|décret|مشاهدة|قراءة|مشاهدات|views|id|code|version|v|الإصدار|اصدار|نسخة|النسخة|ip";

/// A line that says this states rights or an archive, not a date of publication.
pub(in crate::date) const RIGHTS: &str = "حقوق النشر|حقوق الطبع|جميع الحقوق|جميع الحقوق محفوظة|كل الحقوق|الحقوق محفوظة|حقوق الملكية|حقوق|copyright|copyrights|all rights reserved|tous droits|tous droits réservés|droits réservés|todos los derechos|alle rechte|tüm hakları|כל הזכויות|כל הזכויות שמורות|کلیه حقوق|تمامی حقوق|تمام حقوق|جملہ حقوق|©";

/// What makes a day without a year, or a span of time, one that is to come or not of this text.
pub(in crate::date) const TO_COME: &str = "المقبل|المقبلة|القادم|القادمة|الجاري|الجارى|الحالي|التالي|آينده|آینده|جاری|جارى|next|coming|prochain|prochaine|próximo|nächsten|gelecek|הבא|בעוד|بعد|خلال|بعد غد|غدا|غداً|فردا|tomorrow|demain|mañana|morgen|yarın|מחר|کل ہونے|آئندہ|سيقام|ستقام|المقرر";

/// What a day without a year is the name of: `ثورة 25 يناير`, `حركة 20 فبراير`.
pub(in crate::date) const EVENTS: &str = "ثورة|حركة|أحداث|عملية|حراك|مظاهرات|احتجاجات|نصر|انتفاضة|هجمات|هجوم|انقلاب|انتخابات|استفتاء|عيد|ذكرى|معركة|مجزرة|حرب|اتفاق|بيان|ميدان|شارع|جسر|كوبري|مدينة|جامعة|ملعب|قوى|تحالف|تيار|révolution|mouvement|attentats|place|rue|avenue";

/// Joins the two ends of a range.
pub(in crate::date) const RANGE: &str = "إلى|الى|حتى|ولغاية|لغاية|تا|سے|تک|to|until|till|au|aux|jusqu au|bis|hasta|al|a el|עד|до|و|and|et|und|y|ve|û|&|through|thru";

/// Opens a range.
pub(in crate::date) const RANGE_FROM: &str = "يومي|بين|ما بين|between|entre|zwischen|הימים|روزهای";

"""A sample of the table of senses: sentences of news, their Arabic in the wrong sense, and in the right one."""

from __future__ import annotations

import pytest

from auditor.facts import senses
from auditor.facts.words import arabic, english

SENTENCES = """
By all means, come to the show. | تعال إلى العرض بكل الوسائل. | تعال إلى العرض بالتأكيد.
The new stadium became a white elephant. | أصبح الملعب الجديد فيلا أبيض. | أصبح الملعب الجديد مشروعا مهملا.
The cuts are low-hanging fruit. | التخفيضات فاكهة منخفضة. | التخفيضات أسهل المكاسب.
The violence spilled over into Chad. | انسكب العنف إلى تشاد. | امتد العنف إلى تشاد.
The senator threw in the towel. | رمى السيناتور المنشفة. | انسحب السيناتور من السباق.
The fine added insult to injury. | أضافت الغرامة إهانة إلى الجرح. | زادت الغرامة الطين بلة.
It is ten miles as the crow flies. | تبعد عشرة أميال كما يطير الغراب. | تبعد عشرة أميال في خط مستقيم.
Talks are back to square one. | عادت المحادثات إلى المربع رقم واحد. | عادت المحادثات إلى نقطة البداية.
He egged on the crowd. | رمى الحشد بالبيض. | حرض الحشد.
It was an uphill battle for the mayor. | كانت معركة صعودا لرئيس البلدية. | كانت مهمة شاقة لرئيس البلدية.
Rivals followed suit. | اتبع المنافسون البدلة. | حذا المنافسون حذوه.
She passed with flying colours. | نجحت بألوان طائرة. | نجحت بتفوق.
Critics gave him the benefit of the doubt. | منحه النقاد فائدة الشك. | أحسن النقاد الظن به ومنحوه حسن النية.
The police got wind of the plan. | حصلت الشرطة على الريح من الخطة. | علمت الشرطة بالخطة.
The striker will sit out the final. | سيجلس المهاجم في الخارج. | سيغيب المهاجم عن النهائي.
The idea gained traction. | اكتسبت الفكرة قوة الجر. | لقيت الفكرة رواجا.
The campaign ran out of steam. | نفد البخار من الحملة. | فقدت الحملة زخمها.
He walked free from court. | سار حرا من المحكمة. | أطلق سراحه من المحكمة.
Shoppers forked out millions. | تشعب المتسوقون إلى الملايين. | أنفق المتسوقون الملايين.
The practice is frowned upon. | يعبس الناس على هذه الممارسة. | هذه الممارسة مستهجنة.
Traffic ground to a halt. | طحنت حركة المرور. | توقفت حركة المرور تماما.
Negotiators hammered out a deal. | طرق المفاوضون صفقة بالمطرقة. | توصل المفاوضون إلى اتفاق.
The captain hung up his boots. | علق القائد حذاءه. | اعتزل القائد اللعب.
He took the rap. | أخذ الراب. | تحمل المسؤولية.
They looked the other way. | نظروا إلى الطريق الآخر. | تغاضوا عن الأمر.
The argument does not hold water. | لا تحمل الحجة الماء. | الحجة واهية.
The firm kept the plan under wraps. | أبقت الشركة الخطة تحت الأغلفة. | أبقت الشركة الخطة طي الكتمان.
The ad made a mountain out of a molehill. | صنع الإعلان جبلا من تل الخلد. | جعل الإعلان من الحبة قبة.
The firm took a haircut on its bonds. | حصلت الشركة على قصة شعر لسنداتها. | قبلت الشركة خصما من قيمة سنداتها.
The bank hired a rainmaker. | عين المصرف صانع المطر. | عين المصرف جالب صفقات بارزا.
The airline offers no-frills fares. | تعرض الشركة أسعارا بلا كشكش. | تعرض الشركة أسعارا اقتصادية.
Growth faces headwinds. | يواجه النمو رياحا أمامية. | يواجه النمو تحديات.
The company rose on stellar results. | صعدت الشركة بفضل نتائج نجمية. | صعدت الشركة بفضل نتائج ممتازة.
Investors paid dirt-cheap prices. | دفع المستثمرون أسعار قذارة. | دفع المستثمرون أسعارا زهيدة.
Greece defaulted on its debt. | كانت اليونان افتراضية على ديونها. | تخلفت اليونان عن سداد ديونها.
The fund bought put options. | اشترى الصندوق خيار الوضع. | اشترى الصندوق خيارات بيع.
The supermarket chain grew. | نمت أغلال المتاجر. | نمت سلسلة المتاجر.
The race ended in a photo finish. | انتهى السباق بنهاية صورة. | انتهى السباق بفارق ضئيل.
The team signed a free agent. | وقع الفريق مع وكيل مجاني. | وقع الفريق مع لاعب حر.
The coach named his starting line-up. | أعلن المدرب خط البداية. | أعلن المدرب التشكيلة الأساسية.
The second seed lost. | خسرت البذرة الثانية. | خسر المصنف الثاني.
He gave his stump speech. | ألقى خطاب الجذع. | ألقى خطابه الانتخابي.
Parliament rubber-stamped the law. | وضع البرلمان ختما مطاطيا على القانون. | صادق البرلمان على القانون.
She won the by-election. | فازت عن طريق الانتخابات. | فازت في الانتخابات الفرعية.
It was the ship's maiden voyage. | كانت رحلة السفينة العذراء. | كانت الرحلة الأولى للسفينة.
The strike caused collateral damage. | سببت الضربة أضرار الضمان. | سببت الضربة أضرارا جانبية.
He died in friendly fire. | مات في حريق صديق. | مات بنيران صديقة.
He got a life sentence. | حصل على جملة حياة. | حكم عليه بالسجن المؤبد.
She was held in solitary confinement. | احتجزت في الولادة. | احتجزت في زنزانة انفرادية.
The rock star apologised. | اعتذر نجم الصخر. | اعتذر نجم الروك.
It was a smash hit. | كانت ضربة محطمة. | كان عملا ناجحا.
Kilts are all the rage. | التنانير هي كل الغضب. | التنانير موضة رائجة.
Chip stocks fell. | هبطت أسهم البطاطس. | هبطت أسهم شركات الرقائق.
The project had growing pains. | كان للمشروع آلام متزايدة. | واجه المشروع صعوبات البداية.
Police blamed a freak accident. | ألقت الشرطة اللوم على حادث مجنون. | عزت الشرطة الأمر إلى حادث نادر.
The driver slowed at a speed bump. | أبطأ السائق عند نتوء السرعة. | أبطأ السائق عند المطب.
Fat cats got a bonus. | حصلت القطط السمينة على علاوة. | حصل كبار المديرين على علاوة.
The swimmer won gold. | فاز السائح بالذهب. | فاز السباح بالذهب.
Police arrested him for fraud. | اعتقلته الشرطة بتهمة الاحتلال. | اعتقلته الشرطة بتهمة الاحتيال.
The ship left the harbour. | غادر السفير الميناء. | غادرت السفينة الميناء.
Morale is high in the squad. | الأخلاق عالية في الفريق. | المعنويات عالية في الفريق.
He is a night owl. | هو بومة الليل. | هو من محبي السهر.
"""
"""A line a sentence: English, Arabic that misreads one expression of it, Arabic that says it."""


def found(reference: str, article: str) -> list[senses.Misread]:
    read = english.words(reference)
    return list(senses.misread(read, arabic.words(article), read))


@pytest.mark.parametrize("line", SENTENCES.strip().splitlines())
def test_a_row_finds_its_misreading_alone(line: str) -> None:
    """One expression is found where its Arabic says another thing, and none where it says the right one."""
    reference, wrong, right = line.split(" | ")
    assert len(found(reference, wrong)) == 1
    assert found(reference, right) == []

"""The words for days and periods, for what costs nothing or is online, for nearness, and those that only ask what there
is, in each language.
"""

WHEN = {
    "today": "oggi, stasera, today, tonight, aujourd'hui, hoy, azi, astăzi, сьогодні, اليوم, 今天",
    "tomorrow": "domani, tomorrow, demain, mañana, mâine, завтра, غدا, 明天",
    "weekend": "weekend, week end, fine settimana, fin de semaine, fin de semana, sfârșit de săptămână, вихідні, 周末",
    "week": (
        "questa settimana, this week, cette semaine, esta semana, săptămâna aceasta, цього тижня, هذا الأسبوع, 本周"
    ),
    "month": "questo mese, this month, ce mois, este mes, luna aceasta, цього місяця, هذا الشهر, 本月",
}
WEEKDAYS = (
    "lunedì, monday, lundi, lunes, luni, понеділок, الاثنين, 周一",
    "martedì, tuesday, mardi, martes, marți, вівторок, الثلاثاء, 周二",
    "mercoledì, wednesday, mercredi, miércoles, miercuri, середа, الأربعاء, 周三",
    "giovedì, thursday, jeudi, jueves, joi, четвер, الخميس, 周四",
    "venerdì, friday, vendredi, viernes, vineri, пʼятниця, الجمعة, 周五",
    "sabato, saturday, samedi, sábado, sâmbătă, субота, السبت, 周六",
    "domenica, sunday, dimanche, domingo, duminică, неділя, الأحد, 周日",
)
FREE = "gratis, gratuito, gratuita, gratuiti, gratuite, free, gratuit, безкоштовно, مجاني, 免费"
ONLINE = "online, on line, en ligne, en línea, онлайн, 在线"
NEAR = "vicino a, vicino ad, vicino, nei pressi di, intorno a, near, close to, près de, cerca de, lângă, біля"
ASKING = (
    "cosa, che cosa, cosa fare, cosa c'è, cosa si fa, che c'è, che si fa, eventi, attività, appuntamenti, iniziative, "
    "what to do, things to do, what's on, events, activities, que faire, activités, événements, "
    "qué hacer, eventos, actividades, ce facem, evenimente, activități, що робити, події, ماذا نفعل, فعاليات, 活动"
)
#: Words after which a name is a place: "opera" alone may be anything.
AT = frozenset(["a", "ad", "in", "di", "da", "at", "à", "en", "la", "din", "у", "в"])

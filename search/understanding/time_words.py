"""The words for days and periods, for what costs nothing or is online, for nearness, and those that only ask what there
is, in each language.
"""

WHEN = {
    "today": "oggi, today, aujourd'hui, hoy, azi, astăzi, сьогодні, اليوم, 今天, 今日",
    "evening": (
        "stasera, questa sera, oggi sera, tonight, this evening, ce soir, esta noche, diseară, astă seară, "
        "сьогодні ввечері, الليلة, هذا المساء, 今晚, 今天晚上"
    ),
    "tomorrow": "domani, tomorrow, demain, mañana, mâine, завтра, غدا, بكرة, 明天, 明日",
    "weekend": (
        "weekend, week end, fine settimana, questo weekend, questo week end, questo fine settimana, this weekend, "
        "fin de semaine, ce week end, fin de semana, este fin de semana, sfârșit de săptămână, вихідні, вихідними, "
        "на вихідних, نهاية الأسبوع, عطلة نهاية الأسبوع, في عطلة نهاية الأسبوع, 周末, 这个周末, 这周末, 本周末"
    ),
    "week": (
        "questa settimana, this week, cette semaine, esta semana, săptămâna aceasta, цього тижня, هذا الأسبوع, "
        "本周, 这周, 这个星期, 本星期"
    ),
    "month": "questo mese, this month, ce mois, este mes, luna aceasta, цього місяця, هذا الشهر, 本月, 这个月",
}
WEEKDAYS = (
    "lunedì, monday, mondays, lundi, lunes, luni, понеділок, الاثنين, يوم الاثنين, 周一, 星期一",
    "martedì, tuesday, tuesdays, mardi, martes, marți, вівторок, الثلاثاء, يوم الثلاثاء, 周二, 星期二",
    "mercoledì, wednesday, wednesdays, mercredi, miércoles, miercuri, середа, середу, الأربعاء, يوم الأربعاء, "
    "周三, 星期三",
    "giovedì, thursday, thursdays, jeudi, jueves, joi, четвер, الخميس, يوم الخميس, 周四, 星期四",
    "venerdì, friday, fridays, vendredi, viernes, vineri, пʼятниця, пʼятницю, الجمعة, يوم الجمعة, 周五, 星期五",
    "sabato, saturday, saturdays, samedi, sábado, sâmbătă, sâmbăta, субота, суботу, السبت, يوم السبت, 周六, 星期六",
    "domenica, sunday, sundays, dimanche, domingo, duminică, duminica, неділя, неділю, الأحد, يوم الأحد, "
    "周日, 星期日, 星期天",
)
FREE = (
    "gratis, gratuito, gratuita, gratuiti, gratuite, gratuitamente, senza pagare, free, for free, free of charge, "
    "gratuit, gratuits, gratuites, gratuitement, gratuitos, gratuitas, безкоштовно, безкоштовний, безкоштовна, "
    "безкоштовні, безплатно, مجاني, مجانية, مجانا, بالمجان, ببلاش, 免费, 免费的"
)
ONLINE = "online, on line, en ligne, en línea, онлайн, عبر الإنترنت, أونلاين, 在线, 线上, 网上"
NEAR = (
    "vicino a, vicino ad, vicino, nei pressi di, intorno a, nei dintorni di, near, close to, près de, cerca de, lângă, "
    "aproape de, біля, поруч з, недалеко від, قرب, بالقرب من"
)
ASKING = (
    "cosa, che cosa, cosa fare, cosa c'è, cosa si fa, che c'è, che si fa, eventi, attività, appuntamenti, iniziative, "
    "what to do, things to do, what's on, events, activities, que faire, activités, événements, "
    "qué hacer, eventos, actividades, ce facem, evenimente, activități, що робити, події, ماذا نفعل, فعاليات, 活动, "
    "有什么, 有什么活动, 什么活动"
)
#: Words after which a name is a place: "opera" alone may be anything.
AT = frozenset(["a", "ad", "in", "di", "da", "at", "à", "en", "la", "din", "у", "в", "في", "在"])

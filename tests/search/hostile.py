"""What people, keyboards, machines and attackers type into a search: nothing of it may be an operator or an error."""

QUOTES = r"""
"
'
""
"orto
orto"
"orto' "scuola
«orto»
“orto”
`orto`
dell'
l''orto
\"orto\"
"""
OPERATORS = r"""
AND
OR
NOT
orto AND
AND orto
orto AND NOT
orto AND OR NOT
orto OR OR scuola
NOT NOT
+orto -scuola
-orto
orto && scuola
orto || scuola
!orto
-
--orto
- -
"""
BRACKETS = r"""
(
)
(orto
orto)
((((
()
[
[orto TO scuola]
{orto}
{
<orto>
"""
FTS5 = r"""
NEAR(orto, 2)
NEAR(orto scuola, 2)
NEAR(
title:orto
title : orto
-title:orto
{title body} : orto
^orto
orto*
*
**
* orto
orto ^ 2
orto""
rank
search_index
"""
LUCENE = r"""
title:(orto OR scuola)
texts.it.title:orto
orto~2
orto~
~
orto^5
^
or?o
?
/or.o/
/(a+)+$/
/
\
orto\
*:*
a:b:c
_exists_:title
date:[* TO *]
{!func}1
query":{"match_all":{}}
"""
TSQUERY = r"""
orto & scuola
orto | scuola
orto <-> scuola
orto:*
orto:ABCD
!
&
|
<->
orto &
':*
"""
SQL = r"""
'; DROP TABLE search_entry; --
' OR '1'='1
1; SELECT 1
UNION SELECT * FROM auth_user
%
_
%_%
\%
orto%
/* orto */
%s
%(q)s
{0}
${orto}
$1
?1
:q
{{ orto }}
{% orto %}
"""
MARKUP = r"""
<script>alert(1)</script>
<b>orto
&lt;orto&gt;
orto&scuola=1
orto#a
orto?q=b
javascript:orto
"""
STOP_WORDS = r"""
e
di
la
per
di la per con
il lo la i gli le
in a da
the of and
"""
PUNCTUATION = r"""
.
...
?!
!!! ... ???
,;:.
''
#
##
@
—
…
·
€
°
#@!$^&*()
"""
NUMBERS = r"""
0
-1
1,5
1e308
99999999999999999999
2026-13-45
31/02
25:99
NaN
Infinity
null
None
true
undefined
½
٣
"""
SCRIPTS = r"""
دروس
أهلا بكم في الأورتو
ABC دروس 123
ﷺ
שיעורים
意大利语课
ｏｒｔｏ
हिन्दी
ไทย
ß
İstanbul
ǅ
"""
EMOJI = r"""
🙂
🙂🙂🙂
orto 🌱
🙂orto🙂
🇮🇹
"""
INVISIBLE = [
    "\x00",
    "\x00orto",
    "orto\x00scuola",
    "\x01\x02orto\x03",
    "\t\n\r",
    "orto\r\nscuola",
    "\x1b[31morto",
    "\x7f",
    "\x85orto",
    "\ufefforto",
    "or\u00adto",
    "or\u200bto",
    "orto\u2028scuola",
    "\u202eotro\u202c",
    "\u200forto\u200e",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "1\ufe0f\u20e3",
    "\u0301",
    "\u0301\u0301\u0301",
    "o" + "\u0301" * 150,
    "\ud83d",
    "orto\udc00",
    "\uffff",
]
LENGTHS = [
    "a",
    "ab",
    "a" * 200,
    "a " * 100,
    "di " * 66,
    "(" * 200,
    '"' * 199,
    "🙂" * 200,
    "orto " * 40,
    "scuola di italiano " * 10,
    " ".join(map(str, range(60))),
    "orto" + " " * 190 + "a",
]
#: More than a search reads; each is about 10 kB or more.
TOO_LONG = ["a" * 10_000, "e " * 5_000, "orto " * 2_000, "(" * 10_000, '"' * 10_000, "🙂" * 10_000, "意" * 10_000]

_LINES = QUOTES + OPERATORS + BRACKETS + FTS5 + LUCENE + TSQUERY + SQL + MARKUP
_LINES += STOP_WORDS + PUNCTUATION + NUMBERS + SCRIPTS + EMOJI
TYPED = [*dict.fromkeys(_LINES.split("\n")[1:-1]), *INVISIBLE, *LENGTHS]
TYPED.remove("")
#: Typed beside its words alone, which find the same.
SAME_AS_WORDS = {
    '"orto" -scuola': "orto scuola",
    "+orto +scuola": "orto scuola",
    "orto & !scuola": "orto scuola",
    "orto || scuola": "orto scuola",
    "(orto)": "orto",
    "orto*": "orto",
    "^orto~": "orto",
    "{orto}": "orto",
    "<orto>": "orto",
    "or\u00adto": "orto",
    "ｏｒｔｏ": "orto",
    "\u202eorto\u202c": "orto",
    "ORTO!!!": "orto",
}

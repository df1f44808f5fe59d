"""Tables from letters of several scripts to Latin letters, drawn up for matching rather than for publication."""

from typing import Final


def words(text: str) -> tuple[str, ...]:
    """The words of a text, as a table."""
    return tuple(text.split())


def _pairs(text: str) -> dict[str, str]:
    """Read `letter=latin` pairs parted by blanks; nothing after `=` drops the letter."""
    return {letter: latin for letter, _, latin in (pair.partition("=") for pair in text.split())}


LATIN: Final = _pairs(
    "ß=ss ø=o ł=l đ=d æ=ae œ=oe þ=th ð=d ı=i ħ=h ŋ=ng ŧ=t ĸ=k ə=e ɓ=b ɗ=d ƙ=k ƴ=y ɛ=e ɔ=o ǝ=e ƒ=f ɖ=d ɣ=g ơ=o ư=u ŀ=l ʻ= ʼ="
)

CYRILLIC: Final = _pairs(
    "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch "
    "ъ= ы=y ь= э=e ю=yu я=ya і=i ї=i є=e ґ=g ў=u ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz ѓ=g ќ=k ѕ=dz ѝ=i ѐ=e "
    "ә=a ғ=g қ=k ң=ng ө=o ұ=u ү=u һ=h ҳ=h ҷ=j ӣ=i ӯ=u ҡ=k ҙ=z ҫ=s"
)

GREEK: Final = _pairs(
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o"
)
GREEK_PAIRS: Final = _pairs("ου=ou αυ=av ευ=ev")
GREEK_INITIAL_PAIRS: Final = _pairs("μπ=b ντ=d γκ=g")

ARABIC: Final = _pairs(
    "ا=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع=a غ=gh ف=f ق=q ك=k ل=l م=m ن=n ه=h و=w ي=y "
    "ة=a ى=a ء= أ=a إ=i آ=a ؤ=w ئ=y ٱ=a پ=p چ=ch ژ=zh گ=g ک=k ی=y ھ=h ہ=h ە=e ے=e ٹ=t ڈ=d ڑ=r ں=n ۀ=h ۆ=o ێ=e ڕ=r ڵ=l ڤ=v "
    "ٿ=th ټ=t ډ=d ړ=r ږ=zh ښ=sh ګ=g ڼ=n ې=e ۍ=y څ=ts ځ=dz ـ= "
    "\u064b= \u064c= \u064d= \u064e=a \u064f=u \u0650=i \u0651= \u0652= \u0670=a"
)
ARABIC_SEMIVOWELS: Final = {"w": "u", "y": "i"}

HEBREW: Final = _pairs(
    "א=a ב=b ג=g ד=d ה=h ו=v ז=z ח=h ט=t י=i כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע=a פ=p ף=f צ=ts ץ=ts ק=k ר=r ש=sh ת=t"
)

DEVANAGARI_CONSONANTS: Final = _pairs(
    "क=k ख=kh ग=g घ=gh ङ=n च=ch छ=chh ज=j झ=jh ञ=n ट=t ठ=th ड=d ढ=dh ण=n त=t थ=th द=d ध=dh न=n प=p फ=ph ब=b भ=bh म=m य=y र=r "
    "ल=l व=v श=sh ष=sh स=s ह=h ळ=l"
)
DEVANAGARI_VOWELS: Final = _pairs("अ=a आ=a इ=i ई=i उ=u ऊ=u ऋ=ri ए=e ऐ=ai ओ=o औ=au ऑ=o ऍ=e")
DEVANAGARI_SIGNS: Final = _pairs("ा=a ि=i ी=i ु=u ू=u ृ=ri े=e ै=ai ो=o ौ=au ॉ=o ॅ=e ्=")
DEVANAGARI_MARKS: Final = _pairs("ं=n ँ=n ः=h ़= ऽ=")

HANGUL_INITIALS: Final = (
    "g",
    "kk",
    "n",
    "d",
    "tt",
    "r",
    "m",
    "b",
    "pp",
    "s",
    "ss",
    "",
    "j",
    "jj",
    "ch",
    "k",
    "t",
    "p",
    "h",
)
HANGUL_VOWELS: Final = words("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i")
HANGUL_FINALS: Final = ("", *words("k k k n n n t l k m l l l p l m p p t t ng t t k t p t"))

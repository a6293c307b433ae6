"""How texts are written in each language: quotes, spaces, ellipses, names and terms. docs/texts.md has the rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shared.texts import Language, message_catalog

ROOT = Path(__file__).parents[3]
FOLDERS = ("console/messages", "shared/texts")
QUOTES = {
    Language.ENGLISH: "“”",
    Language.ESTONIAN: "„“",
    Language.CROATIAN: "„”",
    Language.INDONESIAN: "“”",
    Language.POLISH: "„”",
    Language.CHINESE_HONG_KONG: "「」",
}
OTHERS_SAY = (
    "select-unparsable", "select-unparsable-at", "select-does-not-fit", "row-groups-too-large", "rows-too-long",
    "segment-unreadable", "header-unreadable", "delta-unreadable", "field-json", "field-not-valid",
)  # fmt: skip
"""Texts whose parameter `problem` is what DuckDB or a library says."""
LITERAL = re.compile(r"""`[^`]*`|\{ "\{" \}.*?\{ "\}" \}|="…"|"\*"|\?exports=\w+|jq -c '\.\[\]'""")
"""What users type or find in files: written as it is."""

AVOIDED = {
    Language.ENGLISH: r"organis|e[-]mail|external id\b|\bat Klaviyo\b|any more",
    Language.ESTONIAN: r"(?<!hetk)tõmmis|eksport käitu[sn]|häirereeg|eristata",
    Language.CROATIAN: r"uslu\w+ Klaviyo|Klaviyo račun|recima|pristan[ak]",
    Language.INDONESIAN: r"otifikasi(?! push)|sebagai pelanggan|jadikan pelanggan|\bsyarat|negara bawaan",
    Language.POLISH: r"asubskryb|odrzuconych wierszy|dziennik\w* audytu",
    Language.CHINESE_HONG_KONG: "儲存體(?!帳戶)|核准|電子郵件地址|取消訂閱|(?<!金鑰)保存庫|審核|查找",
}
"""Words for which each language has another term."""

CONNECTOR = {
    "add-connection": ("Tambah koneksi", "Lisa ühendus", "新增連接", "Dodaj vezu", "Dodaj połączenie"),
    "display-name": ("Nama tampilan", "Kuvatav nimi", "顯示名稱", "Zaslonski naziv", "Wyświetlana nazwa"),
    "api-key": (
        "Kunci API Klaviyo", "Klaviyo API-võti", "Klaviyo API 金鑰", "Klaviyo API ključ",
        "Klucz interfejsu API Klaviyo",
    ),
    "agree": ("Saya setuju", "Nõustun", "我同意", "Prihvaćam", "Zgadzam się"),
    "connect": ("Sambungkan", "Ühenda", "連接", "Poveži", "Połącz"),
    "authenticate": (
        "Autentikasi dengan Klaviyo", "Autendi Klaviyoga", "驗證 Klaviyo",
        "Provjera autentičnosti sa servisom Klaviyo", "Uwierzytelnij za pomocą Klaviyo",
    ),
    "add-yourself": (
        "Tambah diri Anda sebagai pengguna ekspor", "Lisa mind ekspordikasutajana", "將您自己新增為匯出使用者",
        "Dodajte se kao korisnik izvoza", "Dodaj siebie jako użytkownika eksportującego",
    ),
    "save": ("Simpan", "Salvesta", "儲存", "Spremi", "Zapisz"),
    "exports": ("Ekspor", "Ekspordid", "匯出", "Izvozi", "Eksporty"),
    "add-export": ("Tambahkan ekspor", "Lisa eksport", "新增匯出", "Dodaj izvoz", "Dodaj eksport"),
    "connection-for-export": (
        "Koneksi untuk ekspor", "Ühendus ekspordiks", "匯出連接", "Veza za izvoz", "Połączenie do eksportu",
    ),
    "list-id": (
        "ID daftar Klaviyo", "Klaviyo loendi ID", "Klaviyo 清單識別碼", "ID popisa u Klaviyo",
        "Identyfikator listy usługi Klaviyo",
    ),
    "data-matching": (
        "Pencocokan data", "Andmete vastendamine", "資料相符", "Podudaranje podataka", "Dopasowywanie danych",
    ),
    "field-email": ("Email", "Meil", "電子郵件", "E-pošta", "E-mail"),
}  # fmt: skip
"""Labels of the Customer Insights connector, as its documentation has them: id, et, zh-HK, hr, pl."""


def lines(language: Language) -> list[tuple[str, str]]:
    """The lines of a language with their places, without comments, keys and what is written as it is."""
    found = []
    for folder in FOLDERS:
        for number, line in enumerate((ROOT / folder / f"{language}.ftl").read_text("utf-8").splitlines(), 1):
            if not line.startswith("#"):
                text = re.sub(r"^[\w-]+ =|^ +\*?\[\w+\]", "", line)
                found.append((f"{folder}/{language}.ftl:{number}", LITERAL.sub("x", text)))
    return found


def offences(language: Language, pattern: str) -> list[str]:
    return [f"{place}: {text.strip()}" for place, text in lines(language) if re.search(pattern, text)]


@pytest.mark.parametrize("language", Language)
def test_quotes_are_those_of_the_language(language: Language) -> None:
    others = "".join(set('„“”«»‘’‚「」『』"') - set(QUOTES[language]))
    straight = "" if language is Language.ENGLISH else "'"
    assert not offences(language, f"[{others}{straight}]")
    first, last = QUOTES[language][0], QUOTES[language][1]
    for place, text in lines(language):
        assert re.fullmatch(f"[^{first}{last}]*(?:{first}[^{first}{last}]*{last}[^{first}{last}]*)*", text), place


@pytest.mark.parametrize("language", Language)
def test_words_of_others_are_quoted(language: Language) -> None:
    """DuckDB and libraries speak English: a reader of another language sees that these words are theirs."""
    first, last = QUOTES[language][0], QUOTES[language][1]
    for code in OTHERS_SAY:
        assert f"{first}{{ $problem }}{last}" in message_catalog(language)[code], code


@pytest.mark.parametrize("language", Language)
def test_an_ellipsis_is_one_character_and_follows_its_word(language: Language) -> None:
    assert not offences(language, r"\.\.\.|\w …")


@pytest.mark.parametrize("language", Language)
def test_punctuation_has_the_width_of_the_script(language: Language) -> None:
    if language is Language.CHINESE_HONG_KONG:
        assert not offences(language, r"[一-鿿」）] ?[,;:?!()]|[,;:!()] ?[一-鿿]|\} ?[,;:?!]|[一-鿿」）]\.")
    else:
        assert not offences(language, "[\u3000-\u303f\uff00-\uffef]")


@pytest.mark.parametrize("language", Language)
def test_only_croatian_has_a_space_before_a_percent_sign(language: Language) -> None:
    assert not offences(language, r"[}\d]%" if language is Language.CROATIAN else r"[}\d]\s%")


@pytest.mark.parametrize("language", Language)
def test_klaviyo_is_declined_in_estonian_alone(language: Language) -> None:
    endings = "(?:s|sse|st|l|le|lt|ga)?" if language is Language.ESTONIAN else ""
    assert not offences(language, rf"\bKlaviy(?!o{endings}\b)")


@pytest.mark.parametrize("language", Language)
def test_each_thing_has_one_term(language: Language) -> None:
    assert not offences(language, AVOIDED[language])


@pytest.mark.parametrize("key", CONNECTOR)
def test_the_labels_of_the_connector_are_kept(key: str) -> None:
    for language, label in zip(("id", "et", "zh-HK", "hr", "pl"), CONNECTOR[key], strict=True):
        source = (ROOT / f"console/messages/{language}.ftl").read_text("utf-8")
        assert re.findall(rf"^{key} = (.*)$", source, re.MULTILINE) == [label], language

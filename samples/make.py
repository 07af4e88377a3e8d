"""Makes the sample drafts from `samples/sources`: samples/{en,fr,nl}/*.{docx,pdf,md}.

    python samples/make.py

A source is Markdown under a TOML head (title, author, date, formats). The drafts are invented: no
company, person, order, ASIN or document in them is real. Made twice, a file has the same bytes.
Needs the `test` extra (python-docx, reportlab).
"""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
QUALITIES = ("poor", "middling", "ready")

# Word writes the ids of its own styles in the language of the installation and their names in
# English; a reader that looks for the id "Heading1" misses every French and Dutch letter.
LOCAL_STYLE_IDS = {
    "en": {},
    "fr": {
        "Heading1": "Titre1",
        "Heading2": "Titre2",
        "Heading3": "Titre3",
        "Title": "Titre",
        "ListBullet": "Listepuces",
        "ListNumber": "Listenumros",
        "TableGrid": "Grilledutableau",
        "Hyperlink": "Lienhypertexte",
        "FootnoteText": "Notedebasdepage",
        "FootnoteReference": "Appelnotedebasdep",
    },
    "nl": {
        "Normal": "Standaard",
        "Heading1": "Kop1",
        "Heading2": "Kop2",
        "Heading3": "Kop3",
        "Title": "Titel",
        "ListBullet": "Lijstopsomteken",
        "ListNumber": "Lijstnummering",
        "TableGrid": "Tabelraster",
        "FootnoteText": "Voetnoottekst",
        "FootnoteReference": "Voetnootmarkering",
    },
}
LOCALES = {"en": "en-GB", "fr": "fr-FR", "nl": "nl-NL"}


@dataclass(frozen=True, kw_only=True)
class Run:
    """A stretch of text in one style; `target` is a link's address or a footnote's number."""

    text: str
    style: str = "plain"  # plain | bold | link | footnote
    target: str = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A heading, a paragraph, a list item or a table of a source."""

    kind: str  # heading | paragraph | bullet | number | table
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Source:
    """A draft as it is written in `samples/sources`."""

    lang: str
    quality: str
    title: str
    author: str
    day: date
    formats: tuple[str, ...]
    markdown: str
    parts: tuple[Part, ...]
    notes: dict[str, str]


def sources(folder: Path = HERE / "sources") -> tuple[Source, ...]:
    """All sources, by language and quality."""
    return tuple(_source(folder / f"{lang}-{quality}.md") for lang in LOCALES for quality in QUALITIES)


def _source(path: Path) -> Source:
    _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    facts = tomllib.loads(head)
    lang, quality = path.stem.split("-")
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.+)$", body, flags=re.MULTILINE))
    text = re.sub(r"^\[\^\d+\]: .+\n?", "", body, flags=re.MULTILINE)
    return Source(
        lang=lang,
        quality=quality,
        title=facts["title"],
        author=facts["author"],
        day=facts["date"],
        formats=tuple(facts["formats"]),
        markdown=body,
        parts=tuple(part for block in text.strip().split("\n\n") for part in _parts(block)),
        notes=notes,
    )


def _parts(block: str) -> Iterator[Part]:
    lines = block.strip().split("\n")
    if heading := re.match(r"(#+) (.+)", lines[0]):
        yield Part(kind="heading", text=heading[2], level=len(heading[1]))
    elif lines[0].startswith("|"):
        rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
        yield Part(kind="table", rows=(rows[0], *rows[2:]))
    elif re.match(r"- |\d+\. ", lines[0]):
        for line in lines:
            marker, text = line.split(" ", 1)
            yield Part(kind="bullet" if marker == "-" else "number", text=text)
    else:
        yield Part(kind="paragraph", text="\n".join(lines))


def _runs(text: str) -> Iterator[Run]:
    pieces = re.split(r"(\*\*.+?\*\*|\[[^\]^]+\]\([^)]+\)|\[\^\d+\])", text)
    for piece in filter(None, pieces):
        if piece.startswith("**"):
            yield Run(text=_typeset(piece[2:-2]), style="bold")
        elif note := re.fullmatch(r"\[\^(\d+)\]", piece):
            yield Run(text=note[1], style="footnote", target=note[1])
        elif link := re.fullmatch(r"\[(.+)\]\((.+)\)", piece):
            yield Run(text=_typeset(link[1]), style="link", target=link[2])
        else:
            yield Run(text=_typeset(piece))


def _typeset(text: str) -> str:
    """The text with curly quotation marks and apostrophes, as a word processor makes them."""
    text = re.sub(r"(?<![\w.,!?])'(?=\w)", "‘", text).replace("'", "’")
    return re.sub(r'(?<!\S)"(?=\S)', "“", text).replace('"', "”")


# --- Word ---------------------------------------------------------------------------------------


def docx_bytes(source: Source) -> bytes:
    """The draft as Word would save it: styles, real lists, a table, a link and a footnote."""
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part as OpcPart

    document = docx.Document()
    for key, to in list(document.part.package.rels.items()):
        if to.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # the template's own, which shows another text
            document.part.package.rels.pop(key)
    _dress(document, source)
    for kind, group in groupby(source.parts, key=lambda part: part.kind):
        number = _new_numbering(document) if kind == "number" else None
        for part in group:
            _write_part(document, part, number)
    parts = [document.part.element, document.styles.element, document.part.numbering_part.element]
    if source.notes:
        xml = _footnotes_xml(source.notes, LOCAL_STYLE_IDS[source.lang])
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        notes = OpcPart(PackURI("/word/footnotes.xml"), kind, xml, document.part.package)
        document.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    for element in parts:
        _localise_style_ids(element, LOCAL_STYLE_IDS[source.lang])
    buffer = io.BytesIO()
    document.save(buffer)
    return _same_bytes_every_time(buffer.getvalue())


def _dress(document: object, source: Source) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    noon = datetime.combine(source.day, time(12), tzinfo=UTC)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = source.title, *[source.author] * 2
    properties.created = properties.modified = noon
    properties.comments, properties.keywords, properties.revision = "", "", 1
    properties.language = LOCALES[source.lang]
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LOCALES[source.lang])
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = RGBColor(0x05, 0x63, 0xC1), True
    mark = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.element.set(qn("w:styleId"), "FootnoteReference")
    mark.font.superscript = True
    note = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    note.element.set(qn("w:styleId"), "FootnoteText")
    note.font.size = Pt(9)


def _write_part(document: object, part: Part, number: int | None) -> None:
    if part.kind == "heading":
        _write_runs(document.add_heading("", level=part.level), part.text)
    elif part.kind == "table":
        table = document.add_table(rows=0, cols=len(part.rows[0]), style="Table Grid")
        for index, row in enumerate(part.rows):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                _write_runs(cell.paragraphs[0], f"**{text}**" if index == 0 else text)
        document.add_paragraph()
    else:
        style = {"bullet": "List Bullet", "number": "List Number", "paragraph": "Normal"}[part.kind]
        paragraph = document.add_paragraph(style=style)
        if number is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number
        _write_runs(paragraph, part.text)


def _write_runs(paragraph: object, text: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for run in _runs(text):
        if run.style == "footnote":
            made = paragraph.add_run(style="footnote reference")
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), run.target)
            made._r.append(reference)
            continue
        made = paragraph.add_run(run.text)
        made.bold = True if run.style == "bold" else None
        if run.style == "link":
            made.style = "Hyperlink"
            link = OxmlElement("w:hyperlink")
            to = paragraph.part.relate_to(run.target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link.set(qn("r:id"), to)
            paragraph._p.append(link)
            link.append(made._r)


def _new_numbering(document: object) -> int:
    """The id of a numbering of its own for the next numbered list, so that it begins at 1 again."""
    from docx.oxml.ns import qn

    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    num_id = style.pPr.numPr.numId.val
    num = next(num for num in numbering.num_lst if num.numId == num_id)
    made = numbering.add_num(num.find(qn("w:abstractNumId")).val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _footnotes_xml(notes: dict[str, str], ids: dict[str, str]) -> bytes:
    text_style = ids.get("FootnoteText", "FootnoteText")
    mark_style = ids.get("FootnoteReference", "FootnoteReference")
    made = [
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
        for kind, number, tag in [
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        ]
    ]
    made += [
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{text_style}"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{mark_style}"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(_typeset(text))}</w:t></w:r></w:p></w:footnote>'
        for number, text in notes.items()
    ]
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<w:footnotes xmlns:w="{namespace}">{"".join(made)}</w:footnotes>'.encode()


def _localise_style_ids(element: object, ids: dict[str, str]) -> None:
    from docx.oxml.ns import qn

    tags = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "styleLink")
    users = [qn(f"w:{tag}") for tag in tags]
    for child in element.iter():
        key = qn("w:styleId") if child.tag == qn("w:style") else qn("w:val") if child.tag in users else None
        if key is not None and child.get(key) in ids:
            child.set(key, ids[child.get(key)])


def _same_bytes_every_time(archive: bytes) -> bytes:
    """The same archive without the time at which it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return made.getvalue()


# --- PDF ----------------------------------------------------------------------------------------


def pdf_bytes(source: Source) -> bytes:
    """The draft as a PDF with a text layer, as a word processor exports it."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
    from reportlab.lib.units import cm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    # Fonts that come with reportlab, embedded with a table of characters as in a word processor's export.
    for name, file in {"Sans": "Vera.ttf", "Sans-Bold": "VeraBd.ttf"}.items():
        pdfmetrics.registerFont(TTFont(name, file))
    pdfmetrics.registerFontFamily(
        "Sans", normal="Sans", bold="Sans-Bold", italic="Sans", boldItalic="Sans-Bold"
    )
    styles = getSampleStyleSheet()
    for style in styles.byName.values():
        style.fontName = "Sans-Bold" if style.name.startswith("Heading") else "Sans"
        style.bulletFontName = "Sans"
    body = styles["BodyText"]
    item = ParagraphStyle("Item", parent=body, leftIndent=0.6 * cm, bulletIndent=0.1 * cm)
    story = []
    for kind, group in groupby(source.parts, key=lambda part: part.kind):
        for index, part in enumerate(group, start=1):
            if kind == "table":
                raise ValueError(f"{source.lang}-{source.quality}: a PDF sample has no table yet")
            style = styles[f"Heading{part.level}"] if kind == "heading" else body
            marker = {"bullet": "•", "number": f"{index}."}.get(kind)
            story.append(Paragraph(_markup(part.text), item if marker else style, bulletText=marker))
    buffer = io.BytesIO()
    template = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=2.5 * cm,
        rightMargin=2.5 * cm,
        title=source.title,
        author=source.author,
        lang=LOCALES[source.lang],
        invariant=1,
    )
    template.build(story)
    return buffer.getvalue()


def _markup(text: str) -> str:
    def one(run: Run) -> str:
        plain = escape(run.text).replace("\n", "<br/>")
        return f"<b>{plain}</b>" if run.style == "bold" else plain

    return "".join(one(run) for run in _runs(text))


# --- all of them --------------------------------------------------------------------------------


def made() -> dict[str, bytes]:
    """Every sample draft, by its path under `samples/`."""
    write = {"docx": docx_bytes, "pdf": pdf_bytes, "md": lambda source: source.markdown.encode("utf-8")}
    return {
        f"{source.lang}/{source.quality}.{format_}": write[format_](source)
        for source in sources()
        for format_ in source.formats
    }


if __name__ == "__main__":
    for name, content in made().items():
        (HERE / name).parent.mkdir(exist_ok=True)
        (HERE / name).write_bytes(content)
        print(f"samples/{name}")

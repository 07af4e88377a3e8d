"""Makes samples/review.ipynb: runs it and stores what it shows.

    python samples/make_notebook.py

Needs the `test` extra (nbformat, nbclient, ipykernel).
"""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent

CELLS = (
    (
        "markdown",
        "# Reviewing a draft from Python\n\n"
        "Run it from the folder `samples/`. Nothing leaves this computer: no key and no network are needed.",
    ),
    (
        "code",
        "from pathlib import Path\n\nimport poareview\n\n"
        'result = poareview.review(Path("en/middling.docx"))\n'
        'print(result.verdict, result.score, f"{result.words} words", sep=" | ")',
    ),
    ("markdown", "Each criterion has a level (2 met, 1 partly met, 0 missing) and says what would raise it."),
    (
        "code",
        "for criterion in result.criteria:\n"
        '    print(f"{criterion.id:14} {criterion.level}  {criterion.raise_it or criterion.reason}")',
    ),
    ("markdown", "A finding quotes the draft to the letter and says what to do."),
    (
        "code",
        "for finding in result.findings:\n"
        '    print(f"{finding.rule}: {finding.quote!r}\\n    {finding.advice}")',
    ),
    ("markdown", "The same three lines for a French and a Dutch draft."),
    (
        "code",
        'for name in ("fr/poor.docx", "nl/ready.docx"):\n'
        "    other = poareview.review(Path(name))\n"
        '    print(name, other.language, other.verdict, other.score, sep=" | ")\n'
        "    for criterion in other.fix_first:\n"
        '        print("   ", other.criterion(criterion).raise_it)',
    ),
)


def notebook() -> str:
    """The notebook as JSON text, with its cells executed from `samples/`."""
    import nbformat
    from nbclient import NotebookClient

    new = {"markdown": nbformat.v4.new_markdown_cell, "code": nbformat.v4.new_code_cell}
    cells = [new[kind](text, id=f"cell-{index}") for index, (kind, text) in enumerate(CELLS, start=1)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    book = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    NotebookClient(book, timeout=120, resources={"metadata": {"path": str(HERE)}}).execute()
    book.metadata = nbformat.from_dict({"kernelspec": kernel, "language_info": {"name": "python"}})
    for cell in book.cells:
        cell.metadata = nbformat.from_dict({})  # the times of day at which a cell ran
        if cell.cell_type == "code":
            _join_streams(cell)
    return nbformat.writes(book) + "\n"


def _join_streams(cell: object) -> None:
    """Makes one output of what a cell printed; the kernel cuts it wherever the clock says so."""
    first = None
    for output in list(cell.outputs):
        if output.output_type != "stream":
            first = None
        elif first is None or first.name != output.name:
            first = output
        else:
            first.text += output.text
            cell.outputs.remove(output)


if __name__ == "__main__":
    (HERE / "review.ipynb").write_text(notebook(), encoding="utf-8")

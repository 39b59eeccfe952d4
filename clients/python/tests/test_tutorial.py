"""The tutorial is the code of docs/python.md, piece by piece."""

import ast
import re
import unittest

import generate

PAGE = generate.HERE.parent.parent / "docs" / "python.md"
SCRIPT = generate.HERE / "tutorial.py"


class TutorialTests(unittest.TestCase):
    def test_pieces_of_the_page_make_the_script(self):
        pieces = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        script = SCRIPT.read_text(encoding="utf-8")
        after_docstring = script.splitlines(keepends=True)[ast.parse(script).body[0].end_lineno:]
        self.assertEqual("\n".join(pieces).strip(), "".join(after_docstring).strip())

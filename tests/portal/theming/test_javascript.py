from __future__ import annotations

import pytest

from portal.errors import Problem
from portal.theming.javascript import join_scripts
from portal.theming.javascript_tokens import minify


def test_an_entry_holds_what_it_imports_once_and_first() -> None:
    files = {
        "js/page.js": 'import { a } from "./a.js";\nimport { b } from "./b.js";\nstart(a, b);\n',
        "js/a.js": 'import { b } from "./b.js";\nexport const a = b + 1;\n',
        "js/b.js": "export const b = 1;\n",
    }
    assert join_scripts(files) == {"js/page.js": "const b=1;const a=b+1;start(a,b);\n"}


def test_variables_are_cut_short_in_each_declaration_alone() -> None:
    files = {
        "js/page.js": 'import { double } from "./double.js";\n'
        "const start = (value) => double(value);\nstart({ total: 1 });\n",
        "js/double.js": "const two = 2;\nexport const double = (total) => total * two;\nconst { size } = two;\n"
        "const known = () => size;\n",
    }
    (text,) = join_scripts(files).values()
    assert text == "const t=2;const r=(e)=>e*t;const{size}=t;const a=()=>size;const n=(e)=>r(e);n({total:1});\n"


def test_a_script_imported_later_is_published_and_keeps_its_exports() -> None:
    files = {
        "js/site.js": 'import("./late.js").then((module) => module.default());\n',
        "js/late.js": "export default function attach() {}\n",
    }
    assert join_scripts(files)["js/late.js"] == "export default function attach(){}\n"


def test_an_import_in_a_comment_publishes_nothing() -> None:
    files = {
        "js/page.js": '/** @type {import("./a.js").A} */\nimport { a } from "./a.js";\na();\n',
        "js/a.js": "export function a() {}\n",
    }
    assert list(join_scripts(files)) == ["js/page.js"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"js/a.js": 'import { b } from "./b.js";\n'}, "js/b.js"),
        ({"js/a.js": 'import { b } from "./b.js";\n', "js/b.js": "export const b = 1;\nconst c = 1;\n"}, ""),
        (
            {
                "js/a.js": 'import { b } from "./b.js";\nconst c = 1;\n',
                "js/b.js": "export const b = 1;\nconst c = 1;\n",
            },
            "c",
        ),
    ],
    ids=["missing", "fine", "equal names"],
)
def test_faults_name_the_script(files: dict[str, str], message: str) -> None:
    if not message:
        assert join_scripts(files)
        return
    with pytest.raises(Problem, match=message) as raised:
        join_scripts(files)
    assert raised.value.path == "theme/static/js/a.js"


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("const a = 1; // why\nconst b = 2;", "const a=1;const b=2;"),
        ("/* a\n b */ let c", "let c"),
        ("x = \"a // b  c\" + '/* d */';", "x=\"a // b  c\"+'/* d */';"),
        ("y = `a  ${ b ? `c  ${d}` : 1 }  // e`;", "y=`a  ${ b ? `c  ${d}` : 1 }  // e`;"),
        ("z = a / b / c;", "z=a/b/c;"),
        ("r = /[/] {2}/g.test(a);", "r=/[/] {2}/g.test(a);"),
        ("if (a) return /  /;", "if(a)return/  /;"),
        ("a = b + +c - -d;", "a=b+ +c- -d;"),
        ("const f = () => {\n  g()\n}\nh()", "const f=()=>{g()}\nh()"),
        ("a\n  .b()\n  .c();", "a.b().c();"),
        ("let a\nlet b", "let a\nlet b"),
        ("for (const a of b) c(a);", "for(const a of b)c(a);"),
        ("class A { #b = 1; }", "class A{#b=1;}"),
    ],
)
def test_minify_drops_only_what_means_nothing(text: str, small: str) -> None:
    assert minify(text) == small + "\n"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("const count = 1;\nshow(count);", "const e=1;show(e);"),
        ("function double(value) {\n  return value * value;\n}\ndouble(2);", "function t(e){return e*e;}\nt(2);"),
        ("const plus = (first, second) => first + second;", "const r=(e,t)=>e+t;"),
        ("const same = value => value;", "const t=e=>e;"),
        ("const name = 1;\nname;", "const name=1;name;"),
        ("const title = 1;\nrow.title = title;", "const title=1;row.title=title;"),
        ("const title = 1;\nmake({ title, x: 2 });", "const title=1;make({title,x:2});"),
        ("const { title } = row;\nuse(title);", "const{title}=row;use(title);"),
        ("const title = 1;\nuse(`a ${title}`);", "const e=1;use(`a ${e}`);"),
        ("const title = [];\nuse(`${title.length}`);", "const e=[];use(`${e.length}`);"),
        ("const title = 1;\nuse(`title ${title}`);", "const title=1;use(`title ${title}`);"),
        ("const title = 1;\nuse(`${row.title[title - 1]}`);", "const e=1;use(`${row.title[e - 1]}`);"),
        ('const title = 1;\nuse(`${title + "x"}`);', 'const title=1;use(`${title + "x"}`);'),
        ("const [first, second] = row;\nuse(first);", "const[e,t]=row;use(e);"),
        ("all.map(([first, second]) => first);", "all.map(([e,t])=>e);"),
        ("same([URL, first]) === 1;", "same([URL,first])===1;"),
        ("const title = 1;\nuse({ title: title });", "const title=1;use({title:title});"),
        ("export function highlight(root) {\n  return root;\n}", "export function highlight(root){return root;}"),
        ("const a = 1, count = a;", "const a=1,count=a;"),
        ("let count = 0;\nfor (const total of all) count += total;", "let e=0;for(const t of all)e+=t;"),
        ("const title = found ? document : window;", "const e=found?document:window;"),
        ("class Cursor {\n  next() {}\n}\nnew Cursor();", "class e{next(){}}\nnew e();"),
    ],
)
def test_only_plain_variables_get_short_names(text: str, short: str) -> None:
    assert minify(text, names=True) == short + "\n"


def test_short_names_are_no_words_of_the_language() -> None:
    names = [f"variable{number}" for number in range(3000)]
    made = minify("".join(f"const {name} = 1;\n" for name in names), names=True)
    short = [statement.split()[1].split("=")[0] for statement in made.split(";") if statement.strip()]
    assert len(set(short)) == len(names)
    assert not {"do", "if", "in", "of", "for", "new", "try", "let", "get", "set", "top", "name"} & set(short)

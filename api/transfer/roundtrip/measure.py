#!/usr/bin/env python3
"""Export, another program, one cell edited, dry run of the import.

Counts for each program and two sets of records which cells an import would
send that nobody changed. Wanted: none, and exactly one change where the file
can be read at all.

    measure.py ZCO [WORKDIR]      table as Markdown on standard output

With ONLY, a regular expression, just the programs that it finds are run.

Programs that are not installed are left out. Node libraries are taken from
NODE_PATH, PostgreSQL's server from PGHOST; PYTHON names the one with pandas and
openpyxl.
"""
import datetime, json, os, pathlib, re, shutil, socket, subprocess, sys, time, zipfile

ZCO = os.path.abspath(sys.argv[1])
WORK = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "roundtrip.tmp").absolute()
PY = os.environ.get("PYTHON", "python3")
ODD = [
    "00123", "1E5", "1e10", "TRUE", "false", "3,14", "1.2.3", "1-2", "5/6", "2024-05-17", "12:30", "1/2/2024", "=1+1", "+49 170", "-5", "@sum",
    "'quoted", "''twice", "NA", "NaN", "NULL", "None", "n/a", "#N/A", "nil", " lead", "trail ", "  both  ", "\u00a0nbsp\u00a0", "tab\there", "two\nlines",
    "cr\rhere", "crlf\r\nhere", "say \"hi\"", "27\" monitor", "comma, here", "semi; colon", "pipe|bar", "back\\slash", "end\\", "\\n not", "\\t", "_x000D_", "tile_x1024_y",
    "Müller", "Győr", "naïve café", "Łódź", "日本語", "한국어", "العربية", "עברית", "😀 smile", "👨‍👩‍👧", "e\u0301", "\u200bzero", "\ufeffbom", "a\u2028b", "a\u0085b", "\x1b[31mred",
    "\x07bell", "a\x01b", "12345678901234567890", "0.1000", "1.10", "1,234", "1.234", "1.234,50", "(5)", "50%", "€5", "$5", "0x1F", "1_000", ".5", "5.", "+5", "--5", "١٢٣", "1e-7",
    "Infinity", "ja", "WAHR", "VRAI", "yes", "0", "1", "-0", "<b>x</b>", "&amp;", "{json}", "[1]", "http://x.example/?a=b", "a@b.example", "C:\\dir", "x" * 300, "<NA>", "?", "\"", "\"\"", "'", ";", ",",
    "May 5", "5-Mar", "2024-02-30", "1.5.2024",
]
NUMBERS = ["0.1", "1.10", "6.172", "12.5", "1234567.89", "0.30000000000000004", "123456.789", "1e-7", "100", "100.0", "99999999.125", "-3.5", "0", "2286.86", "3299.92", "5.2", "23.10"]


def nasty(file):
    serial = 70000000
    with open(file, "w") as f:
        def add(name, **fields):
            nonlocal serial
            serial += 1
            fields = {"serial_number": f"SN-{serial}", **fields}
            f.write(json.dumps({"name": name, "external_id": f"N-{serial}", "custom_object_fields": fields}) + "\n")
        for i, text in enumerate(ODD):
            add(f"row {i}", location=text)
            add(f"note {i}", notes=text)
            add(text if text.strip() else f"blank {i}")
        for i, n in enumerate(NUMBERS):
            f.flush()
            serial += 1
            f.write('{"name":"number %d","external_id":"N-%d","custom_object_fields":{"serial_number":"SN-%d","weight_kg":%s,"price":%s,"ports":%d}}\n' % (i, serial, serial, n, n, i * 1000003))
        for i, day in enumerate(["1999-12-31", "2024-02-29", "0099-01-01", "1900-01-01", "2024-05-06", "2024-12-11", "2100-01-01"]):
            add(f"day {i}", purchased_on=day, insured=i % 2 == 0)
        add("the one", location="EDITME77")


def port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Sandbox:
    def __init__(self, records):
        at = f"127.0.0.1:{port()}"
        self.proc = subprocess.Popen([ZCO, "sandbox", "--listen", at, "--records", str(records), "--rate-limit", "-1", "--index-lag", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        said = dict(self.proc.stdout.readline().strip().split("=", 1) for _ in range(3))
        home = WORK / "home"
        home.mkdir(parents=True, exist_ok=True)
        self.env = {**os.environ, "HOME": str(home), "XDG_STATE_HOME": str(home), "XDG_CONFIG_HOME": str(home), **said}
        for _ in range(100):
            if self.zco("records", "asset", "--limit", "1").returncode == 0:
                return
            time.sleep(0.1)
        raise SystemExit("the sandbox does not answer: " + self.zco("records", "asset", "--limit", "1").stderr)

    def zco(self, *args):
        return subprocess.run([ZCO, *args], env=self.env, capture_output=True, text=True, errors="replace")


def pandas(read, write):
    return f"{PY} -c \"import pandas as pd; d=pd.{read}; d.{write}\""


def node(code):
    return f"node -e '{code}'"


def office(lang, into, infilter="", outfilter=""):
    profile = WORK / f"lo-{lang}"
    user = profile / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text('<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>%s</value></prop></item></oor:items>\n' % lang) if not (user / "registrymodifications.xcu").exists() else None
    i = f'--infilter="{infilter}"' if infilter else ""
    return f"rm -rf lo; soffice -env:UserInstallation=file://{profile} --headless {i} --convert-to '{into}{':' + outfilter if outfilter else ''}' --outdir lo IN >/dev/null 2>&1; mv lo/* OUT"


def duck(sql):
    return node("const {DuckDBInstance}=require(\"@duckdb/node-api\");DuckDBInstance.create(\":memory:\").then(i=>i.connect()).then(c=>c.run(\"" + sql + "\"))")


UTF8 = "CSV:44,34,76,1"
OUTCSV = "Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
ROUND = "const r=require(\"fs\");"
# name: needs, input, output, command
TOOLS = {
    "zco itself": ("sh", "csv", "csv", "cp IN OUT"),
    "zco .xlsx": ("sh", "xlsx", "xlsx", "cp IN OUT"),
    "LibreOffice en .xlsx": ("soffice", "xlsx", "xlsx", office("en-US", "xlsx")),
    "LibreOffice de .xlsx": ("soffice", "xlsx", "xlsx", office("de-DE", "xlsx")),
    "LibreOffice fr .xlsx": ("soffice", "xlsx", "xlsx", office("fr-FR", "xlsx")),
    "LibreOffice en CSV": ("soffice", "csv", "csv", office("en-US", "csv", UTF8, OUTCSV)),
    "LibreOffice de CSV": ("soffice", "csv", "csv", office("de-DE", "csv", UTF8, OUTCSV)),
    "LibreOffice de CSV ; out": ("soffice", "csv", "csv", office("de-DE", "csv", UTF8, OUTCSV.replace(":44,", ":59,"))),
    "LibreOffice fr CSV": ("soffice", "csv", "csv", office("fr-FR", "csv", UTF8, OUTCSV)),
    "LibreOffice en --excel, quoted is text": ("soffice", "excel.csv", "csv", office("en-US", "csv", "CSV:44,34,76,1,,0,true,false", OUTCSV)),
    "LibreOffice de --excel, quoted is text": ("soffice", "excel.csv", "csv", office("de-DE", "csv", "CSV:44,34,76,1,,0,true,false", OUTCSV)),
    "LibreOffice en UTF-16 out": ("soffice", "csv", "csv", office("en-US", "csv", UTF8, "Text - txt - csv (StarCalc):9,34,65535,1,,0,false,true")),
    "LibreOffice en Windows-1252 out": ("soffice", "csv", "csv", office("en-US", "csv", UTF8, "Text - txt - csv (StarCalc):44,34,1,1,,0,false,true")),
    "gnumeric CSV": ("ssconvert", "csv", "csv", "ssconvert IN OUT 2>/dev/null"),
    "gnumeric .xlsx": ("ssconvert", "xlsx", "xlsx", "ssconvert IN OUT 2>/dev/null"),
    "python csv": (PY, "csv", "csv", f"{PY} -c \"import csv; csv.writer(open('OUT','w',newline='')).writerows(csv.reader(open('IN',newline='')))\""),
    "python csv, no newline=": (PY, "csv", "csv", f"{PY} -c \"import csv; csv.writer(open('OUT','w')).writerows(csv.reader(open('IN')))\""),
    "python csv utf-8-sig": (PY, "csv", "csv", f"{PY} -c \"import csv; csv.writer(open('OUT','w',newline='',encoding='utf-8-sig')).writerows(csv.reader(open('IN',newline='')))\""),
    "pandas default": (PY, "csv", "csv", pandas("read_csv('IN')", "to_csv('OUT',index=False)")),
    "pandas with index": (PY, "csv", "csv", pandas("read_csv('IN')", "to_csv('OUT')")),
    "pandas dtype=str": (PY, "csv", "csv", pandas("read_csv('IN',dtype=str)", "to_csv('OUT',index=False)")),
    "pandas str, keep_default_na=False": (PY, "csv", "csv", pandas("read_csv('IN',dtype=str,keep_default_na=False)", "to_csv('OUT',index=False)")),
    "pandas to_excel": (PY, "xlsx", "xlsx", pandas("read_excel('IN')", "to_excel('OUT',index=False)")),
    "pandas to_excel str": (PY, "xlsx", "xlsx", pandas("read_excel('IN',dtype=str)", "to_excel('OUT',index=False)")),
    "pandas json lines": (PY, "jsonl", "jsonl", pandas("read_json('IN',lines=True)", "to_json('OUT',orient='records',lines=True)")),
    "openpyxl": (PY, "xlsx", "xlsx", f"{PY} -c \"import openpyxl; openpyxl.load_workbook('IN').save('OUT')\""),
    "R read.csv/write.csv": ("Rscript", "csv", "csv", "Rscript -e 'write.csv(read.csv(\"IN\"),\"OUT\")'"),
    "R row.names=FALSE": ("Rscript", "csv", "csv", "Rscript -e 'write.csv(read.csv(\"IN\"),\"OUT\",row.names=FALSE)'"),
    "R colClasses=character": ("Rscript", "csv", "csv", "Rscript -e 'write.csv(read.csv(\"IN\",colClasses=\"character\"),\"OUT\",row.names=FALSE)'"),
    "miller cat": ("mlr", "csv", "csv", "mlr --csv cat IN > OUT"),
    "miller --quote-all": ("mlr", "csv", "csv", "mlr --csv --quote-all cat IN > OUT"),
    "miller csv->jsonl": ("mlr", "csv", "jsonl", "mlr --icsv --ojsonl cat IN > OUT"),
    "miller csv->json -S": ("mlr", "csv", "json", "mlr --icsv --ojson -S cat IN > OUT"),
    "miller csv->tsv": ("mlr", "csv", "tsv", "mlr --icsv --otsv cat IN > OUT"),
    "miller csv->tsv, --format tsv": ("mlr", "csv", "tsv", "mlr --icsv --otsv cat IN > OUT"),
    "csvkit csvformat": ("csvformat", "csv", "csv", "csvformat IN > OUT"),
    "csvkit csvformat -T": ("csvformat", "csv", "tsv", "csvformat -T IN > OUT"),
    "csvkit csvcut": ("csvcut", "csv", "csv", "csvcut -C 99 IN > OUT 2>/dev/null || csvcut IN > OUT"),
    "csvkit csvsort": ("csvsort", "csv", "csv", "csvsort IN > OUT"),
    "csvkit csvsort -I": ("csvsort", "csv", "csv", "csvsort -I IN > OUT"),
    "csvkit csvsql --query": ("csvsql", "csv", "csv", "cp IN t.csv; csvsql --query 'select * from t' t.csv > OUT"),
    "csvkit csvjson": ("csvjson", "csv", "json", "csvjson IN > OUT"),
    "csvkit in2csv .xlsx": ("in2csv", "xlsx", "csv", "in2csv IN > OUT"),
    "sqlite3 .import/.mode csv": ("sqlite3", "csv", "csv", "sqlite3 :memory: '.mode csv' '.import IN t' '.headers on' 'select * from t' > OUT"),
    "sqlite3 -json": ("sqlite3", "csv", "json", "sqlite3 -json :memory: '.mode csv' '.import IN t' '.mode json' 'select * from t' > OUT"),
    "jq -c . (jsonl)": ("jq", "jsonl", "jsonl", "jq -c . IN > OUT"),
    "jq . (array)": ("jq", "json", "json", "jq . IN > OUT"),
    "perl Text::CSV_XS": ("perl", "csv", "csv", "perl -MText::CSV_XS -e 'my $c=Text::CSV_XS->new({binary=>1,eol=>\"\\r\\n\"});open my $i,\"<:encoding(utf8)\",\"IN\";open my $o,\">:encoding(utf8)\",\"OUT\";while(my $r=$c->getline($i)){$c->print($o,$r)}'"),
    "php fgetcsv/fputcsv": ("php", "csv", "csv", "php -r '$i=fopen(\"IN\",\"r\");$o=fopen(\"OUT\",\"w\");while($r=fgetcsv($i))fputcsv($o,$r);'"),
    "php escape=\"\"": ("php", "csv", "csv", "php -r '$i=fopen(\"IN\",\"r\");$o=fopen(\"OUT\",\"w\");while($r=fgetcsv($i,0,\",\",chr(34),\"\"))fputcsv($o,$r,\",\",chr(34),\"\");'"),
    "ruby CSV": ("ruby", "csv", "csv", "ruby -Ku -rcsv -e 'CSV.open(\"OUT\",\"wb:utf-8\"){|o|CSV.foreach(\"IN\",encoding:\"utf-8\"){|r|o<<r}}'"),
    "ruby CSV converters all": ("ruby", "csv", "csv", "ruby -Ku -rcsv -e 'CSV.open(\"OUT\",\"wb:utf-8\"){|o|CSV.foreach(\"IN\",encoding:\"utf-8\",converters: :all){|r|o<<r}}'"),
    "node JSON (jsonl)": ("node", "jsonl", "jsonl", node("const f=require(\"fs\");f.writeFileSync(\"OUT\",f.readFileSync(\"IN\",\"utf8\").split(\"\\n\").filter(x=>x).map(x=>JSON.stringify(JSON.parse(x))).join(\"\\n\"))")),
    "SheetJS CSV": ("node", "csv", "csv", node("const X=require(\"xlsx\");X.writeFile(X.readFile(\"IN\"),\"OUT\",{bookType:\"csv\"})")),
    "SheetJS CSV raw": ("node", "csv", "csv", node("const X=require(\"xlsx\");X.writeFile(X.readFile(\"IN\",{raw:true,codepage:65001}),\"OUT\",{bookType:\"csv\"})")),
    "SheetJS .xlsx": ("node", "xlsx", "xlsx", node("const X=require(\"xlsx\");X.writeFile(X.readFile(\"IN\"),\"OUT\")")),
    "exceljs .xlsx": ("node", "xlsx", "xlsx", node("const E=require(\"exceljs\");const w=new E.Workbook();w.xlsx.readFile(\"IN\").then(()=>w.xlsx.writeFile(\"OUT\"))")),
    "exceljs CSV": ("node", "csv", "csv", node("const E=require(\"exceljs\");const w=new E.Workbook();w.csv.readFile(\"IN\").then(()=>w.csv.writeFile(\"OUT\"))")),
    "papaparse": ("node", "csv", "csv", node("const P=require(\"papaparse\"),f=require(\"fs\");f.writeFileSync(\"OUT\",P.unparse(P.parse(f.readFileSync(\"IN\",\"utf8\"),{header:true}).data))")),
    "papaparse dynamicTyping": ("node", "csv", "csv", node("const P=require(\"papaparse\"),f=require(\"fs\");f.writeFileSync(\"OUT\",P.unparse(P.parse(f.readFileSync(\"IN\",\"utf8\"),{header:true,dynamicTyping:true}).data))")),
    "csv-parse/stringify": ("node", "csv", "csv", node("const p=require(\"csv-parse/sync\").parse,s=require(\"csv-stringify/sync\").stringify,f=require(\"fs\");f.writeFileSync(\"OUT\",s(p(f.readFileSync(\"IN\"))))")),
    "csv-parse cast": ("node", "csv", "csv", node("const p=require(\"csv-parse/sync\").parse,s=require(\"csv-stringify/sync\").stringify,f=require(\"fs\");f.writeFileSync(\"OUT\",s(p(f.readFileSync(\"IN\"),{cast:true})))")),
    "fast-csv": ("node", "csv", "csv", node("const c=require(\"fast-csv\"),f=require(\"fs\");f.createReadStream(\"IN\").pipe(c.parse()).pipe(c.format()).pipe(f.createWriteStream(\"OUT\"))")),
    "d3-dsv": ("node", "csv", "csv", node("const f=require(\"fs\");import(\"DSV\").then(d=>f.writeFileSync(\"OUT\",d.csvFormat(d.csvParse(f.readFileSync(\"IN\",\"utf8\")))))")),
    "d3-dsv autoType": ("node", "csv", "csv", node("const f=require(\"fs\");import(\"DSV\").then(d=>f.writeFileSync(\"OUT\",d.csvFormat(d.csvParse(f.readFileSync(\"IN\",\"utf8\"),d.autoType))))")),
    "csv-parser": ("node", "csv", "csv", node("const p=require(\"csv-parser\"),s=require(\"csv-stringify/sync\").stringify,f=require(\"fs\"),r=[];f.createReadStream(\"IN\").pipe(p()).on(\"data\",x=>r.push(x)).on(\"end\",()=>f.writeFileSync(\"OUT\",s(r,{header:true})))")),
    "DuckDB read_csv": ("node", "csv", "csv", duck("COPY (SELECT * FROM read_csv($q$IN$q$)) TO $q$OUT$q$ (HEADER)")),
    "DuckDB all_varchar": ("node", "csv", "csv", duck("COPY (SELECT * FROM read_csv($q$IN$q$, all_varchar=true)) TO $q$OUT$q$ (HEADER)")),
    "LibreOffice en, all columns Text": ("soffice", "csv", "csv", office("en-US", "csv", UTF8 + "," + "/".join(f"{n}/2" for n in range(1, 60)), OUTCSV)),
    "LibreOffice de, all columns Text": ("soffice", "csv", "csv", office("de-DE", "csv", UTF8 + "," + "/".join(f"{n}/2" for n in range(1, 60)), OUTCSV)),
    "LibreOffice en, to .ods and back": ("soffice", "csv", "csv", office("en-US", "ods", UTF8).replace("mv lo/* OUT", "mv lo/* t.ods") + "; " + office("en-US", "csv", "", OUTCSV).replace("IN ", "t.ods ")),
    "LibreOffice en, CSV to .xlsx": ("soffice", "csv", "xlsx", office("en-US", "xlsx", UTF8)),
    "R readr": ("Rscript", "csv", "csv", "Rscript -e 'suppressMessages(readr::write_csv(readr::read_csv(\"IN\",show_col_types=FALSE),\"OUT\"))'"),
    "R readr, all text, na none": ("Rscript", "csv", "csv", "Rscript -e 'readr::write_csv(readr::read_csv(\"IN\",col_types=readr::cols(.default=\"c\"),na=character(),trim_ws=FALSE),\"OUT\")'"),
    "R data.table fread/fwrite": ("Rscript", "csv", "csv", "Rscript -e 'data.table::fwrite(data.table::fread(\"IN\"),\"OUT\")'"),
    "R fread character": ("Rscript", "csv", "csv", "Rscript -e 'data.table::fwrite(data.table::fread(\"IN\",colClasses=\"character\",na.strings=NULL),\"OUT\")'"),
    "visidata csv": ("vd", "csv", "csv", "vd -b IN -o OUT 2>/dev/null"),
    "visidata csv->jsonl": ("vd", "csv", "jsonl", "vd -b IN -o OUT 2>/dev/null"),
    "visidata csv->tsv": ("vd", "csv", "tsv", "vd -b IN -o OUT 2>/dev/null"),
    "csvtool": ("csvtool", "csv", "csv", "csvtool cat IN > OUT"),
    "recutils csv2rec, rec2csv": ("csv2rec", "csv", "csv", "csv2rec IN | rec2csv > OUT"),
    "q text-as-data": ("q", "csv", "csv", "q -H -O -d, -e utf-8 'select * from IN' > OUT"),
    "q -A -W all": ("q", "csv", "csv", "q -H -O -d, -A -W all 'select * from IN' > OUT"),
    "Go encoding/csv": ("go", "csv", "csv", "GOCSV IN OUT"),
    "PostgreSQL COPY, all text": ("psql", "csv", "csv", "PGCOPY text IN OUT"),
    "PostgreSQL COPY, typed": ("psql", "csv", "csv", "PGCOPY typed IN OUT"),
    "PostgreSQL COPY, double precision": ("psql", "csv", "csv", "PGCOPY double IN OUT"),
}
GOCSV = """package main

import (
	"encoding/csv"
	"os"
)

func main() {
	in, err := os.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	rows, err := csv.NewReader(in).ReadAll()
	if err != nil {
		panic(err)
	}
	out, err := os.Create(os.Args[2])
	if err != nil {
		panic(err)
	}
	if err := csv.NewWriter(out).WriteAll(rows); err != nil {
		panic(err)
	}
}
"""
# a table of the file's columns, filled and written again; PGHOST says where
PGCOPY = """import csv, subprocess, sys
kind, src, dst = sys.argv[1:]
types = {"text": {}, "typed": {"weight_kg": "numeric", "price": "numeric", "ports": "bigint", "purchased_on": "date", "insured": "boolean"},
         "double": {"weight_kg": "double precision", "price": "double precision", "ports": "bigint", "insured": "boolean"}}[kind]
columns = next(csv.reader(open(src, newline="", encoding="utf-8")))
table = ", ".join('"%s" %s' % (c, types.get(c, "text")) for c in columns)
subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", "postgres", "-c", "create temp table t (%s)" % table,
                "-c", "\\copy t from '%s' csv header" % src, "-c", "\\copy t to '%s' csv header" % dst], check=True)
"""


def helpers():
    """Programs that the commands name in capitals."""
    found = {"PGCOPY": f"{PY} {WORK / 'pgcopy.py'}", "GOCSV": str(WORK / "gocsv")}
    (WORK / "pgcopy.py").write_text(PGCOPY)
    if shutil.which("go"):
        (WORK / "gocsv.go").write_text(GOCSV)
        subprocess.run(["go", "build", "-o", str(WORK / "gocsv"), str(WORK / "gocsv.go")], check=True, cwd=WORK)
    if "PGHOST" not in os.environ:
        for name in [n for n in TOOLS if n.startswith("PostgreSQL")]:
            del TOOLS[name]
    return found


MANGLES = {  # Excel is not at hand: what it is documented to do, done to the export
    "Excel en-US (emulated)": lambda s: days(s, lambda y, m, d: f"{m}/{d}/{y}"),
    "Excel en-GB (emulated)": lambda s: days(s, lambda y, m, d: f"{d:02}/{m:02}/{y}"),
    "Excel double click (emulated)": lambda s: s.encode().decode("cp1252", errors="replace"),
    "Excel de-DE (emulated)": lambda s: german(s),
}


def days(s, form):
    def one(m):
        y, mo, d = int(m[1]), int(m[2]), int(m[3])
        try:
            datetime.date(y, mo, d)
        except ValueError:
            return m[0]
        return form(y, mo, d) if y >= 1900 else m[0]
    return re.sub(r"(?<=,)(\d{4})-(\d\d)-(\d\d)(?=,)", one, s)


def german(s):
    import csv, io
    rows = list(csv.reader(io.StringIO(s, newline="")))
    for r in rows[1:]:
        for i, c in enumerate(r):
            if c in ("true", "false"):
                r[i] = {"true": "WAHR", "false": "FALSCH"}[c]
            elif re.fullmatch(r"\d{1,3}\.\d{3}", c):
                r[i] = c.replace(".", "")
            elif re.fullmatch(r"(19|2\d)\d\d-\d\d-[0-2]\d", c) and c[5:] != "02-30":
                r[i] = f"{c[8:]}.{c[5:7]}.{c[:4]}"
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue()


def edit(path):
    """Change the one cell, as a person would."""
    data = path.read_bytes()
    if data[:2] == b"PK":
        done = path.with_suffix(".edited")
        with zipfile.ZipFile(path) as z, zipfile.ZipFile(done, "w", zipfile.ZIP_DEFLATED) as out:
            for i in z.infolist():
                out.writestr(i, z.read(i).replace(b"EDITME77", b"EDITED77"))
        done.replace(path)
        return
    for enc in ("utf-8", "utf-16-le"):
        data = data.replace("EDITME77".encode(enc), "EDITED77".encode(enc))
    path.write_bytes(data)


def verdict(box, path, *flags):
    p = box.zco("import", "asset", str(path), "--key", "id", "--dry-run", "--json", "--ignore-unknown", *flags)
    try:
        plan = json.loads(p.stdout)
    except ValueError:
        return dict(refused=p.stderr.strip().splitlines()[-1][:160] if p.stderr.strip() else "?", rc=p.returncode)
    if "refused" in plan:
        return dict(refused=plan["refused"][:160], rc=p.returncode)
    sent = [c for r in plan["plan"] if r["does"] in ("change", "create") for c in r.get("changes", [])]
    ours = [c for c in sent if c["after"] == "EDITED77"]
    causes = {}
    for r in plan["plan"]:
        for c in r.get("rewritten", []):
            causes[c["cause"]] = causes.get(c["cause"], 0) + 1
    other = [(c["field"], c["before"], c["after"]) for c in sent if c["after"] != "EDITED77"]
    reasons = [f"{x.get('column','')}: {x['reason']}" for r in plan["plan"] for x in r.get("problems", [])]
    return dict(change=len(ours), unintended=len(other), create=plan["create"], bad=plan["bad"], causes=causes, rc=p.returncode, other=other[:3], reasons=reasons[:2])


def main():
    global TOOLS
    WORK.mkdir(parents=True, exist_ok=True)
    dsv = next((str(p) for f in ("dist/d3-dsv.mjs", "src/index.js") if (p := pathlib.Path(os.environ.get("NODE_PATH", "").split(":")[0], "d3-dsv", f).absolute()).exists()), "")
    named = helpers()
    table = {}
    for data, records in (("nasty", 1), ("demo", 500)):
        box = Sandbox(records)
        try:
            if data == "nasty":
                nasty(WORK / "nasty.jsonl")
                p = box.zco("import", "asset", str(WORK / "nasty.jsonl"), "--key", "external_id", "--skip-bad")
                print(data, p.stderr.strip().splitlines()[-1], file=sys.stderr)
            else:
                first = json.loads(box.zco("records", "asset", "--limit", "1", "--json").stdout)[0]["id"]
                box.zco("set", f"asset/{first}", "location=EDITME77")
            for ext, flags in {"csv": [], "xlsx": [], "json": [], "jsonl": [], "excel.csv": ["--excel"]}.items():
                p = box.zco("export", "asset", "-o", str(WORK / f"in.{ext}"), *flags)
                if p.returncode:
                    raise SystemExit(p.stderr)
            for name, (needs, src, dst, cmd) in TOOLS.items():
                if not shutil.which(needs) or not re.search(os.environ.get("ONLY", ""), name):
                    continue
                shutil.rmtree(WORK / "run", ignore_errors=True)
                (WORK / "run").mkdir()
                shutil.copy(WORK / f"in.{src}", WORK / "run" / f"in.{src}")
                out = WORK / "run" / f"out.{dst}"
                cmd = cmd.replace("IN", f"in.{src}").replace("OUT", out.name).replace("DSV", dsv)
                for word, program in named.items():
                    cmd = cmd.replace(word, program)
                p = subprocess.run(cmd, shell=True, cwd=WORK / "run", capture_output=True, text=True, errors="replace", timeout=300)
                if not out.exists() or out.stat().st_size == 0:
                    v = dict(fails=(p.stderr.strip().splitlines() or ["no file"])[-1][:100])
                else:
                    edit(out)
                    v = verdict(box, out, *(["--format", "tsv"] if "--format tsv" in name else []))
                table.setdefault(name, {})[data] = v
                print(data, name, v, file=sys.stderr)
            text = (WORK / "in.csv").read_bytes().decode()
            for name, change in MANGLES.items():
                out = WORK / "run" / "out.csv"
                out.write_bytes(change(text).encode())
                edit(out)
                v = verdict(box, out)
                table.setdefault(name, {})[data] = v
                print(data, name, v, file=sys.stderr)
        finally:
            box.proc.terminate()
            box.proc.wait()
    report(table)


def words(v):
    if "fails" in v:
        return "the program fails: " + v["fails"], None
    if "refused" in v:
        return "refused: " + v["refused"].removeprefix("zco: ").removeprefix("the file cannot be brought in: "), v["rc"]
    parts = []
    if v["change"] == 1 and not v["unintended"] and not v["create"]:
        parts.append("exactly 1 change")
    else:
        parts.append(f"{v['change']} change, **{v['unintended']} unintended**, {v['create']} created")
    if v["causes"]:
        parts.append("not sent: " + ", ".join(f"{c} {n}" for c, n in sorted(v["causes"].items(), key=lambda x: -x[1])))
    if v["bad"]:
        parts.append(f"{v['bad']} rows refused" + (" (" + v["reasons"][0][:90] + ")" if v["reasons"] else ""))
    return "; ".join(parts), v["rc"]


def report(table):
    print("| program | odd texts | exit | demo assets | exit |\n|---|---|---|---|---|")
    for name, by in table.items():
        cells = []
        for data in ("nasty", "demo"):
            text, rc = words(by[data]) if data in by else ("", None)
            cells += [text.replace("|", "\\|").replace("\n", " "), "" if rc is None else str(rc)]
        print(f"| {name} | " + " | ".join(cells) + " |")
    for data, title in (("nasty", "odd texts"), ("demo", "demo assets")):
        all_ = [by[data] for by in table.values() if data in by and "fails" not in by[data]]
        read = [v for v in all_ if "refused" not in v]
        one = sum(v["change"] == 1 and not v["unintended"] and not v["create"] for v in read)
        sendable = sum(v["unintended"] + v["create"] for v in read if not v["bad"])
        print(f"\n{title}: {len(all_)} runs, {one} exactly 1 change, {len(all_) - len(read)} files refused with the reason, {sendable} unintended cells would be sent")


main()
